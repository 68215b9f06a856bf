"""What is said when a listing is nearly the same as another: one's own of the last weeks, or one of another company."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format

from listings.duplicates import is_same_job
from listings.hints import Hint
from listings.models import Listing

RECENT = timedelta(days=30)


def hints(listing: Listing) -> Iterator[Hint]:
    """Advice, so nobody is stopped by it. What others imported is no copy that an employer can do anything about."""
    near = list(Listing.objects.near(listing).posted_here())
    company = listing.company_id
    own = [
        other
        for other in near
        if other.company_id == company and is_recent(other) and is_same_job(listing, other)
    ]
    if own:
        yield of_ones_own(own[0])
    elif any(other.company_id != company for other in near):
        yield Hint(
            "description",
            "Nearly the same text as a listing of another company",
            "Say what is special about the work with you. Staff look at texts that are used twice.",
        )


def is_recent(listing: Listing) -> bool:
    return listing.is_open or listing.published_at > timezone.now() - RECENT


def of_ones_own(other: Listing) -> Hint:
    return Hint(
        "title",
        f"This is nearly the same as your listing of {date_format(timezone.localtime(other.published_at), 'j F')}. "
        f"{instead_of(other)}",
        "People see one job once. Another place can be added to the listing that is there.",
        page=other.get_absolute_url(),
    )


def instead_of(other: Listing) -> str:
    if other.may_renew:
        return "Renew that one instead"
    return "Change that one instead" if other.is_open else "Say what is new"

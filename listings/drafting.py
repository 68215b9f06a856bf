"""A listing before it is one: kept while it is typed, and shown before it is kept."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from employers.models import Company
from listings import lifecycle
from listings.content import Content
from listings.deals import known
from listings.lifecycle.moving import locked
from listings.models import Listing
from listings.states import DRAFTS, IllegalMove, Status

EMPTY_FOR = timedelta(days=60)


class SavedElsewhere(Exception):
    """Somebody, perhaps the same person in another window, saved the listing after this page was made."""

    def __init__(self, listing: Listing):
        self.listing = listing


@transaction.atomic
def keep(
    company: Company | None, content: Content, *, by, token: UUID, seen: datetime | None
) -> Listing | None:
    """Keep what is typed in a draft, without any move. None if the form is new and no company is chosen."""
    listing = Listing.objects.of_member(by).started_with(token)
    if not listing:
        return lifecycle.draft(company, content, by=by, token=token) if company else None
    listing = locked(listing)
    if listing.status not in DRAFTS:
        raise IllegalMove(Status(listing.status))
    if is_newer(listing, seen):
        raise SavedElsewhere(listing)
    content.write_to(listing)
    listing.save()
    content.save_links(listing)
    return listing


def is_newer(listing: Listing, seen: datetime | None) -> bool:
    return bool(seen and listing.changed_at > seen)


def forget_empty_drafts() -> int:
    """Drafts that nobody wrote in, nor came back to."""
    return Listing.objects.empty_drafts_since(timezone.now() - EMPTY_FOR).delete()[0]


def unsaved(content: Content, company: Company, listing: Listing | None = None) -> Listing:
    """The listing as it would be shown. Of a new one, nothing is asked of the database or written to it."""
    shown = content.shown_on(listing or blank(company))
    shown.closes_at = shown.closes_at or (listing and listing.closes_at)
    return shown


def blank(company: Company) -> Listing:
    listing = Listing(pk=0, company=company, status=Status.DRAFT)
    listing._prefetched_objects_cache = {"facts": known(listing.facts, [])}
    return listing

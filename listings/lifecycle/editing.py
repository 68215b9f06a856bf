"""Writing and rewriting. What is not public yet is written at once; a public listing keeps its approved words until
staff have read the new ones (docs/decisions/0012-…)."""

from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from employers.models import Company
from listings.content import Content, checked_again
from listings.lifecycle.moving import forget_edit, locked, move, only_from, record, refuse_unready
from listings.models import Listing, PendingEdit
from listings.states import DRAFTS, EDITABLE, Status

APPROVED = {Status.LIVE, Status.PAUSED}


@transaction.atomic
def draft(
    company: Company, content: Content, *, by, token: UUID, copied_from: Listing | None = None
) -> Listing:
    """A new draft. The same form sent twice gives the listing that it made the first time."""
    mine = Listing.objects.of_member(by)
    if made := mine.started_with(token):
        return made
    # A form of a company that one has left since begins anew.
    token = uuid4() if Listing.objects.started_with(token) else token
    listing = Listing(company=company, posted_by=by, form_token=token, copied_from=copied_from)
    content.write_to(listing)
    try:
        with transaction.atomic():
            listing.save()
    except IntegrityError:
        # Sent twice at the same moment.
        return mine.get(form_token=token)
    content.save_links(listing)
    return listing


def copy(listing: Listing, *, by, token: UUID) -> Listing:
    """A new draft that says the same. Its dates are its own."""
    content = Content.of(listing).without_dates()
    return draft(listing.company, content, by=by, token=token, copied_from=listing)


@transaction.atomic
def revise(listing: Listing, content: Content, *, by) -> Listing:
    """Write the new words: at once, or beside the approved ones if they say something that staff have to read."""
    listing = locked(listing)
    only_from(listing, EDITABLE)
    if listing.published_at and not content.facts.get("closes_at"):
        content = content.closing(listing.closes_at)
    if listing.status in APPROVED:
        return propose(listing, content, by=by)
    before = checked_again(listing)
    write(listing, content)
    if listing.status == Status.SCHEDULED and checked_again(listing) != before:
        move(listing, Status.IN_REVIEW, act="edit", by=by)
        listing.submitted_at = timezone.now()
        listing.save(update_fields=["status", "submitted_at"])
    if listing.status not in DRAFTS:
        refuse_unready(listing)
    return listing


def write(listing: Listing, content: Content) -> None:
    content.write_to(listing)
    listing.save()
    content.save_links(listing)


def propose(listing: Listing, content: Content, *, by) -> Listing:
    """A change with something to check waits as a whole, but for its closing date. Another one that waits gives way:
    its number is gone, so nobody decides about words that were replaced."""
    proposed = content.shown_on(listing)
    refuse_unready(proposed)
    forget_edit(listing)
    if checked_again(proposed) == checked_again(listing):
        write(listing, content)
        return listing
    listing.closes_at = content.facts.get("closes_at", listing.closes_at)
    listing.save(update_fields=["closes_at", "changed_at"])
    PendingEdit.objects.create(listing=listing, content=content.as_data(), by=by)
    record(proposed, act="edit", by=by)
    return listing


@transaction.atomic
def drop_edit(listing: Listing, *, by) -> Listing:
    """The employer thinks better of it. Twice is no harm."""
    listing = locked(listing)
    if PendingEdit.objects.of(listing).exists():
        only_from(listing, APPROVED)
        forget_edit(listing)
        record(listing, act="drop edit", by=by)
    return listing

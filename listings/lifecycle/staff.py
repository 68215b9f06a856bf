"""What moderators decide: about a listing that waits, and about a change of one that is public."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from listings import emails
from listings.content import Content
from listings.lifecycle.editing import APPROVED, write
from listings.lifecycle.moving import (
    DATES,
    forget_edit,
    locked,
    move,
    only_from,
    record,
    refuse_the_refused,
    refuse_unready,
    set_live_dates,
)
from listings.models import Decision, Listing, PendingEdit
from listings.states import IllegalMove, Status


class ReadBefore(Exception):
    """What was read is not what waits: its employer has changed it since."""

    def __init__(self):
        super().__init__("It was changed after you opened it. Read it again.")


@transaction.atomic
def approve(listing: Listing, *, by, note: str = "", seen: datetime | None = None) -> Listing:
    """On the board now, or on the day that its employer chose. `seen`: when it was last changed, as the page said that
    was read. ReadBefore if it was changed later; so with all that staff decide of it."""
    listing = locked(listing)
    only_from(listing, {Status.IN_REVIEW, Status.FROZEN})
    refuse_unread(listing, seen)
    if listing.status == Status.IN_REVIEW:
        refuse_unready(listing)
    refuse_the_refused(listing)
    later = listing.status == Status.IN_REVIEW and listing.goes_live_later
    status, mail = (
        (Status.SCHEDULED, emails.listing_scheduled) if later else (Status.LIVE, emails.listing_approved)
    )
    decision = move(listing, status, act="approve", by=by, reason="ok", note=note)
    if status == Status.LIVE:
        set_live_dates(listing)
    listing.save(update_fields=["status", *DATES])
    mail(decision)
    return listing


@transaction.atomic
def send_back(listing: Listing, *, by, reason: str, note: str, seen: datetime | None = None) -> Listing:
    why = {"by": by, "reason": reason, "note": note}
    return turn_down(listing, Status.RETURNED, "return", emails.listing_returned, seen, **why)


@transaction.atomic
def reject(listing: Listing, *, by, reason: str, note: str, seen: datetime | None = None) -> Listing:
    why = {"by": by, "reason": reason, "note": note}
    return turn_down(listing, Status.REJECTED, "reject", emails.listing_rejected, seen, **why)


def turn_down(
    listing: Listing, status: Status, act: str, mail: Callable, seen: datetime | None, **why
) -> Listing:
    listing = locked(listing)
    decision = move(listing, status, act=act, **why)
    refuse_unread(listing, seen)
    listing.save(update_fields=["status", "changed_at"])
    mail(decision)
    return listing


def refuse_unread(listing: Listing, seen: datetime | None) -> None:
    if seen and listing.changed_at > seen:
        raise ReadBefore


# A change of a listing that is public


@transaction.atomic
def approve_edit(edit: PendingEdit, *, by, note: str = "") -> Listing:
    """The new words take the place of the old ones, all at once. Dates stay: they were never a matter of review."""
    listing, edit = locked_edit(edit)
    write(listing, Content.from_data(edit.content).without_dates())
    refuse_unready(listing)
    forget_edit(listing)
    emails.change_approved(record(listing, act="approve edit", by=by, reason="ok", note=note))
    return listing


@transaction.atomic
def return_edit(edit: PendingEdit, *, by, reason: str, note: str) -> Listing:
    """The employer may mend it. The approved version stays as it is."""
    listing, edit = locked_edit(edit)
    edit.returned_at, edit.reason, edit.note = timezone.now(), reason, note
    edit.save(update_fields=["returned_at", "reason", "note"])
    emails.change_returned(record_about(edit, listing, act="return edit", by=by))
    return listing


@transaction.atomic
def reject_edit(edit: PendingEdit, *, by, reason: str, note: str) -> Listing:
    """The change is gone. The approved version stays as it is."""
    listing, edit = locked_edit(edit)
    edit.reason, edit.note = reason, note
    forget_edit(listing)
    emails.change_rejected(record_about(edit, listing, act="reject edit", by=by))
    return listing


def locked_edit(edit: PendingEdit) -> tuple[Listing, PendingEdit]:
    """This very edit, with the words that were read: a newer one has another number."""
    listing = locked(edit.listing)
    only_from(listing, APPROVED)
    edit = PendingEdit.objects.waiting().of(listing).numbered(edit.pk).first()
    if not edit:
        raise IllegalMove(Status(listing.status))
    return listing, edit


def record_about(edit: PendingEdit, listing: Listing, *, act: str, by) -> Decision:
    proposed = Content.from_data(edit.content).shown_on(listing)
    return record(proposed, act=act, by=by, reason=edit.reason, note=edit.note)

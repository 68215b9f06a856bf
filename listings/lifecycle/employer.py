"""What an employer does with a listing, apart from writing it. `by` is None when a signed link from a mail acts."""

from django.db import transaction
from django.utils import timezone

from listings.lifecycle.moving import (
    DATES,
    forget_edit,
    locked,
    move,
    only_from,
    record,
    refuse_the_refused,
    refuse_unready,
    set_confirmed,
    set_live_dates,
)
from listings.lifecycle.waiting import refuse_while_people_wait
from listings.models import Listing
from listings.states import DRAFTS, IllegalMove, Status


@transaction.atomic
def submit(listing: Listing, *, by) -> Listing:
    listing = locked(listing)
    only_from(listing, DRAFTS)
    refuse_unready(listing)
    move(listing, Status.IN_REVIEW, act="submit", by=by)
    listing.submitted_at = timezone.now()
    listing.save(update_fields=["status", "submitted_at", "changed_at"])
    return listing


@transaction.atomic
def withdraw(listing: Listing, *, by) -> Listing:
    listing = locked(listing)
    refuse_while_people_wait(listing)
    move(listing, Status.WITHDRAWN, act="withdraw", by=by)
    listing.save(update_fields=["status", "changed_at"])
    return listing


@transaction.atomic
def confirm_open(listing: Listing, *, by, seen: int | None = None, act: str = "confirm") -> Listing:
    """Still hiring. Late is better than never: until its closing date this brings a hidden listing back. `seen` is when
    it was last confirmed as far as the person knew: the same question is answered once."""
    listing = locked(listing)
    if not listing.may_confirm or seen not in (None, listing.last_confirmed):
        raise IllegalMove(Status(listing.status))
    set_confirmed(listing, timezone.now())
    record(listing, act=act, by=by)
    listing.save(update_fields=DATES)
    return listing


@transaction.atomic
def renew(listing: Listing, *, by, seen: int, act: str = "renew") -> Listing:
    """Thirty more days. `seen` is how often it was renewed when the person looked: nobody renews twice by accident."""
    listing = locked(listing)
    if listing.renewals != seen or listing.why_not_renewable:
        raise IllegalMove(Status(listing.status))
    now = timezone.now()
    listing.closes_at = listing.renewed_until
    listing.renewals += 1
    set_live_dates(listing, now)
    refuse_unready(listing)
    record(listing, act=act, by=by)
    listing.save(update_fields=[*DATES, "renewals"])
    return listing


@transaction.atomic
def pause(listing: Listing, *, by) -> Listing:
    listing = locked(listing)
    move(listing, Status.PAUSED, act="pause", by=by)
    listing.save(update_fields=["status", "changed_at"])
    return listing


@transaction.atomic
def resume(listing: Listing, *, by) -> Listing:
    """The days of the pause are not given back. Whoever resumes says that it is open."""
    listing = locked(listing)
    only_from(listing, {Status.PAUSED})
    refuse_the_refused(listing)
    move(listing, Status.LIVE, act="resume", by=by)
    set_live_dates(listing)
    listing.save(update_fields=["status", *DATES])
    return listing


@transaction.atomic
def mark_filled(listing: Listing, *, by, outcome: str = "") -> Listing:
    return end(listing, Status.FILLED, act="fill", by=by, outcome=outcome)


@transaction.atomic
def close(listing: Listing, *, by, outcome: str = "", act: str = "close") -> Listing:
    return end(listing, Status.CLOSED, act=act, by=by, outcome=outcome)


def end(listing: Listing, status: Status, *, act: str, by, outcome: str) -> Listing:
    """Everybody who applied has an outcome by then; candidates/hiring/closing.py gives it to those who wait."""
    listing = locked(listing)
    refuse_while_people_wait(listing)
    move(listing, status, act=act, by=by, note=Listing.Outcome(outcome).label if outcome else "")
    listing.ended_at = listing.ended_at or timezone.now()
    listing.outcome = outcome or listing.outcome
    listing.save(update_fields=["status", "ended_at", "outcome", "changed_at"])
    forget_edit(listing)
    return listing

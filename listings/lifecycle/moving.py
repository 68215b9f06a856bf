"""What all acts share: the lock, the move with its record, and the moment of going live."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.utils import timezone

from listings.models import Decision, Listing, PendingEdit
from listings.readiness import Problem, problems
from listings.search.changes import take_turn
from listings.states import IllegalMove, Status
from listings.times import HIDDEN_AFTER, LIFETIME

DATES = ["published_at", "closes_at", "confirmed_at", "confirm_by", "sunk", "changed_at"]


class NotReady(Exception):
    """The listing breaks a rule of publishing; `problems` says which, field by field."""

    def __init__(self, found: list[Problem]):
        self.problems = found
        super().__init__("; ".join(problem.message for problem in found))


def locked(listing: Listing) -> Listing:
    take_turn(connection)
    # Locks the listing alone: PostgreSQL refuses to lock the far side of an optional relation.
    return (
        Listing.objects.select_for_update(of=["self"])
        .select_related("company", "role__category", "posted_by")
        .get(pk=listing.pk)
    )


def only_from(listing: Listing, statuses: Collection[Status]) -> None:
    """The table says where a listing may go; some moves are one act's alone, and some acts move nothing."""
    if listing.status not in statuses:
        raise IllegalMove(Status(listing.status))


def move(listing: Listing, status: Status, *, act: str, by, **why: str) -> Decision:
    before = listing.status
    listing.move_to(status)
    return record(listing, act=act, by=by, before=before, **why)


def record(listing: Listing, *, act: str, by, before: str = "", reason: str = "", note: str = "") -> Decision:
    return Decision.objects.create(
        listing=listing,
        by=by,
        act=act,
        before=before or listing.status,
        after=listing.status,
        reason=reason,
        note=note,
        title=listing.title,
        description=listing.description,
    )


def refuse_unready(listing: Listing) -> None:
    if found := problems(listing):
        raise NotReady(found)


def refuse_the_refused(listing: Listing) -> None:
    """Nothing of a company that staff took back goes on the board."""
    if listing.company.refused_at:
        raise NotReady([Problem("company", f"Our staff took back that {listing.company} may post")])


def set_live_dates(listing: Listing, now: datetime | None = None) -> None:
    """The first day never changes. Who imports adverts is not asked whether they are still open."""
    now = now or timezone.now()
    listing.published_at = listing.published_at or now
    listing.closes_at = listing.closes_at or now + LIFETIME
    if not listing.source_id:
        set_confirmed(listing, now)


def set_confirmed(listing: Listing, now: datetime) -> None:
    listing.confirmed_at = now
    listing.confirm_by = now + HIDDEN_AFTER
    listing.sunk = False


def forget_edit(listing: Listing) -> None:
    PendingEdit.objects.of(listing).delete()

"""The acts on a listing. Pages, admin and commands call these and nothing else changes a status.

Each act locks the listing, moves it along the table in states.py, records a Decision and posts the mail, all in one
transaction. Of two people at once the second gets IllegalMove.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from employers.models import Company
from listings import emails
from listings.content import Content, checked_again
from listings.models import Decision, Listing
from listings.readiness import problems
from listings.search.changes import take_turn
from listings.states import DRAFTS, EDITABLE, IllegalMove, Status

LIFETIME = timedelta(days=30)


class NotReady(Exception):
    """The listing breaks a rule of publishing; `problems` says which, field by field."""

    def __init__(self, found):
        self.problems = found
        super().__init__("; ".join(problem.message for problem in found))


def locked(listing: Listing) -> Listing:
    take_turn(connection)
    # Locks the listing alone: PostgreSQL refuses to lock the far side of an optional relation.
    return (
        Listing.objects.select_for_update(of=["self"])
        .select_related("company", "role__category")
        .get(pk=listing.pk)
    )


def move(listing: Listing, status: Status, *, act: str, by, reason: str = "", note: str = "") -> Decision:
    before = listing.status
    listing.move_to(status)
    return Decision.objects.create(
        listing=listing,
        by=by,
        act=act,
        before=before,
        after=listing.status,
        reason=reason,
        note=note,
        title=listing.title,
        description=listing.description,
    )


def refuse_unready(listing: Listing) -> None:
    if found := problems(listing):
        raise NotReady(found)


# What an employer does


@transaction.atomic
def draft(company: Company, content: Content, *, by, token: UUID) -> Listing:
    """A new draft. The same form sent twice gives the listing that it made the first time."""
    listing = Listing.objects.of_member(by).filter(form_token=token).first()
    if listing:
        return listing
    listing = Listing(company=company, posted_by=by, form_token=token)
    content.write_to(listing)
    listing.save()
    content.save_links(listing)
    return listing


@transaction.atomic
def revise(listing: Listing, content: Content, *, by) -> Listing:
    """Write the new words. A live listing stays ready, and goes back to review if it says something new."""
    listing = locked(listing)
    if listing.status not in EDITABLE:
        raise IllegalMove(Status(listing.status))
    before = checked_again(listing)
    content.write_to(listing)
    if listing.status == Status.LIVE and checked_again(listing) != before:
        move(listing, Status.IN_REVIEW, act="edit", by=by)
        listing.submitted_at = timezone.now()
    listing.save()
    content.save_links(listing)
    if listing.status not in DRAFTS:
        refuse_unready(listing)
    return listing


@transaction.atomic
def submit(listing: Listing, *, by) -> Listing:
    listing = locked(listing)
    refuse_unready(listing)
    move(listing, Status.IN_REVIEW, act="submit", by=by)
    listing.submitted_at = timezone.now()
    listing.save(update_fields=["status", "submitted_at", "changed_at"])
    return listing


@transaction.atomic
def withdraw(listing: Listing, *, by) -> Listing:
    listing = locked(listing)
    move(listing, Status.WITHDRAWN, act="withdraw", by=by)
    listing.save(update_fields=["status", "changed_at"])
    return listing


@transaction.atomic
def mark_filled(listing: Listing, *, by) -> Listing:
    return end(locked(listing), Status.FILLED, act="fill", by=by)


@transaction.atomic
def close(listing: Listing, *, by) -> Listing:
    return end(locked(listing), Status.CLOSED, act="close", by=by)


def end(listing: Listing, status: Status, *, act: str, by) -> Listing:
    move(listing, status, act=act, by=by)
    listing.ended_at = listing.ended_at or timezone.now()
    listing.save(update_fields=["status", "ended_at", "changed_at"])
    return listing


# What staff do


@transaction.atomic
def approve(listing: Listing, *, by, note: str = "") -> Listing:
    listing = locked(listing)
    if listing.status == Status.IN_REVIEW:
        refuse_unready(listing)
    decision = move(listing, Status.LIVE, act="approve", by=by, reason="ok", note=note)
    now = timezone.now()
    listing.published_at = listing.published_at or now
    listing.closes_at = listing.closes_at or now + LIFETIME
    listing.save(update_fields=["status", "published_at", "closes_at", "changed_at"])
    emails.listing_approved(decision)
    return listing


@transaction.atomic
def send_back(listing: Listing, *, by, reason: str, note: str) -> Listing:
    return turn_down(
        listing, Status.RETURNED, "return", emails.listing_returned, by=by, reason=reason, note=note
    )


@transaction.atomic
def reject(listing: Listing, *, by, reason: str, note: str) -> Listing:
    return turn_down(
        listing, Status.REJECTED, "reject", emails.listing_rejected, by=by, reason=reason, note=note
    )


def turn_down(
    listing: Listing, status: Status, act: str, mail: Callable, *, by, reason: str, note: str
) -> Listing:
    listing = locked(listing)
    decision = move(listing, status, act=act, by=by, reason=reason, note=note)
    listing.save(update_fields=["status", "changed_at"])
    mail(decision)
    return listing

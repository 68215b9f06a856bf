"""What the clock does where an employer does not answer. It reminds them when a listing closes, and 7 and 21 days
later; 30 days later it ends what is left, so that nobody waits for ever. Each listing in a transaction of its own:
stopped in the middle and run again, nobody is told twice and nobody is missed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from candidates import mails, moving
from candidates.application_querysets import HIDDEN_BY_STAFF
from candidates.models import Application
from candidates.states import Stage
from listings import lifecycle
from listings.models import Listing
from listings.states import Status

PATIENCE = timedelta(days=30)
REMINDED_AFTER = [0, 7, 21]


def remind(now: datetime | None = None) -> int:
    """Answers how many listings it wrote about. A clock that stood still writes once, about what is latest."""
    now = now or timezone.now()
    told = 0
    for listing in Listing.objects.with_people_waiting().shown_until_before(now).for_applicants():
        if not is_taken_down(listing) and listing.open_until > now - PATIENCE:
            days = max(days for days in REMINDED_AFTER if listing.open_until + timedelta(days=days) <= now)
            told += mails.people_wait(listing, days, ends_on=listing.open_until + PATIENCE)
    return told


def end_unanswered(now: datetime | None = None) -> int:
    """Answers how many people were told."""
    now = now or timezone.now()
    waiting = Listing.objects.with_people_waiting()
    late = waiting.shown_until_before(now - PATIENCE).numbers()
    rejected = waiting.at_desk_state(Status.REJECTED).numbers()
    refused = waiting.of_companies_refused_by(now - PATIENCE).numbers()
    return sum(end_listing(number, now) for number in sorted({*late, *rejected, *refused}))


@transaction.atomic
def end_listing(number: int, now: datetime) -> int:
    """Once more with the listing held: its employer may have renewed it or answered meanwhile."""
    found = Listing.objects.from_pks([number]).first()
    if not found:
        return 0
    listing = lifecycle.hold(found)
    since = min(filter(None, [listing.open_until, listing.company.refused_at]))
    if listing.status != Status.REJECTED and since > now - PATIENCE:
        return 0
    waiting = Application.objects.at(listing).waiting().numbers()
    for one in waiting:
        end(Application.objects.locked(one), listing)
    moving.count(listing)
    return len(waiting)


def end(application: Application, listing: Listing) -> None:
    application.listing = listing
    offered = application.stage == Stage.OFFERED
    silent = "offer-lapsed" if offered else "no-answer"
    goal = Stage.WITHDRAWN if offered else Stage.NOT_SELECTED
    moving.move(application, goal, reason="listing-removed" if is_taken_down(listing) else silent)


def is_taken_down(listing: Listing) -> bool:
    """By staff, so that its employer could not answer if they wanted to."""
    return listing.status in HIDDEN_BY_STAFF or bool(listing.company.refused_at)

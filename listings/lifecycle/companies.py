"""What staff say of a company holds for its listings too, in the same transaction.

Taken back, they leave the board; said again, those come back that left for this reason. The company is held first, then
the turn of writers, so that nothing goes live in between.
"""

from django.db import connection, transaction

from employers import proving
from employers.models import Company
from listings.lifecycle.moving import DATES, locked, move, set_live_dates
from listings.models import Listing
from listings.search.changes import take_turn
from listings.states import Status

TAKEN_BACK = "take back"
GOES_TO = {Status.LIVE: Status.FROZEN, Status.SCHEDULED: Status.IN_REVIEW}


@transaction.atomic
def take_back(company: Company, *, by) -> int:
    """Answers how many listings left the board. What waits for its day waits for review again; a paused listing stays
    paused, and cannot be resumed."""
    held = hold_all(company)
    public = 0
    for listing in Listing.objects.of_company(held).with_status(GOES_TO):
        listing = locked(listing)
        public += listing.status == Status.LIVE
        move(listing, GOES_TO[Status(listing.status)], act=TAKEN_BACK, by=by)
        listing.save(update_fields=["status", "changed_at"])
    proving.take_back(held, by=by, hidden=public)
    return public


@transaction.atomic
def say_yes(company: Company, *, by) -> int:
    """Answers how many listings came back. They were approved before; what is past its closing date is not open."""
    held = hold_all(company)
    back = list(Listing.objects.of_company(held).frozen_by(TAKEN_BACK))
    proving.say_yes(held, by=by, shown=len(back))
    for listing in back:
        listing = locked(listing)
        move(listing, Status.LIVE, act="give back", by=by)
        set_live_dates(listing)
        listing.save(update_fields=["status", *DATES])
    return len(back)


def hold_all(company: Company) -> Company:
    held = Company.objects.locked(company.pk)
    take_turn(connection)
    return held

"""A listing ends with an answer for everybody who applied."""

from django.db import transaction

from candidates import moving
from candidates.models import Application
from candidates.states import Stage
from listings import lifecycle
from listings.models import Listing


@transaction.atomic
def close(listing: Listing, *, by, outcome: str, message: str, reason: str = "filled") -> Listing:
    end_everybody(listing, by=by, message=message, reason=reason)
    return lifecycle.close(listing, by=by, outcome=outcome)


@transaction.atomic
def mark_filled(listing: Listing, *, by, outcome: str, message: str, reason: str = "filled") -> Listing:
    end_everybody(listing, by=by, message=message, reason=reason)
    return lifecycle.mark_filled(listing, by=by, outcome=outcome)


@transaction.atomic
def end_everybody(listing: Listing, *, by, message: str, reason: str) -> int:
    """Everybody who waits is told that they were not chosen. Who has an offer is left: that is for the two to end, and
    the listing stays until they did. Answers how many were told."""
    listing = lifecycle.hold(listing)
    told = 0
    for number in Application.objects.at(listing).waiting().numbers():
        application = Application.objects.locked(number)
        application.listing = listing
        if application.stage != Stage.OFFERED:
            moving.move(application, Stage.NOT_SELECTED, by=by, message=message, reason=reason)
            told += 1
    moving.count(listing)
    return told

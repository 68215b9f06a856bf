"""What the time does. Leaving the board is not among it: a listing is open while `open_until` is in the future, and no
job has to run for that."""

from django.db import connection, transaction
from django.utils import timezone

from listings import emails
from listings.lifecycle.moving import DATES, locked, move, only_from, set_live_dates
from listings.models import Listing
from listings.search.changes import take_turn
from listings.states import IllegalMove, Status


@transaction.atomic
def publish_scheduled(listing: Listing) -> Listing:
    listing = locked(listing)
    only_from(listing, {Status.SCHEDULED})
    if listing.goes_live_later or listing.company.refused_at:
        raise IllegalMove(Status(listing.status))
    decision = move(listing, Status.LIVE, act="publish", by=None)
    set_live_dates(listing)
    listing.save(update_fields=["status", *DATES])
    if listing.is_open:
        emails.listing_approved(decision)
    return listing


@transaction.atomic
def sink_unconfirmed() -> int:
    """Nobody answered: they are shown after all others until somebody does. Answers how many."""
    take_turn(connection)
    return Listing.objects.to_sink(timezone.now()).update(sunk=True)

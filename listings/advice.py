"""All that is said about a listing, for those who write it and those who check it."""

from typing import Any

from listings import copies
from listings.distribution import topics
from listings.models import Listing
from listings.readiness import checks


def advice(listing: Listing) -> dict[str, Any]:
    """What listings/_hints.html shows: hints, the hard ones first, and what others refuse."""
    return {"hints": [*checks(listing), *copies.hints(listing)], "topics": topics(listing)}


def evidence(listing: Listing) -> dict[str, Any]:
    """What listings/_evidence.html shows: the same, with every listing that nearly says the same."""
    said = advice(listing)
    stops = [hint for hint in said["hints"] if hint.hard]
    return said | {"problems": stops, "near": Listing.objects.near(listing).with_company()}

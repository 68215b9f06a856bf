"""A listing knows how many people who applied have no outcome yet, and does not end before everybody has one. Who
applied is known above, in candidates/: whoever changes an application holds its listing meanwhile."""

from listings.lifecycle.moving import locked
from listings.models import Listing


class PeopleWait(Exception):
    """The listing cannot end: so many people have no answer."""

    def __init__(self, number: int):
        self.number = number
        super().__init__("1 person waits" if number == 1 else f"{number} people wait")


def hold(listing: Listing) -> Listing:
    """The listing as it is now, held until the end of the transaction."""
    return locked(listing)


def set_waiting(listing: Listing, number: int) -> None:
    """Of a listing that is held."""
    if listing.applications_waiting != number:
        listing.applications_waiting = number
        listing.save(update_fields=["applications_waiting"])


def refuse_while_people_wait(listing: Listing) -> None:
    if listing.applications_waiting:
        raise PeopleWait(listing.applications_waiting)

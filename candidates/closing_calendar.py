"""The closing dates of saved listings, for calendar programs. The address is a secret of its own: who has it reads the
calendar, a new one ends the old one."""

from uuid import uuid4

from candidates.models import Candidate
from listings.closing_calendar import calendar_of
from listings.models import Listing


def make(user) -> None:
    """A first address, or a new one in place of the old."""
    Candidate.objects.place(user, calendar_key=uuid4())


def stop(user) -> None:
    Candidate.objects.place(user, calendar_key=None)


def of(owner: Candidate) -> bytes:
    """What is open no more leaves the calendar."""
    saved = Listing.objects.live().saved_by(owner.user_id).for_cards().closing_first()
    return calendar_of(saved, name="Saved on Rolefeed", private=True)

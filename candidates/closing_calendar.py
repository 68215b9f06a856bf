"""The closing dates of saved listings, for calendar programs. The address is a secret of its own: who has it reads the
calendar, a new one ends the old one."""

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from icalendar import Calendar, Event

from candidates.models import Candidate
from listings.models import Listing
from listings.wording import mode_line, pay_line, place_line

LOOK_AGAIN = timedelta(hours=12)


def make(user) -> None:
    """A first address, or a new one in place of the old."""
    Candidate.objects.place(user, calendar_key=uuid4())


def stop(user) -> None:
    Candidate.objects.place(user, calendar_key=None)


def of(owner: Candidate) -> bytes:
    """As RFC 5545 has it. What is open no more leaves the calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//Rolefeed//Saved listings//EN")
    calendar.add("version", "2.0")
    calendar.add("name", "Saved on Rolefeed")
    calendar.add("x-wr-calname", "Saved on Rolefeed")
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    for listing in Listing.objects.live().saved_by(owner.user_id).for_cards().closing_first():
        calendar.add_component(event(listing))
    return calendar.to_ical()


def event(listing: Listing) -> Event:
    """A moment, not a span: it takes nobody's time."""
    page = settings.SITE_URL + listing.get_absolute_url()
    made = Event()
    made.add("uid", f"closes-{listing.pk}@{urlsplit(settings.SITE_URL).hostname}")
    made.add("dtstamp", listing.changed_at)
    made.add("last-modified", listing.changed_at)
    made.add("dtstart", listing.open_until)
    made.add("summary", f"Closes: {listing.title}, {listing.company.name}")
    made.add("description", f"{place_line(listing)}. {mode_line(listing)}. {pay_line(listing)}\n{page}")
    made.add("url", page)
    made.add("class", "PRIVATE")
    made.add("transp", "TRANSPARENT")
    return made

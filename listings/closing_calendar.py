"""When listings close, for calendar programs, as RFC 5545 has it."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from listings.feed_formats import clean
from listings.models import Listing
from listings.wording import mode_line, pay_line, place_line

LOOK_AGAIN = timedelta(hours=12)
TYPE = "text/calendar; charset=utf-8"


def calendar_of(listings: Iterable[Listing], *, name: str, private: bool = False) -> bytes:
    name = clean(name)
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//Closing dates//EN")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    for listing in listings:
        calendar.add_component(event(listing, private=private))
    return calendar.to_ical()


def event(listing: Listing, *, private: bool) -> Event:
    """A moment, not a span: it takes nobody's time."""
    page = settings.SITE_URL + listing.get_absolute_url()
    made = Event()
    made.add("uid", f"closes-{listing.pk}@{urlsplit(settings.SITE_URL).hostname}")
    made.add("dtstamp", listing.changed_at)
    made.add("last-modified", listing.changed_at)
    made.add("dtstart", listing.closes_at)
    made.add("summary", clean(f"Closes: {listing.title}, {listing.company.name}"))
    made.add("description", f"{place_line(listing)}. {mode_line(listing)}. {pay_line(listing)}\n{page}")
    made.add("url", page)
    made.add("class", "PRIVATE" if private else "PUBLIC")
    made.add("transp", "TRANSPARENT")
    return made

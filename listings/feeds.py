"""The listings of a search as a feed. The board, the alerts and this ask the same search; only samples are left out."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from listings import search
from listings.closing_calendar import calendar_of
from listings.feed_formats import Entry, answer
from listings.models import Listing
from listings.saying import in_words
from listings.search.query import SearchQuery, Unwanted
from listings.wording import mode_line, pay_line, place_line

MOST = 100
ABOUT = "Open listings with pay, work mode and closing date. What closes leaves."
NOT_KNOWN = "Something in this address is not known, so nothing is listed. Make a new feed on the board."


def newest(query: SearchQuery, sort: str = "newest") -> list[Listing]:
    """The newest of what the board lists for this search, whoever asks and however it was sorted. For calendars those
    that close first."""
    samples = Unwanted(listings=frozenset(Listing.objects.live().samples().numbers()))
    found = search.find(lasting(query).but(sort=sort), samples, MOST)
    listings = Listing.objects.for_cards().with_needs().in_bulk(found.ids)
    return [listings[pk] for pk in found.ids if pk in listings]


def address_of(query: SearchQuery, format: str) -> str:
    """Pages, orders and what one person hid are no matter of a feed."""
    return lasting(query).address(reverse("feed", args=[format]))


def lasting(query: SearchQuery) -> SearchQuery:
    return query.but(sort="best", hidden_too=False)


def of_search(format: str, query: SearchQuery, *, is_known: bool = True) -> HttpResponse:
    """As with alerts, a value that is known no more finds nothing rather than everything."""
    return answer(
        format,
        map(entry_of, newest(query)) if is_known else [],
        title=f"{in_words(query)} – {settings.SITE_NAME}",
        by=settings.SITE_NAME,
        about=ABOUT if is_known else NOT_KNOWN,
        page=lasting(query).address(reverse("board")),
        address=address_of(query, format),
    )


def entry_of(listing: Listing) -> Entry:
    skills = [skill.name for skill in [*listing.required_skills, *listing.nice_skills]]
    return Entry(
        address=listing.get_absolute_url(),
        lasting=f"/listings/{listing.pk}",
        title=f"{listing.title}, {listing.company.name}",
        by=listing.company.name,
        html=render_to_string("listings/_entry.html", {"listing": listing, "skills": skills}),
        tags=skills,
        first_at=listing.published_at,
        changed_at=max(listing.published_at, listing.changed_at),
        facts={
            "company": listing.company.name,
            "pay": pay_line(listing),
            "work_mode": mode_line(listing),
            "place": place_line(listing),
            "closes_at": listing.closes_at.isoformat(),
        },
    )


def closing_dates(query: SearchQuery, *, is_known: bool = True) -> bytes:
    listings = newest(query, "closing") if is_known else []
    return calendar_of(listings, name=f"{in_words(query)} – {settings.SITE_NAME}")


def calendar_address_of(query: SearchQuery) -> str:
    return lasting(query).address(reverse("closing_dates"))

"""The listings of a search as a feed. The board, the alerts and this ask the same search; only samples are left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import get_tag_uri
from django.utils.http import http_date

from listings import search
from listings.feed_formats import FORMATS, clean
from listings.models import Listing
from listings.saying import in_words
from listings.search.query import SearchQuery, Unwanted
from listings.wording import mode_line, pay_line, place_line

MOST = 100
MOST_SEEN = 2_000
# What each address answered last, and since when: what left a list has not changed, but the list has.
seen: dict[str, tuple[bytes, datetime]] = {}
ABOUT = "Open listings with pay, work mode and closing date. What closes leaves."
NOT_KNOWN = "Something in this address is not known, so nothing is listed. Make a new feed on the board."


@dataclass(frozen=True)
class Entry:
    """One thing of a feed. `html` is safe; everything else is text. Addresses are paths of this site."""

    address: str
    lasting: str  # another name for the address that never changes
    title: str
    by: str
    html: str
    tags: list[str]
    first_at: datetime
    changed_at: datetime
    facts: dict[str, str]


def newest(query: SearchQuery) -> list[Listing]:
    """The newest of what the board lists for this search, whoever asks and however it was sorted."""
    samples = Unwanted(listings=frozenset(Listing.objects.live().samples().numbers()))
    found = search.find(lasting(query).but(sort="newest"), samples, MOST)
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


def answer(
    format: str, entries: Iterable[Entry], *, title: str, about: str, page: str, address: str
) -> HttpResponse:
    site = settings.SITE_URL
    feed = FORMATS[format](
        title=clean(title),
        description=clean(about),
        subtitle=clean(about),
        link=site + page,
        feed_url=site + address,
        feed_guid=site + address,
        language="en",
        author_name=settings.SITE_NAME,
    )
    for entry in entries:
        feed.add_item(
            title=clean(entry.title),
            link=site + entry.address,
            description=clean(entry.html),
            unique_id=get_tag_uri(site + entry.lasting, entry.first_at),
            unique_id_is_permalink=False,
            author_name=clean(entry.by),
            categories=entry.tags,
            pubdate=entry.first_at,
            updateddate=entry.changed_at,
            facts=entry.facts,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Last-Modified"] = http_date(since(address, response.content).timestamp())
    return response


def since(address: str, content: bytes) -> datetime:
    """Since when this process has seen the address answer this. ConditionalGetMiddleware tells who has it already."""
    mark = blake2b(content, digest_size=16).digest()
    if len(seen) >= MOST_SEEN:
        seen.clear()
    known, first = seen.get(address, (b"", None))
    first = first if known == mark else timezone.now()
    seen[address] = (mark, first)
    return first

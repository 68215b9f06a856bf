"""A feed as programs read it: Atom, RSS and JSON Feed 1.1, with the same entries in each."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, get_tag_uri, rfc3339_date
from django.utils.http import http_date

NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The time of a feed that has no entry yet: it must not be another one for each who asks.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
MOST_SEEN = 2_000
# What each address answered last, and since when: what left a list has not changed, but the list has.
seen: dict[str, tuple[bytes, datetime]] = {}


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
    facts: dict[str, str] = field(default_factory=dict)


def clean(text: str) -> str:
    """Without what XML can not hold in any way: most control characters, halves of characters."""
    return NO_CHARACTER.sub("", text)


class Steady(SyndicationFeed):
    """As long as nothing changes, the same bytes."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NEVER


class AtomFeed(Steady, Atom1Feed):
    pass


class RssFeed(Steady, Rss201rev2Feed):
    """With the time of the last change, for which RSS has no word of its own."""

    def add_item_elements(self, handler, item) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))


class JsonFeed(Steady):
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "description": self.feed["subtitle"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "language": self.feed["language"],
            "items": [self.item(item) for item in self.items],
        }
        json.dump(feed, outfile, ensure_ascii=False)

    def item(self, item: dict) -> dict:
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item["description"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": [{"name": item["author_name"]}],
            "tags": list(item["categories"]),
            **({"_rolefeed": item["facts"]} if item.get("facts") else {}),
        }


FORMATS: dict[str, type[Steady]] = {"atom": AtomFeed, "rss": RssFeed, "json": JsonFeed}


def answer(
    format: str, entries: Iterable[Entry], *, title: str, by: str, about: str, page: str, address: str
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
        author_name=clean(by),
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

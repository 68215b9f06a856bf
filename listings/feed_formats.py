"""A feed as programs read it: Atom, RSS and JSON Feed 1.1, with the same entries in each."""

import json
import re
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date

NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The time of a feed that has no entry yet: it must not be another one for each who asks.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


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

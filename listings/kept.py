"""What was made from the database and is kept in memory until the table of changes says that it is old: words of the
taxonomy, the cards of listings as they are shown, and whole pages for those who are not signed in."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Self, TypeVar

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from listings import search
from listings.duplicates import reposts_of
from listings.models import Listing, SearchChange
from listings.search.changes import last_number
from listings.search.snippets import snippet
from listings.where import Where

T = TypeVar("T")
MOST_CARDS = 5_000
MOST_CHANGES = 1_000
MOST_PAGES, MOST_BYTES = 500, 64_000_000
LONGEST = timedelta(minutes=1)
# Where in a card the words that were looked for are shown. No card has it in its text: it is not escaped.
PLACE_OF_SNIPPET = "<!--words-->"
# Between these a card has what is each person's own. What is kept there is for a stranger.
OWN, END_OF_OWN = "<!--own-->", "<!--/own-->"


@dataclass(frozen=True)
class Page:
    """The finished bytes of an answer. It is old with the next change, when a listing closes, and after a minute:
    some pages say how long ago something was."""

    content: bytes
    headers: dict[str, str]
    until: datetime


@dataclass(frozen=True)
class CardFacts:
    """What those need to know of a listing who fill in what is each person's own."""

    pk: int
    title: str
    company: str
    company_slug: str
    where: Where
    needed: tuple[tuple[str, str], ...] = ()  # (slug, name) of the skills that are asked for
    are_required: bool = True

    @classmethod
    def of(cls, listing: Listing) -> Self:
        company = listing.company
        required = listing.required_skills
        needed = tuple((skill.slug, skill.name) for skill in required or listing.nice_skills)
        where = Where.of(listing)
        return cls(listing.pk, listing.title, company.name, company.slug, where, needed, bool(required))


class Card(SafeString):
    """A listing as it is shown in lists. Shown as it is, it is a stranger's."""

    facts: CardFacts

    @classmethod
    def of(cls, html: str, facts: CardFacts) -> Self:
        """Of text that is safe."""
        card = cls(html)
        card.facts = facts
        return card

    def with_own(self, own: str) -> SafeString:
        """For one person: what is theirs in place of a stranger's."""
        before, _, rest = self.partition(OWN)
        return mark_safe(before + own + rest.partition(END_OF_OWN)[2])  # noqa: S308 - of safe parts


class Kept:
    """One for each process. Like the index, it follows the changes; unlike it, it starts empty and fills as asked."""

    def __init__(self):
        self.lock = threading.Lock()
        self.version = 0
        self.day = timezone.localdate()
        self.words: dict[str, object] = {}
        self.cards: dict[tuple[int, int], Card] = {}
        self.pages: dict[tuple, Page] = {}
        self.shared: set[str] = set()  # paths whose pages are the same for all strangers

    def clear(self) -> None:
        self.__init__()

    def follow(self) -> None:
        with self.lock:
            self.begin_day()
            last = last_number()
            if last == self.version:
                return
            changed = (
                SearchChange.objects.since(self.version, last, MOST_CHANGES) if last > self.version else None
            )
            if changed is None or 0 in changed:
                self.words, self.cards = {}, {}
            else:
                self.cards = {key: card for key, card in self.cards.items() if key[0] not in changed}
            self.version, self.pages = last, {}

    def begin_day(self) -> None:
        """Cards say how many days ago something was."""
        if self.day != timezone.localdate():
            self.day, self.cards, self.pages = timezone.localdate(), {}, {}

    def word(self, key: str, make: Callable[[], T]) -> T:
        """Something made of names alone: of categories, roles, skills and platforms."""
        self.follow()
        words = self.words
        if key not in words:
            words[key] = make()
        return words[key]

    def cards_of(self, pks: list[int], level: int) -> dict[int, Card]:
        self.follow()
        if len(self.cards) > MOST_CARDS:
            self.cards = {}
        cards = self.cards
        missing = [pk for pk in pks if (pk, level) not in cards]
        found = Listing.objects.for_cards().with_needs().in_bulk(missing) if missing else {}
        reposts = reposts_of(found.values())
        for pk, listing in found.items():
            listing.repost = reposts.get(pk)
            context = {"listing": listing, "level": level, "own": True, "found": mark_safe(PLACE_OF_SNIPPET)}  # noqa: S308
            cards[pk, level] = Card.of(
                render_to_string("listings/_card.html", context), CardFacts.of(listing)
            )
        return {pk: cards[pk, level] for pk in pks if (pk, level) in cards}

    def page(self, key: tuple) -> Page | None:
        self.follow()
        page = self.pages.get(key)
        return page if page and page.until > timezone.now() else None

    def keep_page(self, key: tuple, version: int, response: HttpResponse) -> None:
        """A page that was asked for at that version; it may have been made from a newer one, but not from an older."""
        if version == self.version and self.has_room_for(response.content):
            until = min(timezone.now() + LONGEST, search.steady_until())
            self.pages[key] = Page(response.content, dict(response.headers), until)

    def has_room_for(self, content: bytes) -> bool:
        """A feed may weigh as much as ten pages, and there is one for every search."""
        weight = sum(len(page.content) for page in self.pages.values())
        return len(self.pages) < MOST_PAGES and weight + len(content) <= MOST_BYTES


kept = Kept()


def same_for_strangers(view: Callable) -> Callable:
    """Marks a page that shows all who are not signed in the same, made from listings and taxonomy alone."""

    @wraps(view)
    def marked(*args, **kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        response.same_for_strangers = True
        return response

    return marked


def cards(pks: list[int], level: int = 3, typed: str = "") -> list[Card]:
    """The cards of these listings in this order, with headings of that level and, if somebody typed words, with the
    piece of the text in which they stand."""
    made = kept.cards_of(pks, level)
    texts = dict(Listing.objects.texts_of(made)) if typed else {}
    return [
        with_snippet(made[pk], snippet(texts[pk], typed) if pk in texts else "") for pk in pks if pk in made
    ]


def with_snippet(card: Card, found: SafeString | str) -> Card:
    shown = format_html('<p class="small">{}</p>', found) if found else ""
    return Card.of(card.replace(PLACE_OF_SNIPPET, shown), card.facts)

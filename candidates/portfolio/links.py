"""Links to accounts and pages of one's own, and the proof that they are: the page links back with rel="me", or it has a
code on it. Read by the same careful reader as the sites of companies. How many follow somebody is never asked."""

import secrets
from contextlib import suppress
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.limits import DAY, HOUR, spend
from accounts.models import User
from candidates.models import Candidate, ProofLink
from employers import fetching
from employers.domains import host_of
from roles.models import Platform

MOST = 10
MOST_BYTES = 1_000_000
LOOKS_AN_HOUR = 20
LOOKS_AT_A_SITE_A_DAY = 500
PAGES = ("text/html", "application/xhtml+xml", "text/plain")
REL_ME, CODE = "rel-me", "code"


class NotProved(Exception):
    """Says what was looked for and what was found."""


class TooManyLinks(Exception):
    pass


@transaction.atomic
def add(url: str, platform: Platform | None, *, by: User) -> ProofLink:
    """The same address twice is one link."""
    candidate = Candidate.objects.started(by)
    if candidate.links.count() >= MOST:
        raise TooManyLinks
    code = f"rolefeed-{secrets.token_hex(8)}"
    now = timezone.now()
    known = {"platform": platform, "code": code, "asked_at": now}
    return candidate.links.get_or_create(url=url, defaults=known)[0]


def remove(link: ProofLink) -> None:
    link.delete()


def prove(link: ProofLink, *, by: User) -> ProofLink:
    """Look at the page, now. Outside of any transaction: it may take seconds. A page that could be read and shows
    nothing any more ends the proof; one that cannot be read changes nothing."""
    spend(f"looks at links of {by.pk}", most=LOOKS_AN_HOUR, within=HOUR)
    spend(f"looks at links at {host_of(link.url)}", most=LOOKS_AT_A_SITE_A_DAY, within=DAY)
    try:
        read = fetching.fetch(link.url, most=MOST_BYTES, kinds=PAGES)
    except fetching.Refused as reason:
        raise NotProved(str(reason)) from None
    found = how_shown(read, link)
    mark(link, found)
    if not found:
        raise NotProved("The page has neither the code nor a link back to your page here.")
    return link


def mark(link: ProofLink, found: str) -> None:
    link.proved_at, link.proved_by = (timezone.now(), found) if found else (None, "")
    link.save(update_fields=["proved_at", "proved_by"])


def how_shown(read: bytes, link: ProofLink) -> str:
    """By a link back, by the code, or not at all."""
    page = Reader(read.decode(errors="replace"))
    handle = link.candidate.handle
    if handle and same_page(settings.SITE_URL + link.candidate.get_absolute_url()) in page.mine:
        return REL_ME
    return CODE if link.code in page.words else ""


def same_page(address: str) -> tuple[str, str]:
    """Two ways to write an address are one."""
    parts = urlsplit(address.strip())
    return parts.netloc.lower(), parts.path.rstrip("/").lower()


def is_mine(rel: str) -> bool:
    """What sites say of links in comments of visitors is no word of the page's owner."""
    words = rel.lower().split()
    return "me" in words and "ugc" not in words


class Reader(HTMLParser):
    """What a page shows: its words, what it says of itself, and where its rel="me" links lead. Scripts and comments are
    not shown."""

    HIDDEN = {"script", "style", "template", "noscript"}

    def __init__(self, text: str):
        super().__init__()
        self.mine: set[tuple[str, str]] = set()
        self.parts: list[str] = []
        self.hidden = 0
        self.feed(text)
        self.close()

    @property
    def words(self) -> str:
        return " ".join(self.parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in self.HIDDEN:
            self.hidden += 1
        elif tag in ("a", "link") and is_mine(values.get("rel", "")):
            self.note(values.get("href", ""))
        elif tag == "meta":
            self.parts.append(values.get("content", ""))

    def note(self, href: str) -> None:
        with suppress(ValueError):  # not every href is an address
            self.mine.add(same_page(href))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.HIDDEN:
            self.hidden = max(0, self.hidden - 1)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)

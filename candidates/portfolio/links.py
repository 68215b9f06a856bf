"""Links to accounts and pages of one's own, and the proof that they are: the page links back with rel="me", or it has a
code on it. Read by the same careful reader as the sites of companies. How many follow somebody is never asked."""

import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.limits import DAY, HOUR, spend
from accounts.models import User
from candidates.models import Candidate, ProofLink
from candidates.portfolio import reading
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
    visible = reading.shown(read.decode(errors="replace"))
    if link.candidate.handle:
        page = settings.SITE_URL + link.candidate.get_absolute_url()
        if reading.same_page(page) in reading.called_mine(visible):
            return REL_ME
    return CODE if link.code in visible else ""

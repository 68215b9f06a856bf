"""What an employer's desk shows: what needs them, their listings in an order, and how one listing does."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Self
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from employers.models import Company
from listings.models import Listing
from listings.states import Status
from listings.vocabulary import CameFrom

SHOWN_DAYS = 30
PERIODS = [30, 90]
LONGEST_Q = 100
SORTS = {
    "changed": "Last changed",
    "title": "Title",
    "closes": "Closes first",
    "seen": "Seen most",
    "left": "Left most",
}
STATES = {status.value: status.label for status in Status} | {
    "passed": "Closing date passed",
    "closing": "Closes within 7 days",
    "unconfirmed": "To confirm as open",
    "change-returned": "Change sent back",
}
# What waits for the employer, in the order of its weight: words for one, words for more.
NEEDS = {
    "returned": ("1 needs a change", "{} need a change"),
    "change-returned": ("1 change was sent back", "{} changes were sent back"),
    "unconfirmed": ("1 to confirm as open", "{} to confirm as open"),
    "closing": ("1 closes within 7 days", "{} close within 7 days"),
    "draft": ("1 draft is not sent", "{} drafts are not sent"),
}


def first_day(days: int) -> date:
    """The first of so many days that end today."""
    return timezone.localdate() - timedelta(days=days - 1)


@dataclass(frozen=True)
class DeskQuery:
    """Which rows of the table, named as in the address; a default is left out of it."""

    q: str = ""
    state: str = ""
    company: str = ""
    sort: str = "changed"
    page: int = 1

    @classmethod
    def read(cls, values: Mapping[str, str], companies: Iterable[Company]) -> Self:
        """What is unknown is as if it was not there."""
        known = {"state": STATES, "company": {company.slug for company in companies}, "sort": SORTS}
        chosen = {name: values[name] for name, options in known.items() if values.get(name, "") in options}
        page = values.get("page", "")
        number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
        return cls(q=values.get("q", "").strip()[:LONGEST_Q], page=max(number, 1), **chosen)

    def address(self, path: str) -> str:
        pairs = [(f.name, value) for f in fields(self) if (value := getattr(self, f.name)) != f.default]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def but(self, **changes: Any) -> Self:
        return replace(self, **{"page": 1} | changes)

    @property
    def narrows(self) -> bool:
        return bool(self.q or self.state or self.company)

    def rows_of(self, user):
        listings = Listing.objects.of_member(user).titled_like(self.q).at_desk_state(self.state)
        if self.company:
            listings = listings.from_company([self.company])
        return listings.with_numbers(first_day(SHOWN_DAYS)).in_desk_order(self.sort).for_desk()


@dataclass(frozen=True)
class Need:
    words: str
    address: str


@dataclass(frozen=True)
class Hiring:
    """One of the person's companies: how many listings it has, and what of them needs somebody."""

    company: Company
    total: int
    needs: list[Need]


def hiring_of(user, companies: Iterable[Company]) -> list[Hiring]:
    counted = {row["company"]: row for row in Listing.objects.of_member(user).counted_by_state()}
    return [hiring(company, counted.get(company.pk, {})) for company in companies]


def hiring(company: Company, counts: Mapping[str, int]) -> Hiring:
    needs = [] if company.may_post else [Need(*proof_of(company))]
    for state, (one, many) in NEEDS.items():
        if number := counts.get(state.replace("-", "_"), 0):
            address = DeskQuery(state=state, company=company.slug).address(reverse("desk"))
            needs.append(Need((one if number == 1 else many).format(number), address))
    return Hiring(company, counts.get("all", 0), needs)


def proof_of(company: Company) -> tuple[str, str]:
    words = (
        "our staff took back that you may post"
        if company.refused_at
        else "prove the company, then you may post"
    )
    return words, reverse("company_proof", args=[company.slug])


@dataclass(frozen=True)
class Numbers:
    """How one listing did: by day, the oldest first, and by where people came from."""

    days: list[tuple[str, list[int]]]
    sources: list[tuple[str, int, int]]
    seen: int
    left: int


def numbers_of(listing: Listing, days: int) -> Numbers:
    by_day, by_source = Counter(), Counter()
    for row in listing.day_counts.since(first_day(days)):
        for what, number in (("seen", row.views), ("left", row.leaves)):
            by_day[row.day, what] += number
            by_source[row.came_from, what] += number
    every_day = [first_day(days) + timedelta(days=after) for after in range(days)]
    return Numbers(
        days=[(date_format(day, "j F"), [by_day[day, "seen"], by_day[day, "left"]]) for day in every_day],
        sources=[(of.label, by_source[of, "seen"], by_source[of, "left"]) for of in CameFrom],
        seen=sum(by_source[of, "seen"] for of in CameFrom),
        left=sum(by_source[of, "left"] for of in CameFrom),
    )

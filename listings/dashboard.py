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
    "saved": "Saved most",
    "applied": "Most applications",
    "new": "Most new applications",
}
STATES = {status.value: status.label for status in Status} | {
    "passed": "Closing date passed",
    "closing": "Closes within 7 days",
    "unconfirmed": "To confirm as open",
    "change-returned": "Change sent back",
    "silent": "Somebody waits over 7 days",
    "new": "New applications",
}
# People who wait, of whom there may be several at one listing.
PEOPLE = {
    "silent": ("1 person waits over 7 days", "{} people wait over 7 days"),
    "new": ("1 new application", "{} new applications"),
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
    mine = Listing.objects.of_member(user)
    counted = {row["company"]: row for row in mine.counted_by_state()}
    for row in mine.people_waiting():
        counted[row["company"]] |= row
    return [hiring(company, counted.get(company.pk, {})) for company in companies]


def hiring(company: Company, counts: Mapping[str, int]) -> Hiring:
    needs = [] if company.may_post else [Need(*proof_of(company))]
    for state, (one, many) in (PEOPLE | NEEDS).items():
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


# What is counted of a listing: the words for it, and the column.
COUNTED = {"Seen": "views", "Saved": "saves", "Applied": "applications", "Left for your site": "leaves"}


@dataclass(frozen=True)
class Numbers:
    """How one listing did: by day, the oldest first, and by where people came from. Numbers are in the order of
    `names`: what cannot happen at this listing is left out, unless it did."""

    names: list[str]
    days: list[tuple[str, list[int]]]
    sources: list[tuple[str, list[int]]]
    totals: list[tuple[str, int]]

    @property
    def any(self) -> bool:
        return any(number for _, number in self.totals)

    @property
    def series(self) -> str:
        return ",".join(self.names)


def numbers_of(listing: Listing, days: int) -> Numbers:
    by_day, by_source = Counter(), Counter()
    for row in listing.day_counts.since(first_day(days)):
        for name, column in COUNTED.items():
            by_day[row.day, name] += getattr(row, column)
            by_source[row.came_from, name] += getattr(row, column)
    totals = {name: sum(by_source[of, name] for of in CameFrom) for name in COUNTED}
    never = "Left for your site" if listing.takes_applications else "Applied"
    names = [name for name in COUNTED if totals[name] or name != never]
    every_day = [first_day(days) + timedelta(days=after) for after in range(days)]
    return Numbers(
        names=names,
        days=[(date_format(day, "j F"), [by_day[day, name] for name in names]) for day in every_day],
        sources=[(of.label, [by_source[of, name] for name in names]) for of in CameFrom],
        totals=[(name, totals[name]) for name in names],
    )

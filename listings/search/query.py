"""What somebody asks the board for, apart from how it is answered."""

from dataclasses import dataclass, fields, replace
from typing import Any, Self
from urllib.parse import urlencode

from listings.search.counts import Counts

PER_PAGE = 24


@dataclass(frozen=True)
class SearchQuery:
    """One search. Names and their order are those of the address; a default is left out of it."""

    q: str = ""
    category: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    skill: tuple[str, ...] = ()
    skills: str = "any"
    platform: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    days_max: int | None = None
    country: tuple[str, ...] = ()
    pay_min: int | None = None
    pay_period: str = "year"
    currency: str = ""
    pay_unstated: bool = False
    unpaid: bool = False
    level: tuple[str, ...] = ()
    contract: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    posted: int | None = None
    company: tuple[str, ...] = ()
    fit: str = ""
    have: tuple[str, ...] = ()
    sort: str = "best"
    page: int = 1

    def pairs(self) -> list[tuple[str, str]]:
        """The query string as pairs, defaults left out: the canonical form of this search."""
        return [
            (field.name, "1" if value is True else str(value))
            for field in fields(self)
            if getattr(self, field.name) != field.default
            for value in many(getattr(self, field.name))
        ]

    def address(self, path: str) -> str:
        pairs = self.pairs()
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def but(self, **changes: Any) -> Self:
        """The same search with something else changed, from its first page."""
        return replace(self, **{"page": 1} | changes)

    def without(self, name: str, value: str | None = None) -> Self:
        """Drop one filter, or one value of it."""
        if value is None:
            return self.but(**{name: default_of(name)})
        return self.but(**{name: tuple(kept for kept in getattr(self, name) if kept != value)})

    @property
    def choices(self) -> list[tuple[str, str | None]]:
        """Everything that narrows the list, one (name, value) a choice; value is None where there is one."""
        chosen: list[tuple[str, str | None]] = []
        for name in NARROWING:
            value = getattr(self, name)
            if isinstance(value, tuple):
                chosen += [(name, one) for one in value]
            elif value != default_of(name):
                chosen.append((name, None))
        return chosen


def many(value: Any) -> tuple:
    return value if isinstance(value, tuple) else (value,)


def default_of(name: str) -> Any:
    return SearchQuery.__dataclass_fields__[name].default


# The filters that narrow the list. The others say how to read them (skills, pay_period, currency, have),
# widen it (pay_unstated, unpaid) or order it.
NARROWING = [
    "q", "category", "role", "skill", "platform", "mode", "days_max", "country", "pay_min", "level", "contract",
    "hours", "posted", "company", "fit",
]  # fmt: skip

# The groups of options that have a count beside each option.
GROUPS = [
    "category", "role", "skill", "platform", "mode", "days_max", "country", "level", "contract", "hours", "posted",
    "company",
]  # fmt: skip

POSTED_DAYS = [1, 3, 7, 14, 30]
DAYS_MAX = [1, 2, 3, 4]


@dataclass(frozen=True)
class Hidden:
    """Live listings that match everything else but are left out, by the rule that leaves them out."""

    unpaid: int = 0
    no_yearly_amount: int = 0
    other_currency: int = 0


@dataclass(frozen=True)
class Found:
    """`ids` of one page in order and the `total` of all pages. A page beyond the end is the last one."""

    ids: list[int]
    total: int
    page: int


@dataclass(frozen=True)
class SearchResult(Found):
    """What was found, and for each group {option: count}.

    A count is the length of the list one gets with that option alone in its group and all other groups as
    they are. Options with no listing may be missing.
    """

    counts: dict[str, Counts]
    hidden: Hidden

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

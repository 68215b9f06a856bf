"""What somebody asks the board for, apart from how it is answered."""

from dataclasses import dataclass, make_dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from listings.search.counts import Counts
from listings.vocabulary import fact_names, truth_questions

PER_PAGE = 24
# Filters that are made from the vocabulary: answers of the truth panel and terms of creator deals.
FACTS = list(fact_names())
# Of those, the ones that every listing can be asked about: what has no answer can be asked for as well.
ASKED_OF_ALL = list(truth_questions())
NOT_STATED = "not-stated"


@dataclass(frozen=True)
class Work:
    """The filters before the facts in the address."""

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


Facts = make_dataclass("Facts", [(name, tuple[str, ...], ()) for name in FACTS], frozen=True)


@dataclass(frozen=True)
class SearchQuery(Facts, Work):
    """One search. Names and their order are those of the address: Work, Facts, then these. A default is left out."""

    posted: int | None = None
    company: tuple[str, ...] = ()
    fit: str = ""
    have: tuple[str, ...] = ()
    hidden_too: bool = False
    sort: str = "best"
    page: int = 1

    def pairs(self) -> list[tuple[str, str]]:
        """The query string as pairs, defaults left out: the canonical form of this search."""
        return [
            (name, "1" if value is True else str(value))
            for name, default in DEFAULTS.items()
            if (chosen := getattr(self, name)) != default
            for value in many(chosen)
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
            return self.but(**{name: DEFAULTS[name]})
        return self.but(**{name: tuple(kept for kept in getattr(self, name) if kept != value)})

    @property
    def choices(self) -> list[tuple[str, str | None]]:
        """Everything that narrows the list, one (name, value) a choice; value is None where there is one."""
        chosen: list[tuple[str, str | None]] = []
        for name in NARROWING:
            value = getattr(self, name)
            if isinstance(value, tuple):
                chosen += [(name, one) for one in value]
            elif value != DEFAULTS[name]:
                chosen.append((name, None))
        return chosen


@dataclass(frozen=True)
class Unwanted:
    """What one person hid from their results. It goes beside the search, for it stands in no address; a search with
    `hidden_too` shows it all the same. Words match as those with a minus in the search box do."""

    listings: frozenset[int] = frozenset()
    companies: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.listings or self.companies or self.words)

    def of(self, query: "SearchQuery") -> "Unwanted":
        """What that search leaves out."""
        return NOTHING if query.hidden_too else self


NOTHING = Unwanted()


def many(value: Any) -> tuple:
    return value if isinstance(value, tuple) else (value,)


DEFAULTS: dict[str, Any] = {name: field.default for name, field in SearchQuery.__dataclass_fields__.items()}

# The filters that narrow the list. The others say how to read them (skills, pay_period, currency, have),
# widen it (pay_unstated, unpaid, hidden_too) or order it.
NARROWING = [
    "q", "category", "role", "skill", "platform", "mode", "days_max", "country", "pay_min", "level", "contract",
    "hours", *FACTS, "posted", "company", "fit",
]  # fmt: skip

# The groups of options that have a count beside each option.
GROUPS = [
    "category", "role", "skill", "platform", "mode", "days_max", "country", "level", "contract", "hours", *FACTS,
    "posted", "company",
]  # fmt: skip

POSTED_DAYS = [1, 3, 7, 14, 30]
DAYS_MAX = [1, 2, 3, 4]


@dataclass(frozen=True)
class Hidden:
    """Live listings that match everything else but are left out, by the rule that leaves them out."""

    unpaid: int = 0
    no_yearly_amount: int = 0
    other_currency: int = 0
    by_person: int = 0


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

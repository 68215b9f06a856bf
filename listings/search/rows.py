"""Reads live listings from the database as columns for the index, in a fixed number of queries."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from django.db.models import BigIntegerField, F, Func
from django.utils import timezone

from employers.models import Company
from listings.models import ListingPlace, ListingPlatform, ListingSkill
from listings.querysets import ListingQuerySet
from listings.vocabulary import NOT_PAID, WorkMode
from roles.models import Platform, Role, Skill

BATCH = 5_000
NO_AMOUNT = -1
COLUMNS = [
    "company_id", "role_id", "work_mode", "days_on_site", "worldwide", "contract", "hours", "level", "pay_model",
    "currency",
]  # fmt: skip


class Microseconds(Func):
    """A moment as microseconds since 1970, made by the database: much cheaper than a datetime for each row."""

    output_field = BigIntegerField()
    template = "(EXTRACT(EPOCH FROM %(expressions)s) * 1000000)::bigint"

    def as_sqlite(self, compiler, connection, **context):
        moment, params = compiler.compile(self.source_expressions[0])
        seconds = f"CAST(strftime('%%s', substr({moment}, 1, 19)) AS INTEGER) * 1000000"
        return f"({seconds} + CAST(substr({moment}, 21, 6) AS INTEGER))", [*params, *params]


class Hundredths(Func):
    output_field = BigIntegerField()
    template = "CAST(ROUND(%(expressions)s * 100) AS bigint)"


@dataclass
class Tags:
    """Options of one group: the listing at `places[i]` has `values[which[i]]`."""

    group: str
    places: np.ndarray
    which: np.ndarray
    values: list[str]


@dataclass
class Rows:
    """Live listings, oldest first, as columns of equal length, and their options. Moments are in microseconds,
    yearly pay in hundredths; companies are numbers, `names` has their slugs."""

    pks: np.ndarray
    published: np.ndarray
    closes: np.ndarray
    yearly: np.ndarray
    companies: np.ndarray
    currencies: list[str]
    names: dict[int, str] = field(default_factory=dict)
    tags: list[Tags] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.pks)


class Words:
    """What roles, skills and platforms are called in addresses, by their number. Read once for an index."""

    def __init__(self):
        roles = list(Role.objects.values_list("pk", "slug", "category__slug"))
        self.roles = {pk: role for pk, role, _ in roles}
        self.categories = {pk: category for pk, _, category in roles}
        self.skills = dict(Skill.objects.values_list("pk", "slug"))
        self.platforms = dict(Platform.objects.values_list("pk", "slug"))


def read(
    listings: ListingQuerySet, words: Words, watch: Callable[[Iterator], Iterable] = lambda rows: rows
) -> Rows:
    """The live ones of these listings. `watch` is given the rows one by one, for a progress bar."""
    live = listings.live()
    now = int(timezone.now().timestamp() * 1_000_000)
    found = live.order_by("published_at", "pk").values_list(
        "pk", Microseconds("published_at"), Microseconds("closes_at"), Hundredths("pay_top_yearly"), *COLUMNS
    )
    numbers, words_of = read_columns(watch(found.iterator(chunk_size=BATCH)))
    keep = numbers[2] > now
    if not keep.all():
        numbers = numbers[:, keep]
        words_of = [[value for value, kept in zip(column, keep, strict=True) if kept] for column in words_of]
    company, role, mode, days, worldwide, contract, hours, level, pay_model, currency = words_of
    rows = Rows(*numbers[:4], companies=np.array(company, dtype=np.int64), currencies=currency)
    rows.names = dict(Company.objects.slugs_of(set(company)))
    rows.tags = [
        *(
            tags(group, column)
            for group, column in [("mode", mode), ("contract", contract), ("hours", hours), ("level", level)]
        ),
        tags("role", role, words.roles),
        tags("category", role, words.categories),
        tags("days", list(map(days_on_site, mode, days))),
        tags("worldwide", ["yes" if anywhere else "" for anywhere in worldwide]),
        tags("unpaid", ["yes" if model in NOT_PAID else "" for model in pay_model]),
    ]
    anywhere = np.array(worldwide, dtype=bool)
    rows.tags += [
        linked("skill", ListingSkill, "skill_id", live, rows, words.skills),
        linked("platform", ListingPlatform, "platform_id", live, rows, words.platforms),
        linked("country", ListingPlace, "country", live, rows, but_not=anywhere),
    ]
    return rows


def read_columns(rows: Iterable[tuple]) -> tuple[np.ndarray, list[list]]:
    """The four columns of numbers as an array, the others as lists."""
    numbers: list[np.ndarray] = []
    others: list[list] = [[] for _ in COLUMNS]
    for batch in batched(rows):
        pks, published, closes, yearly, *rest = zip(*batch, strict=True)
        amounts = [NO_AMOUNT if amount is None else amount for amount in yearly]
        numbers.append(np.array([pks, published, closes, amounts], dtype=np.int64))
        for column, more in zip(others, rest, strict=True):
            column.extend(more)
    return (np.concatenate(numbers, axis=1) if numbers else np.empty((4, 0), dtype=np.int64)), others


def batched(rows: Iterable[tuple]) -> Iterator[list[tuple]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def days_on_site(mode: str, days: int | None) -> str:
    """How many days a week one must be there, where that is known; none for remote work."""
    if mode == WorkMode.REMOTE:
        return "0"
    return str(days) if mode == WorkMode.HYBRID and days else ""


def tags(group: str, column: list, names: Mapping | None = None) -> Tags:
    """One value for each listing; None and "" are no option."""
    which, values = numbered(column)
    places = np.arange(len(column), dtype=np.int64)
    return named(group, places, which, values, names)


def linked(group, model, column, live, rows: Rows, names=None, but_not: np.ndarray | None = None) -> Tags:
    """Several values for each listing, from the table that links them."""
    found = model.objects.filter(listing__in=live).order_by().values_list(F("listing_id"), column)
    places, which, values = [], [], []
    order = np.argsort(rows.pks, kind="stable")
    pks = rows.pks[order]
    known: dict = {}
    for batch in batched(found.iterator(chunk_size=BATCH)):
        owners, column_values = zip(*batch, strict=True)
        owners = np.array(owners, dtype=np.int64)
        at = np.searchsorted(pks, owners)
        there = at < len(pks)
        there[there] = pks[at[there]] == owners[there]
        numbers, values = numbered(column_values, known)
        places.append(order[at[there]])
        which.append(numbers[there])
    if not places:
        return Tags(group, np.empty(0, np.int64), np.empty(0, np.int64), [])
    places, which = np.concatenate(places), np.concatenate(which)
    if but_not is not None:
        places, which = places[~but_not[places]], which[~but_not[places]]
    return named(group, places, which, values, names)


def numbered(column: Iterable, known: dict | None = None) -> tuple[np.ndarray, list]:
    """Each value by its place among the different ones, and these."""
    known = {} if known is None else known
    which = np.array([known.setdefault(value, len(known)) for value in column], dtype=np.int64)
    return which, list(known)


def named(group, places, which, values: list, names: Mapping | None) -> Tags:
    slugs = [names.get(value, "") if names else value or "" for value in values]
    has = np.array([bool(slug) for slug in slugs], dtype=bool)[which] if len(which) else np.empty(0, bool)
    return Tags(group, places[has], which[has], slugs)

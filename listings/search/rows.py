"""Reads live listings from the database as columns for the index, in a fixed number of queries."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from django.db.models import BigIntegerField, F, Func, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from employers.models import Company
from listings.models import ListingFact, ListingPlace, ListingPlatform, ListingSkill
from listings.querysets import ListingQuerySet
from listings.vocabulary import NOT_PAID, WorkMode
from roles.models import Platform, Role, Skill

BATCH = 5_000
NO_AMOUNT = -1
COLUMNS = [
    "company_id", "role_id", "work_mode", "days_on_site", "worldwide", "contract", "hours", "level", "pay_model",
    "currency", "sunk",
]  # fmt: skip
# All facts are one group of the index: its options are such as "on_camera=no".
FACT = Concat("name", Value("="), "value")
# Groups that are a column as it stands.
PLAIN = {"mode": "work_mode", "contract": "contract", "hours": "hours", "level": "level"}


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
    leaves: np.ndarray
    yearly: np.ndarray
    companies: "Values"
    currencies: "Values"
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
        "pk", Microseconds("published_at"), Microseconds("closes_at"), Microseconds("open_until"),
        Hundredths("pay_top_yearly"), *COLUMNS,
    )  # fmt: skip
    rows, columns = read_columns(watch(found.iterator(chunk_size=BATCH)), now)
    modes, days = columns["work_mode"], columns["days_on_site"]
    rows.names = dict(Company.objects.slugs_of(columns["company_id"].values))
    rows.tags = [
        *(columns[column].tags(group) for group, column in PLAIN.items()),
        columns["role_id"].tags("role", words.roles),
        columns["role_id"].tags("category", words.categories),
        modes.tags("days", {WorkMode.REMOTE: "0"}),
        days.tags("days", {number: str(number) for number in range(1, 5)}),
        columns["worldwide"].tags("worldwide", {True: "yes"}),
        columns["pay_model"].tags("unpaid", dict.fromkeys(NOT_PAID, "yes")),
        columns["sunk"].tags("sunk", {True: "yes"}),
    ]
    anywhere = np.flatnonzero(columns["worldwide"].which == columns["worldwide"].known.get(True, -1))
    links, required = ListingSkill.objects, ListingSkill.Kind.REQUIRED
    skills = linked("skill", links.filter(listing__in=live), "skill_id", rows, words.skills)
    needs = linked("need", links.filter(listing__in=live, kind=required), "skill_id", rows, words.skills)
    rows.tags += [
        skills,
        needs,
        without(skills, needs.places, "need"),
        linked(
            "platform", ListingPlatform.objects.filter(listing__in=live), "platform_id", rows, words.platforms
        ),
        linked("fact", ListingFact.objects.filter(listing__in=live), FACT, rows),
        without(linked("country", ListingPlace.objects.filter(listing__in=live), "country", rows), anywhere),
    ]
    return rows


def without(tags: Tags, places: np.ndarray, group: str = "") -> Tags:
    """The options of all listings but those at these places."""
    kept = ~np.isin(tags.places, places)
    return Tags(group or tags.group, tags.places[kept], tags.which[kept], tags.values)


class Values:
    """A column of few different values: `which` has for each row its place among `values`."""

    def __init__(self):
        self.known: dict = {}
        self.parts: list[np.ndarray] = []

    def add(self, column: Iterable) -> np.ndarray:
        known = self.known
        self.parts.append(np.array([known.setdefault(value, len(known)) for value in column], dtype=np.int32))
        return self.parts[-1]

    def close(self, keep: np.ndarray | slice = slice(None)) -> None:
        self.which = np.concatenate(self.parts)[keep] if self.parts else np.empty(0, np.int32)
        self.values = list(self.known)
        self.parts = []

    def tags(self, group: str, names: Mapping | None = None, places: np.ndarray | None = None) -> Tags:
        """As options of a group, called by `names` if given; None and "" are none."""
        places = np.arange(len(self.which)) if places is None else places
        slugs = [names.get(value, "") if names is not None else value or "" for value in self.values]
        has = np.array([bool(slug) for slug in slugs], dtype=bool)[self.which]
        return Tags(group, places[has], self.which[has], slugs)


def read_columns(found: Iterable[tuple], now: int) -> tuple[Rows, dict[str, Values]]:
    """Batch by batch, so that no more than one is ever kept as Python's objects."""
    numbers: list[np.ndarray] = [np.empty((5, 0), dtype=np.int64)]
    columns = {name: Values() for name in COLUMNS}
    for batch in batched(found):
        pks, published, closes, leaves, yearly, *rest = zip(*batch, strict=True)
        amounts = [NO_AMOUNT if amount is None else amount for amount in yearly]
        numbers.append(np.array([pks, published, closes, leaves, amounts], dtype=np.int64))
        for column, more in zip(columns.values(), rest, strict=True):
            column.add(more)
    numbers = np.concatenate(numbers, axis=1)
    keep = numbers[3] > now
    for column in columns.values():
        column.close(keep)
    return Rows(*numbers[:, keep], companies=columns["company_id"], currencies=columns["currency"]), columns


def batched(rows: Iterable[tuple]) -> Iterator[list[tuple]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def linked(group: str, links: QuerySet, column: str, rows: Rows, names: Mapping | None = None) -> Tags:
    """Several values for each listing, from the table that links them."""
    found = links.order_by().values_list(F("listing_id"), column)
    order = np.argsort(rows.pks, kind="stable")
    pks = rows.pks[order]
    linked, keep, places = Values(), [], []
    for batch in batched(found.iterator(chunk_size=BATCH)):
        owners, values = zip(*batch, strict=True)
        owners = np.array(owners, dtype=np.int64)
        at = np.minimum(np.searchsorted(pks, owners), len(pks) - 1) if len(pks) else np.zeros_like(owners)
        there = pks[at] == owners if len(pks) else np.zeros(len(owners), dtype=bool)
        linked.add(values)
        keep.append(there)
        places.append(order[at[there]])
    keep = np.concatenate(keep) if keep else slice(None)
    linked.close(keep)
    places = np.concatenate(places) if places else np.empty(0, np.int64)
    return linked.tags(group, names, places)

"""Reads live listings from the database as rows of the index, in a fixed number of queries for a batch."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import F
from django.utils import timezone

from listings.models import Listing, ListingPlace, ListingPlatform, ListingSkill
from listings.search.index import Row
from listings.search.query import DAYS_MAX
from listings.vocabulary import NOT_PAID, WorkMode

BATCH = 20_000
LINKS_BATCH = 5_000
COLUMNS = [
    "pk", "published_at", "closes_at", "company__slug", "role__slug", "role__category__slug", "work_mode",
    "days_on_site", "worldwide", "contract", "hours", "level", "pay_model", "currency", "pay_top_yearly",
]  # fmt: skip
# What a listing has several of: (group, model, column)
LINKS = [
    ("skill", ListingSkill, "skill__slug"),
    ("platform", ListingPlatform, "platform__slug"),
    ("country", ListingPlace, "country"),
]


def all_rows() -> Iterator[Row]:
    """Every live listing, oldest first."""
    now = timezone.now()
    listings = Listing.objects.live().order_by("published_at", "pk").values_list(*COLUMNS)
    columns = listings.iterator(chunk_size=BATCH)
    while batch := list(islice(columns, BATCH)):
        yield from with_links([row for row in batch if row[2] > now])


def rows_of(pks: Iterable[int]) -> list[Row]:
    """Those of these listings that are live, oldest first."""
    listings = Listing.objects.live().filter(pk__in=list(pks)).order_by("published_at", "pk")
    return list(with_links(list(listings.values_list(*COLUMNS))))


def with_links(batch: list[tuple]) -> Iterator[Row]:
    links = {group: links_of(model, column, [row[0] for row in batch]) for group, model, column in LINKS}
    for row in batch:
        yield row_of(row, {group: tuple(values[row[0]]) for group, values in links.items()})


def links_of(model, column: str, pks: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(pks), LINKS_BATCH):
        some = model.objects.filter(listing__in=pks[start : start + LINKS_BATCH]).order_by()
        for pk, value in some.values_list(F("listing_id"), column):
            found[pk].append(value)
    return found


def row_of(columns: tuple, links: dict[str, tuple[str, ...]]) -> Row:
    (
        pk, published, closes, company, role, category, mode, days, worldwide, contract, hours, level, pay_model,
        currency, yearly,
    ) = columns  # fmt: skip
    values = {
        "role": one(role),
        "category": one(category),
        "mode": one(mode),
        "contract": one(contract),
        "hours": one(hours),
        "level": one(level),
        "days_max": days_max(mode, days),
        "skill": links["skill"],
        "platform": links["platform"],
        "country": () if worldwide else tuple({code for code in links["country"] if code}),
        "worldwide": one("yes" if worldwide else ""),
        "unpaid": one("yes" if pay_model in NOT_PAID else ""),
    }
    cents = None if yearly is None else int(yearly * 100)
    return Row(pk, published, closes, values, company, currency, cents)


def one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def days_max(mode: str, days: int | None) -> tuple[str, ...]:
    """The limits of days on site that a listing keeps."""
    if mode == WorkMode.REMOTE:
        return tuple(map(str, DAYS_MAX))
    return tuple(str(limit) for limit in DAYS_MAX if mode == WorkMode.HYBRID and days and days <= limit)

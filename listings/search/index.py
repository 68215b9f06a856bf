"""An index of live listings in memory: one roaring bitmap for every option of every filter.

Listings have slots, numbered in the order in which they were posted, so that the newest are at the end. A slot
is never used twice: a changed listing gets a new one. Every question starts from the bitmap of live slots,
therefore dropping a listing is taking one bit out of it; what other bitmaps still say of a dead slot is never asked.
"""

import heapq
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from pyroaring import BitMap

NO_AMOUNT = NO_SLOT = -1


@dataclass(frozen=True)
class Row:
    """A listing as the index knows it. `values` are its options by group; `yearly` is the comparable top of
    its pay in hundredths, None where it has none."""

    pk: int
    published: datetime
    closes: datetime
    values: dict[str, tuple[str, ...]]
    company: str
    currency: str
    yearly: int | None


class Column:
    """A growing column of numbers: room for more is made by doubling."""

    def __init__(self, kind: type, size: int, empty: int = 0):
        self.empty = empty
        self.data = np.full(max(size, 64), empty, dtype=kind)

    def put(self, place: int, value: int) -> None:
        if place >= len(self.data):
            more = np.full(max(place + 1 - len(self.data), len(self.data)), self.empty, dtype=self.data.dtype)
            self.data = np.concatenate([self.data, more])
        self.data[place] = value


class FacetIndex:
    def __init__(self, rows: Iterable[Row] = (), size: int = 0):
        self.live = BitMap()
        self.options: dict[str, dict[str, BitMap]] = defaultdict(lambda: defaultdict(BitMap))
        self.slots = Column(np.int32, size, empty=NO_SLOT)  # by the listing's number
        self.pks = Column(np.int64, size)
        self.published = Column(np.int64, size)
        self.closes = Column(np.int64, size)
        self.yearly = Column(np.int64, size)
        self.company = Column(np.int32, size)
        self.companies: dict[str, int] = {}
        self.company_slugs: list[str] = []
        self.closing: list[tuple[int, int]] = []
        self.used = 0
        self.in_order = True
        self.load(rows)

    def load(self, rows: Iterable[Row]) -> None:
        """Many rows at once, oldest first: their bits are gathered before bitmaps are made of them."""
        bits: dict[tuple[str, str], array] = defaultdict(lambda: array("I"))
        live = array("I")
        for row in rows:
            slot = self.place(row)
            live.append(slot)
            for key in keys_of(row):
                bits[key].append(slot)
            self.closing.append((microseconds(row.closes), slot))
        self.live |= BitMap(live)
        for (group, value), slots in bits.items():
            self.options[group][value] |= BitMap(slots)
        heapq.heapify(self.closing)

    def put(self, row: Row) -> None:
        """A new listing, or a changed one in place of what it was."""
        self.drop(row.pk)
        slot = self.place(row)
        self.live.add(slot)
        for group, value in keys_of(row):
            self.options[group][value].add(slot)
        heapq.heappush(self.closing, (microseconds(row.closes), slot))

    def drop(self, pk: int) -> None:
        slot = self.slot(pk)
        if slot != NO_SLOT:
            self.live.discard(slot)
            self.slots.put(pk, NO_SLOT)

    def slot(self, pk: int) -> int:
        return int(self.slots.data[pk]) if pk < len(self.slots.data) else NO_SLOT

    def place(self, row: Row) -> int:
        slot = self.used
        published = microseconds(row.published)
        if slot and self.in_order:
            last = slot - 1
            self.in_order = (self.published.data[last], self.pks.data[last]) < (published, row.pk)
        self.used += 1
        self.slots.put(row.pk, slot)
        self.pks.put(slot, row.pk)
        self.published.put(slot, published)
        self.closes.put(slot, microseconds(row.closes))
        self.yearly.put(slot, NO_AMOUNT if row.yearly is None else row.yearly)
        self.company.put(slot, self.code_of(row.company))
        return slot

    def code_of(self, company: str) -> int:
        if company not in self.companies:
            self.companies[company] = len(self.company_slugs)
            self.company_slugs.append(company)
        return self.companies[company]

    def expire(self, now: int) -> int:
        """Take out every listing whose time has come; answers how many. `now` in microseconds."""
        gone = 0
        while self.closing and self.closing[0][0] <= now:
            _, slot = heapq.heappop(self.closing)
            if slot in self.live:
                self.drop(int(self.pks.data[slot]))
                gone += 1
        return gone

    @property
    def wasteful(self) -> bool:
        """Whether dead slots are so many that building anew is worth it."""
        return self.used > 1000 and self.used > 2 * len(self.live)

    # Asking

    def any_of(self, group: str, values: Iterable[str]) -> BitMap:
        found = [self.options[group][value] for value in values if value in self.options[group]]
        return BitMap.union(*found) if found else BitMap()

    def slots_of(self, pks: Iterable[int]) -> BitMap:
        known = np.fromiter(pks, dtype=np.int64)
        slots = self.slots.data[known[known < len(self.slots.data)]]
        return bitmap_of(slots[slots != NO_SLOT])

    def of_companies(self, slugs: Iterable[str], among: BitMap) -> BitMap:
        codes = [self.companies[slug] for slug in slugs if slug in self.companies]
        return among & self.where(among, np.isin(self.column(self.company, among), codes))

    def posted_after(self, moment: int, among: BitMap) -> BitMap:
        if self.in_order:
            first = int(np.searchsorted(self.published.data[: self.used], moment, side="right"))
            return among & BitMap(range(first, self.used)) if first < self.used else BitMap()
        return self.where(among, self.column(self.published, among) > moment)

    def paying(self, yearly: int, currency: str, among: BitMap) -> BitMap:
        paid = among & self.any_of("currency", [currency])
        return self.where(paid, self.column(self.yearly, paid) >= yearly)

    def where(self, among: BitMap, true: np.ndarray) -> BitMap:
        return bitmap_of(numbers(among)[true])

    def column(self, column: Column, among: BitMap) -> np.ndarray:
        return column.data[numbers(among)]

    def counts(self, group: str, among: BitMap) -> dict[str, int]:
        bits = self.options[group].items()
        return {value: count for value, bitmap in bits if (count := among.intersection_cardinality(bitmap))}

    def company_counts(self, among: BitMap) -> dict[str, int]:
        found = np.bincount(self.column(self.company, among))
        return {self.company_slugs[code]: int(found[code]) for code in np.flatnonzero(found)}

    def newest(self, among: BitMap, start: int, stop: int) -> list[int]:
        """Listing numbers from `start` to `stop`, newest first."""
        if self.in_order:
            end = len(among)
            slots = (
                numbers(among[max(0, end - stop) : end - start])[::-1] if start < end else numbers(BitMap())
            )
        else:
            slots = self.ordered(among, -self.column(self.published, among))[start:stop]
        return self.pks.data[slots].tolist()

    def closing_first(self, among: BitMap, start: int, stop: int) -> list[int]:
        return self.pks.data[self.ordered(among, self.column(self.closes, among))[start:stop]].tolist()

    def ordered(self, among: BitMap, by: np.ndarray) -> np.ndarray:
        """Slots by a column, the listing with the higher number first where it is equal."""
        return numbers(among)[np.lexsort((-self.column(self.pks, among), by))]


def keys_of(row: Row) -> Iterable[tuple[str, str]]:
    for group, values in row.values.items():
        for value in values:
            yield group, value
    if row.yearly is not None:
        yield "currency", row.currency


def numbers(bitmap: BitMap) -> np.ndarray:
    return np.frombuffer(bitmap.to_array(), dtype=np.uint32)


def bitmap_of(slots: np.ndarray) -> BitMap:
    # From an array of the standard library: five times faster than from one of numpy.
    return BitMap(array("I", slots.astype(np.uint32).tobytes()))


def microseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond

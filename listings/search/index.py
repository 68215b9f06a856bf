"""An index of live listings in memory: a roaring bitmap for every option of every filter, and beside it for every
listing the list of its options.

Listings have slots, numbered in the order in which they were posted, so that the newest are at the end. A slot
is never used twice: a changed listing gets a new one. Every question starts from the bitmap of live slots,
therefore dropping a listing is taking one bit out of it; what other bitmaps still say of a dead slot is never asked.

Counting has two ways: of many listings, each option's bitmap is asked how much of it is among them; of few, their
lists of options are put together and counted.
"""

import heapq
from array import array
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

import numpy as np
from pyroaring import BitMap

from listings.search.counts import Counts
from listings.search.reach import ALL_BUT_ONE_FROM
from listings.search.rows import NO_AMOUNT, Rows

T = TypeVar("T")
NO_SLOT = -1
NO_CLOSING = 2**62
# Pay is kept in steps, eight to each doubling, so that "at least" is a union of bitmaps and one step to look through.
STEPS = 8
# Looking through the options of so many listings costs as much as asking all bitmaps.
FEW, FEW_OF_ALL = 3_000, 5
# A listing's options are kept in blocks of four numbers of 16 bits: a block costs as much to fetch as one number.
BLOCK = 4
MOST_NEEDS = 255


class Column:
    """A growing column of numbers; there is always some room at the end."""

    def __init__(self, kind: type, empty: int = 0):
        self.empty = empty
        self.data = np.full(64, empty, dtype=kind)

    def make_room(self, size: int) -> None:
        if size > len(self.data):
            more = np.full(max(size, len(self.data) * 9 // 8), self.empty, dtype=self.data.dtype)
            more[: len(self.data)] = self.data
            self.data = more

    def put(self, start: int, values: np.ndarray) -> None:
        self.make_room(start + len(values))
        self.data[start : start + len(values)] = values


class Group:
    """One filter: its options, the bitmap of each, and the number by which listings refer to it."""

    def __init__(self):
        self.places: dict[str, int] = {}
        self.bitmaps: list[BitMap] = []
        self.codes = np.empty(0, dtype=np.int64)

    def __getitem__(self, option: str) -> BitMap:
        place = self.places.get(option)
        return BitMap() if place is None else self.bitmaps[place]


NO_OPTIONS = Group()


class FacetIndex:
    def __init__(self, rows: Rows | None = None):
        self.live = BitMap()
        self.groups: dict[str, Group] = {}
        self.bitmaps: list[BitMap] = [BitMap()]  # by code; code 0 is none
        self.slots = Column(np.int32, empty=NO_SLOT)  # by the listing's number
        self.pks = Column(np.int32)
        self.published = Column(np.int64)
        self.closes = Column(np.int64)
        self.leaves = Column(np.int64)  # sooner than it closes, if nobody confirmed it
        self.yearly = Column(np.int64)
        self.company = Column(np.int32)
        self.needed = Column(np.uint8)  # how many skills it needs
        self.starts = Column(np.int32)  # which of `blocks` is a slot's first
        self.blocks = Column(np.uint64)
        self.companies: dict[str, int] = {}
        self.closing: list[tuple[int, int]] = []  # of listings that came one by one
        self.closing_order = np.empty(0, dtype=np.int32)  # of those that came together, next last
        self.used = 0
        self.in_order = True
        self.derived: dict = {}
        if rows is not None:
            self.put(rows)

    # Keeping up

    def put(self, rows: Rows) -> None:
        """New listings, and changed ones in place of what they were."""
        if not len(rows):
            return
        self.slots.make_room(int(rows.pks.max()) + 1)
        before = self.slots.data[rows.pks]
        self.live -= bitmap_of(before[before != NO_SLOT])
        first, slots = self.used, np.arange(self.used, self.used + len(rows), dtype=np.int64)
        self.in_order = self.in_order and follows(self, rows)
        self.slots.data[rows.pks] = slots
        for column, values in [
            (self.pks, rows.pks), (self.published, rows.published), (self.closes, rows.closes),
            (self.leaves, rows.leaves), (self.yearly, rows.yearly), (self.company, self.companies_of(rows)),
        ]:  # fmt: skip
            column.put(first, values)
        self.used += len(rows)
        self.tag(rows, first)
        self.live.update(bitmap_of(slots))
        self.watch_clock(rows.leaves, slots)
        self.derived = {}

    def companies_of(self, rows: Rows) -> np.ndarray:
        codes = [self.code_of_company(rows.names.get(pk, "")) for pk in rows.companies.values]
        return np.array(codes, dtype=np.int32)[rows.companies.which]

    def code_of_company(self, slug: str) -> int:
        return self.companies.setdefault(slug, len(self.companies))

    def tag(self, rows: Rows, first: int) -> None:
        """Write down the options of new listings, by option and by listing."""
        pairs = [
            codes_at(tags.places, tags.which, [self.code(tags.group, value) for value in tags.values])
            for tags in rows.tags
        ]
        pairs.append(self.pay_options(rows))
        keys = np.unique(np.concatenate(pairs))
        codes, places = keys >> 32, keys & 0xFFFFFFFF
        bounds = np.flatnonzero(np.diff(codes)) + 1
        for slots in np.split(keys, bounds) if len(keys) else []:
            self.bitmaps[int(slots[0] >> 32)].update(bitmap_of((slots & 0xFFFFFFFF) + first))
        self.write_down(places, codes, first, len(rows))
        needs = self.groups["need"].codes if "need" in self.groups else np.empty(0, dtype=np.int64)
        needed = np.bincount(places[np.isin(codes, needs)], minlength=len(rows))
        self.needed.put(first, np.minimum(needed, MOST_NEEDS))

    def write_down(self, places: np.ndarray, codes: np.ndarray, first: int, many: int) -> None:
        """The options of each listing one after the other, in whole blocks."""
        order = np.argsort(places, kind="stable")
        each = np.bincount(places, minlength=many)
        blocks = -(-each // BLOCK)
        ends = np.cumsum(blocks)
        start = int(self.starts.data[first])
        within = np.arange(len(order)) - np.repeat(np.cumsum(each) - each, each)
        padded = np.zeros(int(blocks.sum()) * BLOCK, dtype=np.uint16)
        padded[np.repeat((ends - blocks) * BLOCK, each) + within] = codes[order]
        self.blocks.put(start, padded.view(np.uint64))
        self.starts.put(first + 1, start + ends)

    def pay_options(self, rows: Rows) -> np.ndarray:
        """Currency and step of every yearly amount."""
        paid = np.flatnonzero(rows.yearly != NO_AMOUNT)
        currencies, which = rows.currencies.values, rows.currencies.which[paid]
        kinds, which = np.unique(which * 1000 + steps(rows.yearly[paid]), return_inverse=True)
        codes = [self.code(pay_group(currencies[kind // 1000]), str(kind % 1000)) for kind in kinds.tolist()]
        return codes_at(paid, which, codes)

    def code(self, group: str, option: str) -> int:
        """The number of an option; a new one gets one, with an empty bitmap."""
        if not option:
            return 0
        options = self.groups.setdefault(group, Group())
        place = options.places.setdefault(option, len(options.bitmaps))
        if place == len(options.bitmaps):
            options.codes = np.append(options.codes, len(self.bitmaps))
            options.bitmaps.append(BitMap())
            self.bitmaps.append(options.bitmaps[-1])
        return int(options.codes[place])

    def watch_clock(self, leaves: np.ndarray, slots: np.ndarray) -> None:
        if len(self.closing_order) or len(slots) < FEW:
            for moment, slot in zip(leaves.tolist(), slots.tolist(), strict=True):
                heapq.heappush(self.closing, (moment, slot))
        else:
            self.closing_order = slots[np.argsort(leaves)[::-1]].astype(np.int32)

    def drop(self, pk: int) -> None:
        slot = self.slot(pk)
        if slot != NO_SLOT:
            self.live.discard(slot)
            self.slots.data[pk] = NO_SLOT
            self.derived = {}

    def slot(self, pk: int) -> int:
        return int(self.slots.data[pk]) if pk < len(self.slots.data) else NO_SLOT

    def expire(self, now: int) -> None:
        """Take out every listing whose time has come. `now` in microseconds."""
        while self.next_closing() <= now:
            if self.next_is_alone():
                slot = heapq.heappop(self.closing)[1]
            else:
                slot = int(self.closing_order[-1])
                self.closing_order = self.closing_order[:-1]
            if slot in self.live:
                self.drop(int(self.pks.data[slot]))

    def next_closing(self) -> int:
        """When the next listing leaves; never, if there is none."""
        alone = self.closing[0][0] if self.closing else NO_CLOSING
        together = int(self.leaves.data[self.closing_order[-1]]) if len(self.closing_order) else NO_CLOSING
        return min(alone, together)

    def next_is_alone(self) -> bool:
        """Whether the next to leave came one by one."""
        if not self.closing or not len(self.closing_order):
            return bool(self.closing)
        return self.closing[0][0] <= self.leaves.data[self.closing_order[-1]]

    @property
    def wasteful(self) -> bool:
        """Whether dead slots are so many that building anew is worth it."""
        return self.used > 1000 and self.used > 2 * len(self.live)

    def kept(self, key, make: Callable[[], T]) -> T:
        """What was worked out from this state of the index; forgotten with the next change."""
        if key not in self.derived:
            self.derived[key] = make()
        return self.derived[key]

    @property
    def size(self) -> int:
        """Bytes of the columns and bitmaps."""
        columns = [kept for kept in vars(self).values() if isinstance(kept, Column)]
        bitmaps = sum(len(bitmap.serialize()) for bitmap in [self.live, *self.bitmaps])
        return sum(column.data.nbytes for column in columns) + self.closing_order.nbytes + bitmaps

    # Asking

    def option(self, group: str, value: str) -> BitMap:
        return self.groups[group][value] if group in self.groups else BitMap()

    def any_of(self, group: str, values: Iterable[str]) -> BitMap:
        found = [self.option(group, value) for value in values]
        return found[0] if len(found) == 1 else BitMap.union(*found) if found else BitMap()

    def slots_of(self, pks: np.ndarray) -> BitMap:
        slots = self.slots.data[pks[pks < len(self.slots.data)]]
        return bitmap_of(slots[slots != NO_SLOT])

    def of_companies(self, slugs: Iterable[str], among: BitMap) -> BitMap:
        codes = [self.companies[slug] for slug in slugs if slug in self.companies]
        return self.where(among, np.isin(self.column(self.company, among), codes)) if codes else BitMap()

    def posted_after(self, moment: int, among: BitMap) -> BitMap:
        if self.in_order:
            first = int(np.searchsorted(self.published.data[: self.used], moment, side="right"))
            return among & BitMap(range(first, self.used)) if first < self.used else BitMap()
        return self.where(among, self.column(self.published, among) > moment)

    def count_posted_after(self, moments: list[int], among: BitMap) -> list[int]:
        """How many were posted after each moment."""
        if self.in_order:
            firsts = np.searchsorted(self.published.data[: self.used], moments, side="right").tolist()
            return [among.range_cardinality(first, self.used) for first in firsts]
        published = self.column(self.published, among)
        return [int(np.count_nonzero(published > moment)) for moment in moments]

    def paying(self, yearly: int, currency: str) -> BitMap:
        """Slots that pay at least so much a year in hundredths, in that currency."""
        group, step = self.groups.get(pay_group(currency), NO_OPTIONS), int(steps(np.array([yearly]))[0])
        more = [group[option] for option in group.places if int(option) > step]
        edge = group[str(step)]
        return BitMap.union(self.where(edge, self.column(self.yearly, edge) >= yearly), *more)

    def stating(self, currency: str) -> BitMap:
        """Slots with a yearly amount in that currency."""
        return BitMap.union(BitMap(), *self.groups.get(pay_group(currency), NO_OPTIONS).bitmaps)

    def stating_any(self) -> BitMap:
        paid = [group for name, group in self.groups.items() if name.startswith(pay_group(""))]
        return BitMap.union(BitMap(), *(bitmap for group in paid for bitmap in group.bitmaps))

    def where(self, among: BitMap, true: np.ndarray) -> BitMap:
        return bitmap_of(numbers(among)[true])

    def column(self, column: Column, among: BitMap) -> np.ndarray:
        return column.data[numbers(among)]

    # Skills

    def held(self, have: Iterable[str]) -> np.ndarray:
        """For every slot, how many of the skills it needs somebody has."""
        held = np.zeros(self.used, dtype=np.uint8)
        for skill in set(have):
            held[numbers(self.option("need", skill))] += 1
        return held

    def within_reach(self, have: Iterable[str], steps: int = 0) -> BitMap:
        """Slots that somebody reaches with these skills; with `steps` 1, those for which one more of the skills they
        need is enough and necessary."""
        needed = self.needed.data[: self.used]
        missing = needed - self.held(have)
        reached = missing == steps + (needed >= ALL_BUT_ONE_FROM)
        if not steps:
            reached |= missing == 0
        return bitmap_of(np.flatnonzero(reached & (needed > 0)))

    def fitting_first(self, among: BitMap, have: Iterable[str], start: int, stop: int) -> list[int]:
        """Those that miss the fewest skills first, then those that use the most, then the newest. What names no
        skill comes last."""
        slots = numbers(among)[::-1]
        if not self.in_order:
            slots = self.ordered(among, -self.column(self.published, among))
        held, needed = self.held(have)[slots].astype(np.uint16), self.needed.data[slots].astype(np.uint16)
        order = np.where(needed > 0, (needed - held) << 8 | (MOST_NEEDS - held), np.uint16(2**16 - 1))
        return self.listings_at(slots[np.argsort(order, kind="stable")[start:stop]])

    # Counting

    def counter(self, among: BitMap) -> Callable[[str], Counts]:
        """Counts the options of any group among these slots, in the cheaper of the two ways."""
        if len(among) > max(FEW, len(self.live) // FEW_OF_ALL):
            return lambda group: self.count_by_option(group, among)
        found = self.codes_of(numbers(among))
        totals = np.bincount(found, minlength=len(self.bitmaps))

        def count(name: str) -> Counts:
            group = self.groups.get(name, NO_OPTIONS)
            return Counts(group.places, totals[group.codes])

        return count

    def count_by_option(self, name: str, among: BitMap) -> Counts:
        group, of = self.groups.get(name, NO_OPTIONS), among.intersection_cardinality
        return Counts(group.places, [of(bitmap) for bitmap in group.bitmaps])

    def codes_of(self, slots: np.ndarray) -> np.ndarray:
        """The options of all these slots, one after the other."""
        starts = self.starts.data[slots]
        many = self.starts.data[slots + 1] - starts
        ends = np.cumsum(many, dtype=np.int32)
        blocks = np.repeat(starts - ends + many, many)
        blocks += np.arange(len(blocks), dtype=np.int32)
        return self.blocks.data[blocks].view(np.uint16)

    def count_companies(self, among: BitMap) -> Counts:
        return Counts(self.companies, np.bincount(self.column(self.company, among)))

    # Ordering

    def newest(self, among: BitMap, start: int, stop: int) -> list[int]:
        """Listing numbers from `start` to `stop`, newest first."""
        if not self.in_order:
            return self.listings_at(self.ordered(among, -self.column(self.published, among))[start:stop])
        end = len(among)
        return self.listings_at(among[max(0, end - stop) : end - start])[::-1] if start < end else []

    def closing_first(self, among: BitMap, start: int, stop: int) -> list[int]:
        if stop < len(among):
            closes = self.column(self.closes, among)
            among = self.where(among, closes <= np.partition(closes, stop)[stop])
        return self.listings_at(self.ordered(among, self.column(self.closes, among))[start:stop])

    def listings_at(self, slots: Iterable[int]) -> list[int]:
        pks = self.pks.data
        return [int(pks[slot]) for slot in slots]

    def ordered(self, among: BitMap, by: np.ndarray) -> np.ndarray:
        """Slots by a column, the listing with the higher number first where it is equal."""
        return numbers(among)[np.lexsort((-self.column(self.pks, among), by))]


def follows(index: FacetIndex, rows: Rows) -> bool:
    """Whether all these were posted after what the index has."""
    if not index.used:
        return True
    last = index.used - 1
    return (index.published.data[last], index.pks.data[last]) < (rows.published[0], rows.pks[0])


def codes_at(places: np.ndarray, which: np.ndarray, codes: list[int]) -> np.ndarray:
    """One number for each option of each listing, that sorts by option and then by listing."""
    return (np.array(codes, dtype=np.int64)[which] << 32 | places) if len(places) else places


def pay_group(currency: str) -> str:
    return f"pay {currency}"


def steps(yearly: np.ndarray) -> np.ndarray:
    return np.floor(np.log2(yearly + 1.0) * STEPS).astype(np.int64)


def numbers(bitmap: BitMap) -> np.ndarray:
    return np.frombuffer(bitmap.to_array(), dtype=np.uint32)


def bitmap_of(slots: np.ndarray) -> BitMap:
    # From an array of the standard library: five times faster than from one of numpy.
    return BitMap(array("I", slots.astype(np.uint32).tobytes()))


def microseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond

"""Answers searches from the index in memory and keeps it right.

Each process has its own index and follows the table of changes: every search first asks for the number of the last
change (one small query) and reads anew the listings that changed since. What the clock closes leaves by itself.
When the index cannot be followed (nothing read yet, the taxonomy changed, too much at once) it is read anew; while
that takes long, the SQL reference answers.
"""

import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import connection
from django.utils import timezone
from pyroaring import BitMap

from employers.models import Company
from listings.models import Listing, SearchChange
from listings.querysets import Names
from listings.search.index import FacetIndex, microseconds
from listings.search.query import (
    GROUPS,
    PER_PAGE,
    POSTED_DAYS,
    Found,
    Hidden,
    SearchQuery,
    SearchResult,
)
from listings.search.reference import SqlSearch
from listings.search.rows import all_rows, rows_of
from listings.search.words import Term, Typed, listings_with, parse
from listings.vocabulary import PERIODS_A_YEAR, Period

T = TypeVar("T")
# Read anew in the background, with the reference answering meanwhile, above so many listings.
LARGE = 50_000
# Reading so many changed listings one by one costs as much as reading all anew.
MANY_CHANGES = 5_000
MOST_WORDS = 500
# Where a term may be: in the title; in title or text; in the name of company, skill or role.
TITLE, ANYWHERE, NAMED = "title", "anywhere", "named"
# Filters that are a union of bitmaps of their own group.
ANY_OF = ["category", "role", "platform", "mode", "level", "contract", "hours"]


class BitmapSearch:
    def __init__(self):
        self.lock = threading.RLock()
        self.reference = SqlSearch()
        self.forget()

    def forget(self) -> None:
        """Start again from nothing: the next search reads the database."""
        with self.lock:
            self.index: FacetIndex | None = None
            self.version = 0
            self.asked_at = 0
            self.building: threading.Thread | None = None
            self.words: dict[tuple[str, Term], BitMap] = {}
            self.names: Names | None = None

    def search(self, query: SearchQuery) -> SearchResult:
        return self.answer(query, Answer.result) or self.reference.search(query)

    def find(self, query: SearchQuery) -> Found:
        return self.answer(query, Answer.found) or self.reference.find(query)

    def total(self, query: SearchQuery) -> int:
        found = self.answer(query, Answer.total)
        return self.reference.total(query) if found is None else found

    def answer(self, query: SearchQuery, what: Callable[["Answer"], T]) -> T | None:
        """From the index, one at a time; None while it is being read, and the reference answers unhindered."""
        with self.lock:
            now = timezone.now()
            return what(Answer(self, query, now)) if self.follow(now) else None

    # Keeping up

    def follow(self, now: datetime) -> bool:
        """Catch up with the database and the clock; False while the index is being read."""
        moment, last = microseconds(now), SearchChange.objects.last_number()
        if self.index is None or last < self.version or moment < self.asked_at or self.index.wasteful:
            return self.read_anew()
        if last > self.version and not self.catch_up(last):
            return self.read_anew()
        self.index.expire(moment)
        self.asked_at = moment
        return True

    def catch_up(self, last: int) -> bool:
        """Apply the changes up to `last`; False if reading all anew is the way."""
        changed = SearchChange.objects.since(self.version, last, MANY_CHANGES)
        if changed is None:
            return False
        rows = {row.pk: row for row in rows_of(changed)}
        if 0 in changed:
            self.names = None
        for pk in changed - rows.keys():
            self.index.drop(pk)
        for row in rows.values():
            self.index.put(row)
        self.version = last
        self.learn(rows.keys())
        return True

    def learn(self, changed: Iterable[int]) -> None:
        """Bring the known words up to date from those of the changed listings; who is named so is asked again."""
        self.words = {key: slots for key, slots in self.words.items() if key[0] != NAMED}
        if not self.words:
            return
        for pk, title, text in Listing.objects.words_of(changed):
            for (where, term), slots in self.words.items():
                if term.is_in(title) or (where == ANYWHERE and term.is_in(text)):
                    slots.add(self.index.slot(pk))

    def read_anew(self) -> bool:
        if self.building:
            return False
        if connection.in_atomic_block or Listing.objects.live().count() < LARGE:
            self.read_now()
            return True
        return self.read_later()

    def read_now(self) -> None:
        self.take(*read_index())

    def read_later(self) -> bool:
        self.building = threading.Thread(target=self.read_in_background, daemon=True)
        self.building.start()
        return False

    def read_in_background(self) -> None:
        try:
            index, version = read_index()
            with self.lock:
                self.take(index, version)
        finally:
            self.building = None
            connection.close()

    def take(self, index: FacetIndex, version: int) -> None:
        self.index, self.version, self.words, self.names = index, version, {}, Names.read()
        now = microseconds(timezone.now())
        index.expire(now)
        self.asked_at = now

    def having(self, where: str, term: Term) -> BitMap:
        """Slots of the listings that have a term in the title, in a name, or anywhere."""
        if (where, term) not in self.words:
            if len(self.words) >= MOST_WORDS:
                self.words.clear()
            self.words[where, term] = self.named(term) if where == NAMED else self.written(where, term)
        return self.words[where, term]

    def written(self, where: str, term: Term) -> BitMap:
        return self.index.slots_of(listings_with(term, in_title=where == TITLE))

    def named(self, term: Term) -> BitMap:
        self.names = self.names or Names.read()
        companies = Company.objects.called(term.needles).values_list("slug", flat=True)
        return (
            self.index.any_of("skill", self.names.skills_with(term))
            | self.index.any_of("role", [role.slug for role in self.names.roles_with(term)])
            | self.index.of_companies(companies, self.index.live)
        )


def read_index() -> tuple[FacetIndex, int]:
    """All live listings, and the change up to which they are known. The number is read first: what changes
    meanwhile is applied again, which does no harm."""
    version = SearchChange.objects.last_number()
    return FacetIndex(all_rows(), Listing.objects.live().count()), version


class Answer:
    """One search over one state of the index. Each filter is a bitmap; `base` is their intersection."""

    def __init__(self, engine: BitmapSearch, query: SearchQuery, now: datetime):
        self.engine, self.index, self.query, self.now = engine, engine.index, query, now
        paid = self.index.live if query.unpaid else self.index.live - self.index.any_of("unpaid", ["yes"])
        self.paid = paid
        self.filters = dict(self.bitmaps())
        self.all = self.without("")

    def bitmaps(self):
        """The filters that are on, each as the slots that pass it."""
        query, index = self.query, self.index
        if query.q:
            yield "q", self.typed()
        for name in ANY_OF:
            if chosen := getattr(query, name):
                yield name, index.any_of(name, chosen)
        if query.skill and query.skills == "all":
            yield "skill", BitMap.intersection(*(index.any_of("skill", [slug]) for slug in query.skill))
        elif query.skill:
            yield "skill", index.any_of("skill", query.skill)
        if query.country:
            yield "country", index.any_of("country", query.country) | index.any_of("worldwide", ["yes"])
        if query.days_max:
            yield "days_max", index.any_of("days_max", [str(query.days_max)])
        if query.pay_min is not None:
            yield "pay_min", self.pay()
        if query.posted:
            yield "posted", self.posted(query.posted, index.live)
        if query.company:
            yield "company", index.of_companies(query.company, index.live)

    def typed(self) -> BitMap:
        wanted, having = parse(self.query.q), self.engine.having
        found = self.meeting(wanted, ANYWHERE, NAMED)
        for term in wanted.without:
            found = found - having(ANYWHERE, term) - having(NAMED, term)
        return found

    def meeting(self, wanted: Typed, *places: str) -> BitMap:
        """Slots in which every group of words has one in one of the places."""
        found = self.index.live
        for group in wanted.groups:
            found = found & BitMap.union(
                *(self.engine.having(where, term) for term in group for where in places)
            )
        return found

    def pay(self) -> BitMap:
        query, live = self.query, self.index.live
        yearly = query.pay_min * PERIODS_A_YEAR[Period(query.pay_period)] * 100
        paying = self.index.paying(yearly, query.currency, live)
        return paying | (live - self.stated()) if query.pay_unstated else paying

    def stated(self) -> BitMap:
        """Listings with a yearly amount in any currency."""
        return self.index.any_of("currency", list(self.index.options["currency"]))

    def posted(self, days: int, among: BitMap) -> BitMap:
        return self.index.posted_after(microseconds(self.now - timedelta(days=days)), among)

    def without(self, name: str) -> BitMap:
        """What passes every filter but this one."""
        found = self.paid
        for group, bitmap in self.filters.items():
            if group != name:
                found = found & bitmap
        return found

    def total(self) -> int:
        return len(self.all)

    def found(self) -> Found:
        total = self.total()
        page = min(self.query.page, max(1, -(-total // PER_PAGE)))
        start = (page - 1) * PER_PAGE
        return Found(self.ordered(start, start + PER_PAGE), total, page)

    def ordered(self, start: int, stop: int) -> list[int]:
        if self.query.sort == "closing":
            return self.index.closing_first(self.all, start, stop)
        ids: list[int] = []
        for tier in self.tiers():
            ids += self.index.newest(tier, max(0, start), max(0, stop))
            start, stop = start - len(tier), stop - len(tier)
        return ids

    def tiers(self) -> list[BitMap]:
        """All words in the title; all in title and names; the rest. Without words, or newest: one tier."""
        wanted = parse(self.query.q)
        if self.query.sort != "best" or not wanted.groups:
            return [self.all]
        titled = self.all & self.meeting(wanted, TITLE)
        named = (self.all & self.meeting(wanted, TITLE, NAMED)) - titled
        return [titled, named, self.all - titled - named]

    def result(self) -> SearchResult:
        found = self.found()
        counts = {group: self.counts(group) for group in GROUPS}
        return SearchResult(found.ids, found.total, found.page, counts, self.hidden())

    def counts(self, group: str) -> dict[str, int]:
        among = self.without(group) if group in self.filters else self.all
        if group == "posted":
            return {str(days): len(self.posted(days, among)) for days in POSTED_DAYS}
        if group == "company":
            return self.index.company_counts(among)
        counts = self.index.counts(group, among)
        return self.with_worldwide(counts, among) if group == "country" else counts

    def with_worldwide(self, counts: dict[str, int], among: BitMap) -> dict[str, int]:
        """A listing that can be done from anywhere counts in every country that a live listing names."""
        worldwide = among.intersection_cardinality(self.index.any_of("worldwide", ["yes"]))
        if not worldwide:
            return counts
        named = [c for c, slots in self.index.options["country"].items() if slots.intersect(self.index.live)]
        return {country: counts.get(country, 0) + worldwide for country in named}

    def hidden(self) -> Hidden:
        unpaid = 0
        if not self.query.unpaid:
            among = self.index.any_of("unpaid", ["yes"]) & self.index.live
            for bitmap in self.filters.values():
                among = among & bitmap
            unpaid = len(among)
        if self.query.pay_min is None:
            return Hidden(unpaid=unpaid)
        among, stated = self.without("pay_min"), self.stated()
        return Hidden(
            unpaid=unpaid,
            no_yearly_amount=0 if self.query.pay_unstated else len(among - stated),
            other_currency=len((among & stated) - self.index.any_of("currency", [self.query.currency])),
        )

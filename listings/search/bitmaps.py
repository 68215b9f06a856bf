"""Answers searches from the index in memory and keeps it right.

Each process has its own index and follows the table of changes: every search first asks for the number of the last
change (one small query) and reads anew the listings that changed since. What the clock closes leaves by itself.
When the index cannot be followed (nothing read yet, the taxonomy changed, too much at once) it is read anew; while
that takes long, the SQL reference answers.
"""

import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import numpy as np
from django.db import connection
from django.utils import timezone
from pyroaring import BitMap

from employers.models import Company
from listings.models import Listing, SearchChange
from listings.names import Called, Names
from listings.search.changes import last_number
from listings.search.counter import Counter, facts_in
from listings.search.counts import Counts
from listings.search.index import NO_CLOSING, FacetIndex, microseconds
from listings.search.query import (
    FACTS,
    GROUPS,
    NOT_STATED,
    NOTHING,
    PER_PAGE,
    POSTED_DAYS,
    Found,
    Hidden,
    SearchQuery,
    SearchResult,
    Unwanted,
)
from listings.search.reference import NEVER, SqlSearch
from listings.search.rows import Words, read
from listings.search.words import Term, Typed, listings_with, parse
from listings.search.words import unwanted as unwanted_terms
from listings.vocabulary import PERIODS_A_YEAR, Period

T = TypeVar("T")
# Read anew in the background, with the reference answering meanwhile, above so many listings.
LARGE = 50_000
# Reading so many changed listings one by one costs as much as reading all anew.
MANY_CHANGES = 5_000
MOST_WORDS = 500
# Where a term may be: in the title; in title or text; in the name of company, skill or role.
TITLE, ANYWHERE, NAMED = "title", "anywhere", "named"
NONE = BitMap()
AGES = {str(days): place for place, days in enumerate(POSTED_DAYS)}
COLUMNS = [group for group in GROUPS if group not in FACTS]
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
            self.companies: Called | None = None
            self.slugs: Words | None = None

    def search(self, query: SearchQuery, unwanted: Unwanted = NOTHING) -> SearchResult:
        return self.answer(query, Answer.result, unwanted) or self.reference.search(query, unwanted)

    def find(self, query: SearchQuery, unwanted: Unwanted = NOTHING, most: int = PER_PAGE) -> Found:
        found = self.answer(query, lambda answer: answer.found(most), unwanted)
        return found or self.reference.find(query, unwanted, most)

    def total(self, query: SearchQuery, unwanted: Unwanted = NOTHING) -> int:
        found = self.answer(query, Answer.total, unwanted)
        return self.reference.total(query, unwanted) if found is None else found

    def gains(self, query: SearchQuery, unwanted: Unwanted = NOTHING) -> Counts:
        found = self.answer(query, Answer.gains, unwanted)
        return self.reference.gains(query, unwanted) if found is None else found

    def steady_until(self) -> datetime:
        with self.lock:
            if self.index is None:
                return self.reference.steady_until()
            closing = self.index.next_closing()
        return NEVER if closing == NO_CLOSING else datetime.fromtimestamp(closing / 1_000_000, UTC)

    def answer(self, query: SearchQuery, what: Callable[["Answer"], T], unwanted: Unwanted) -> T | None:
        """From the index, one at a time; None while it is being read, and the reference answers unhindered."""
        with self.lock:
            now = timezone.now()
            return what(Answer(self, query, now, unwanted)) if self.follow(now) else None

    # Keeping up

    def follow(self, now: datetime) -> bool:
        """Catch up with the database and the clock; False while the index is being read."""
        moment, last = microseconds(now), last_number()
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
        if 0 in changed:
            self.names = self.slugs = self.companies = None
        self.slugs = self.slugs or Words()
        rows = read(Listing.objects.from_pks(changed), self.slugs)
        live = rows.pks.tolist()
        for pk in changed.difference(live):
            self.index.drop(pk)
        self.index.put(rows)
        self.version = last
        self.learn(live)
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
        self.index, self.version, self.words = index, version, {}
        self.names, self.companies, self.slugs = Names.read(), None, None
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
        if self.companies is None or len(self.companies.whose) < len(self.index.companies):
            self.companies = Called(Company.objects.with_slugs(self.index.companies).search_names())
        return (
            self.index.any_of("skill", self.names.skills_with(term))
            | self.index.any_of("role", [role.slug for role in self.names.roles_with(term)])
            | self.index.of_companies(self.companies.having(term), self.index.live)
        )


def read_index() -> tuple[FacetIndex, int]:
    """All live listings, and the change up to which they are known. The number is read first: what changes
    meanwhile is applied again, which does no harm."""
    version = last_number()
    return FacetIndex(read(Listing.objects.all(), Words())), version


class Answer:
    """One search over one state of the index. Each filter is a bitmap; `all` is their intersection."""

    def __init__(self, engine: BitmapSearch, query: SearchQuery, now: datetime, unwanted: Unwanted = NOTHING):
        self.engine, self.index, self.query, self.now = engine, engine.index, query, now
        self.with_unwanted = self.index.live if query.unpaid else self.index.kept("paid", self.paid_only)
        self.unwanted = self.slots_of(unwanted.of(query))
        self.paid = self.with_unwanted - self.unwanted if self.unwanted else self.with_unwanted
        self.filters = dict(self.bitmaps())
        self.all = self.without("")

    def slots_of(self, unwanted: Unwanted) -> BitMap:
        if not unwanted:
            return NONE
        found = self.index.slots_of(np.array(sorted(unwanted.listings), dtype=np.int64))
        found = found | self.index.of_companies(unwanted.companies, self.index.live)
        for term in unwanted_terms(unwanted.words):
            found = found | self.engine.having(ANYWHERE, term) | self.engine.having(NAMED, term)
        return found & self.index.live

    def paid_only(self) -> BitMap:
        return self.index.live - self.index.option("unpaid", "yes")

    def bitmaps(self):
        """The filters that are on, each as the slots that pass it."""
        query, index = self.query, self.index
        if query.q:
            yield "q", self.typed()
        for name in ANY_OF:
            if chosen := getattr(query, name):
                yield name, index.any_of(name, chosen)
        for name in FACTS:
            if chosen := getattr(query, name):
                yield name, self.stating(name, chosen)
        if query.skill and query.skills == "all":
            yield "skill", BitMap.intersection(*(index.option("skill", slug) for slug in query.skill))
        elif query.skill:
            yield "skill", index.any_of("skill", query.skill)
        if query.country:
            yield "country", index.any_of("country", query.country) | index.option("worldwide", "yes")
        if query.days_max:
            yield "days_max", index.any_of("days", [str(days) for days in range(query.days_max + 1)])
        if query.pay_min is not None:
            yield "pay_min", self.pay()
        if query.posted:
            yield "posted", index.posted_after(self.ago(query.posted), index.live)
        if query.company:
            yield "company", index.of_companies(query.company, index.live)
        if query.fit:
            yield "fit", index.within_reach(query.have)

    def stating(self, name: str, chosen: Iterable[str]) -> BitMap:
        """The fact of that name has one of the chosen values, or is not stated if that was chosen."""
        found = self.index.any_of("fact", [f"{name}={value}" for value in chosen])
        if NOT_STATED not in chosen:
            return found
        return found | (self.index.live - facts_in(self.index).stated(name))

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
        query = self.query
        yearly = query.pay_min * PERIODS_A_YEAR[Period(query.pay_period)] * 100
        paying = self.index.paying(yearly, query.currency)
        return paying | (self.index.live - self.stated()) if query.pay_unstated else paying

    def stated(self) -> BitMap:
        """Listings with a yearly amount in any currency."""
        return self.index.kept("stated", self.index.stating_any)

    def ago(self, days: int) -> int:
        return microseconds(self.now - timedelta(days=days))

    def without(self, name: str) -> BitMap:
        """What passes every filter but this one."""
        return self.passing(self.paid, but=name)

    def passing(self, among: BitMap, *, but: str = "") -> BitMap:
        for group, bitmap in self.filters.items():
            if group != but:
                among = among & bitmap
        return among

    def total(self) -> int:
        return len(self.all)

    def found(self, most: int = PER_PAGE) -> Found:
        total = self.total()
        page = min(self.query.page, max(1, -(-total // most)))
        start = (page - 1) * most
        return Found(self.ordered(start, start + most), total, page)

    def ordered(self, start: int, stop: int) -> list[int]:
        if self.query.sort == "closing":
            return self.index.closing_first(self.all, start, stop)
        ids: list[int] = []
        for tier in self.tiers():
            if self.query.sort == "skills":
                ids += self.index.fitting_first(tier, self.query.have, max(0, start), max(0, stop))
            else:
                ids += self.index.newest(tier, max(0, start), max(0, stop))
            start, stop = start - len(tier), stop - len(tier)
        return ids

    def tiers(self) -> list[BitMap]:
        """What is sunk comes after all others. Of each: all words in the title; all in title and names; the rest.
        Without words, or by another order: one tier."""
        wanted, sunk = parse(self.query.q), self.index.option("sunk", "yes")
        if self.query.sort != "best" or not wanted.groups:
            tiers = [self.all]
        else:
            titled = self.all & self.meeting(wanted, TITLE)
            named = (self.all & self.meeting(wanted, TITLE, NAMED)) - titled
            tiers = [titled, named, self.all - titled - named]
        if not self.all.intersect(sunk):
            return tiers
        return [*(tier - sunk for tier in tiers), *(tier & sunk for tier in tiers)]

    def gains(self) -> Counts:
        """For each skill, how many more listings would be within reach."""
        near = self.without("fit") & self.index.within_reach(self.query.have, steps=1)
        found = self.index.counter(near)("need")
        return Counts.of({skill: number for skill, number in found.items() if skill not in self.query.have})

    def result(self) -> SearchResult:
        found = self.found()
        return SearchResult(found.ids, found.total, found.page, self.all_counts(), self.hidden())

    def all_counts(self) -> dict[str, Counts]:
        counts = self.counter("")
        found = {
            group: self.counts(group, self.counter(group) if group in self.filters else counts)
            for group in COLUMNS
        }
        facts = {name: self.counter(name).facts()[name] for name in FACTS if name in self.filters}
        return found | counts.facts() | facts

    def counter(self, without: str) -> "Counter":
        """Counts what passes every filter but one; with no other filter that is known from before."""
        if self.filters.keys() <= {without} and not self.unwanted:
            return self.index.kept(("counter", self.query.unpaid), lambda: Counter(self.index, self.paid))
        return Counter(self.index, self.without(without) if without else self.all)

    def counts(self, group: str, counter: "Counter") -> Counts:
        if group == "posted":
            counted = self.index.count_posted_after([self.ago(days) for days in POSTED_DAYS], counter.among)
            return Counts(AGES, counted)
        return counter.count(group)

    def hidden(self) -> Hidden:
        unpaid = 0
        if not self.query.unpaid:
            unpaid = len(self.passing(self.index.option("unpaid", "yes") & self.index.live - self.unwanted))
        by_person = len(self.passing(self.with_unwanted & self.unwanted)) if self.unwanted else 0
        if self.query.pay_min is None:
            return Hidden(unpaid=unpaid, by_person=by_person)
        among, stated = self.without("pay_min"), self.stated()
        return Hidden(
            unpaid=unpaid,
            by_person=by_person,
            no_yearly_amount=0 if self.query.pay_unstated else len(among - stated),
            other_currency=len((among & stated) - self.index.stating(self.query.currency)),
        )

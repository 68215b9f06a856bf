"""Counts the options of every group among some listings of the index."""

from itertools import accumulate

import numpy as np
from pyroaring import BitMap

from listings.search.counts import Counts
from listings.search.index import NO_OPTIONS, FacetIndex, Group
from listings.search.query import ASKED_OF_ALL, DAYS_MAX, FACTS, NOT_STATED

LIMITS = {str(days): place for place, days in enumerate(DAYS_MAX)}


class Facts:
    """Where in the index's one group of facts the values of each name are. Behind them in a row of counts comes, for
    each name, how many do not state it."""

    def __init__(self, group: Group):
        self.places: dict[str, dict[str, int]] = {name: {} for name in FACTS}
        for option, place in group.places.items():
            name, _, value = option.partition("=")
            self.places.setdefault(name, {})[value] = place
        self.bitmaps = {
            name: [group.bitmaps[place] for place in of.values()] for name, of in self.places.items()
        }
        self.whose = np.zeros(len(group.places), dtype=np.int64)
        for number, of in enumerate(self.places.values()):
            self.whose[list(of.values())] = number
        for number, name in enumerate(FACTS):
            if name in ASKED_OF_ALL:
                self.places[name][NOT_STATED] = len(group.places) + number

    def stated(self, name: str) -> BitMap:
        return BitMap.union(BitMap(), *self.bitmaps[name])


def facts_in(index: FacetIndex) -> Facts:
    return index.kept("facts", lambda: Facts(index.groups.get("fact", NO_OPTIONS)))


class Counter:
    """Counts the options of every group among some slots; each group once."""

    def __init__(self, index: FacetIndex, among: BitMap):
        self.index, self.among = index, among
        self.options = index.counter(among)
        self.known: dict[str, Counts] = {}
        self.known_facts: dict[str, Counts] = {}

    def count(self, group: str) -> Counts:
        if group not in self.known:
            special = self.special(group)
            self.known[group] = self.options(group) if special is None else special
        return self.known[group]

    def facts(self) -> dict[str, Counts]:
        """Counts of all facts, which are parts of one row of numbers."""
        if not self.known_facts:
            self.known_facts = self.count_facts()
        return self.known_facts

    def count_facts(self) -> dict[str, Counts]:
        facts = facts_in(self.index)
        numbers = np.array(self.options("fact").numbers, dtype=np.int64)
        stated = np.bincount(facts.whose, numbers, minlength=len(facts.places)).astype(np.int64)
        numbers = np.concatenate([numbers, len(self.among) - stated])
        return {name: Counts(places, numbers) for name, places in facts.places.items()}

    def special(self, group: str) -> Counts | None:
        if group == "company":
            return self.index.count_companies(self.among)
        if group == "days_max":
            return self.days()
        return self.countries() if group == "country" else None

    def days(self) -> Counts:
        """At most so many days on site: those with fewer count too."""
        exact = self.options("days")
        return Counts(LIMITS, list(accumulate(exact.get(days, 0) for days in ["0", *LIMITS]))[1:])

    def countries(self) -> Counts | None:
        """A listing that can be done from anywhere counts in every country that a live listing names."""
        anywhere = self.options("worldwide").get("yes", 0)
        if not anywhere:
            return None
        there = self.options("country")
        return Counts(
            there.places,
            (np.asarray(there.numbers) + anywhere) * self.index.kept("countries", self.named_countries),
        )

    def named_countries(self) -> np.ndarray:
        bitmaps = self.index.groups.get("country", NO_OPTIONS).bitmaps
        return np.array([bitmap.intersect(self.index.live) for bitmap in bitmaps], dtype=bool)

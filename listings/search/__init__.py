"""Search behind one interface: a SearchQuery in, a SearchResult out. SEARCH_ENGINE names who answers."""

from datetime import datetime
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from listings.search.counts import Counts
from listings.search.query import NOTHING, PER_PAGE, Found, SearchQuery, SearchResult, Unwanted


class SearchIndex(Protocol):
    """`unwanted` is what one person hid: it is left out of everything, and counted as hidden."""

    def search(self, query: SearchQuery, unwanted: Unwanted = NOTHING) -> SearchResult:
        """One page of listings, the total, and the count beside every option."""

    def find(self, query: SearchQuery, unwanted: Unwanted = NOTHING, most: int = PER_PAGE) -> Found:
        """One page of at most so many listings and the total, for those who show no counts."""

    def total(self, query: SearchQuery, unwanted: Unwanted = NOTHING) -> int:
        """How many listings the search finds."""

    def gains(self, query: SearchQuery, unwanted: Unwanted = NOTHING) -> Counts:
        """For each skill that `query.have` lacks, how many more listings would be within reach with it (see reach)."""

    def steady_until(self) -> datetime:
        """When the next live listing closes: until then, only a change in the database can change an answer."""


@cache
def engine_named(path: str) -> SearchIndex:
    return import_string(path)()


def engine() -> SearchIndex:
    return engine_named(settings.SEARCH_ENGINE)


def search(query: SearchQuery, unwanted: Unwanted = NOTHING) -> SearchResult:
    return engine().search(query, unwanted)


def find(query: SearchQuery, unwanted: Unwanted = NOTHING, most: int = PER_PAGE) -> Found:
    return engine().find(query, unwanted, most)


def total(query: SearchQuery, unwanted: Unwanted = NOTHING) -> int:
    return engine().total(query, unwanted)


def gains(query: SearchQuery, unwanted: Unwanted = NOTHING) -> Counts:
    return engine().gains(query, unwanted)


def steady_until() -> datetime:
    return engine().steady_until()

"""Search behind one interface: a SearchQuery in, a SearchResult out. SEARCH_ENGINE names who answers."""

from datetime import datetime
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from listings.search.counts import Counts
from listings.search.query import Found, SearchQuery, SearchResult


class SearchIndex(Protocol):
    def search(self, query: SearchQuery) -> SearchResult:
        """One page of listings, the total, and the count beside every option."""

    def find(self, query: SearchQuery) -> Found:
        """One page of listings and the total, for those who show no counts."""

    def total(self, query: SearchQuery) -> int:
        """How many listings the search finds."""

    def gains(self, query: SearchQuery) -> Counts:
        """For each skill that `query.have` lacks, how many more listings would be within reach with it (see reach)."""

    def steady_until(self) -> datetime:
        """When the next live listing closes: until then, only a change in the database can change an answer."""


@cache
def engine_named(path: str) -> SearchIndex:
    return import_string(path)()


def engine() -> SearchIndex:
    return engine_named(settings.SEARCH_ENGINE)


def search(query: SearchQuery) -> SearchResult:
    return engine().search(query)


def find(query: SearchQuery) -> Found:
    return engine().find(query)


def total(query: SearchQuery) -> int:
    return engine().total(query)


def gains(query: SearchQuery) -> Counts:
    return engine().gains(query)


def steady_until() -> datetime:
    return engine().steady_until()

"""Compares an engine with the SQL reference on searches that touch every option of every filter."""

from collections.abc import Iterable, Iterator

from listings.search import SearchIndex
from listings.search.query import GROUPS, NOTHING, POSTED_DAYS, SearchQuery, SearchResult, Unwanted
from listings.search.reference import SqlSearch

MOST_OPTIONS = 40


def sample_queries() -> list[SearchQuery]:
    """Nothing at all, each of the commonest options alone, and some together."""
    everything = SqlSearch().search(SearchQuery(unpaid=True))
    queries = [SearchQuery(), SearchQuery(unpaid=True), SearchQuery(sort="closing"), SearchQuery(page=2)]
    for group in GROUPS:
        counts = everything.counts[group]
        for value in sorted(counts, key=counts.get, reverse=True)[:MOST_OPTIONS]:
            ticked = int(value) if group in ("days_max", "posted") else (value,)
            queries.append(SearchQuery(**{group: ticked}))
    queries += [SearchQuery(pay_min=amount, currency="GBP") for amount in (1, 30_000, 60_000)]
    queries += [SearchQuery(category=("marketing",), mode=("remote",), posted=days) for days in POSTED_DAYS]
    have = tuple(sorted(everything.counts["skill"], key=everything.counts["skill"].get)[-8:])
    if have:
        queries += [SearchQuery(have=have, fit="reach"), SearchQuery(have=have, sort="skills")]
    return queries


def differences(
    engine: SearchIndex, queries: Iterable[SearchQuery], unwanted: Unwanted = NOTHING
) -> Iterator[str]:
    """A line for each search that the engine answers otherwise than SQL."""
    reference = SqlSearch()
    for query in queries:
        theirs, ours = plain(reference.search(query, unwanted)), plain(engine.search(query, unwanted))
        wrong = [name for name in ours if ours[name] != theirs[name]]
        if wrong:
            said = "; ".join(
                f"{name}: {ours[name]} in the index, {theirs[name]} in the database" for name in wrong
            )
            yield f"{query.address('/listings/')} {said[:300]}"


def plain(result: SearchResult) -> dict:
    counts = {group: {value: n for value, n in found.items() if n} for group, found in result.counts.items()}
    return {"ids": result.ids, "total": result.total, "page": result.page, "hidden": result.hidden, **counts}

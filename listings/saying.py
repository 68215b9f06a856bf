"""A search in words, the same in alerts and feeds."""

from listings.facets import describe, labels
from listings.search.query import SearchQuery

LONGEST_WORDS = 300
ANY = "Every new listing"


def in_words(query: SearchQuery) -> str:
    """Marketing, hybrid or remote, from £32,000 a year."""
    known = labels(query.company)
    groups: dict[str, list[str]] = {}
    for name, value in query.choices:
        groups.setdefault(name, []).append(describe(query, known, name, value))
    joined = {"skill": " and " if query.skills == "all" else " or "}
    words = ", ".join(joined.get(name, " or ").join(parts) for name, parts in groups.items())
    return (words or ANY)[:LONGEST_WORDS]

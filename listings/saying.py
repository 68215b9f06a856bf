"""A search in words, as they stand in a sentence, the same in alerts and feeds."""

from listings.facets import describe, labels
from listings.search.query import FACTS, SearchQuery

LONGEST_WORDS = 300
ANY = "Every new listing"
# Their options are no names.
PLAIN = {"mode", "level", "contract", "hours", "days_max", *FACTS}


def in_words(query: SearchQuery) -> str:
    """Marketing, hybrid or remote, from £32,000 a year."""
    known = labels(query.company)
    groups: dict[str, list[str]] = {}
    for name, value in query.choices:
        said = describe(query, known, name, value)
        groups.setdefault(name, []).append(small(said) if name in PLAIN else said)
    joined = {"skill": " and " if query.skills == "all" else " or "}
    words = ", ".join(joined.get(name, " or ").join(parts) for name, parts in groups.items())
    return (words[:1].upper() + words[1:] or ANY)[:LONGEST_WORDS]


def small(words: str) -> str:
    return words[:1].lower() + words[1:]

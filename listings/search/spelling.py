"""Did you mean …? Words near to those typed, from the words that are really on the board."""

import difflib
from dataclasses import dataclass

from employers.text import words_of
from listings import search
from listings.models import Listing
from listings.names import Names
from listings.search.query import NOTHING, SearchQuery, Unwanted

NEAR = 0.75
NEWEST_TITLES = 20_000
SHORTEST = 4


@dataclass(frozen=True)
class Suggestion:
    query: SearchQuery
    total: int


def did_you_mean(query: SearchQuery, unwanted: Unwanted = NOTHING) -> Suggestion | None:
    """The same search with mistyped words put right, and what it finds; None if that finds nothing either."""
    known = words_on_the_board()
    better = " ".join(nearest(word, known) for word in query.q.split())
    if better == query.q:
        return None
    total = search.total(query.but(q=better), unwanted)
    return Suggestion(query.but(q=better), total) if total else None


def words_on_the_board() -> set[str]:
    """Of the newest titles and of the names of roles and skills."""
    titles = Listing.objects.live().latest_first().titles()[:NEWEST_TITLES]
    return {
        word
        for text in [*titles, *Names.read().all_names()]
        for word in words_of(text)
        if len(word) >= SHORTEST
    }


def nearest(typed: str, known: set[str]) -> str:
    """The known word that is most like the typed one; signs and short words stay as they are."""
    words = words_of(typed)
    if len(words) != 1 or len(words[0]) < SHORTEST or words[0] in known:
        return typed
    found = difflib.get_close_matches(words[0], known, n=1, cutoff=NEAR)
    return typed.lower().replace(words[0], found[0]) if found else typed

"""Did you mean …? Words near to those typed, from the words that are really on the board."""

import difflib
from dataclasses import dataclass
from itertools import islice, product

from employers.text import words_of
from listings import search
from listings.models import Listing
from listings.names import Names
from listings.search.query import NOTHING, SearchQuery, Unwanted
from roles.models import Role

NEAR = 0.75
NEAREST = 3
TRIED = 9
NEWEST_TITLES = 20_000
SHORTEST = 4


@dataclass(frozen=True)
class Suggestion:
    query: SearchQuery
    total: int


def did_you_mean(query: SearchQuery, unwanted: Unwanted = NOTHING) -> Suggestion | None:
    """The same search with mistyped words put right, and what it finds; None if that finds nothing either."""
    known = words_on_the_board()
    choices = [nearest(word, known) for word in query.q.split()]
    for words in islice(product(*choices), TRIED):
        better = query.but(q=" ".join(words))
        if better.q != query.q and (total := search.total(better, unwanted)):
            return Suggestion(better, total)
    return None


def roles_like(typed: str) -> list[Role]:
    """Roles of which a name has a word like one that was typed, the nearest first."""
    names = Names.read().roles
    words = {word: role for role, name in reversed(names) for word in words_of(name) if len(word) >= SHORTEST}
    found = [
        words[word]
        for typed_word in typed.split()
        for word in nearest(typed_word, set(words))
        if word in words
    ]
    return list(dict.fromkeys(found))[:NEAREST]


def words_on_the_board() -> set[str]:
    """Of the newest titles and of the names of roles and skills."""
    titles = Listing.objects.live().latest_first().titles()[:NEWEST_TITLES]
    return {
        word
        for text in [*titles, *Names.read().all_names()]
        for word in words_of(text)
        if len(word) >= SHORTEST
    }


def nearest(typed: str, known: set[str]) -> list[str]:
    """The known words that are most like the typed one; signs and short words stay as they are."""
    words = words_of(typed)
    if len(words) != 1 or len(words[0]) < SHORTEST or words[0] in known:
        return [typed]
    found = difflib.get_close_matches(words[0], known, n=NEAREST, cutoff=NEAR)
    return [typed.lower().replace(words[0], word) for word in found] or [typed]

"""Finds things in a text by the phrases for them.

Words are compared whole. In a phrase of several words their forms count as one (campaign, campaigns), and … stands for
up to three words between. "Market and competitor analysis" also says market analysis. Of two phrases that could start
at a word the longer one wins, also one that never counts: "reporting to" keeps "reporting" from being found. What a
sentence does not ask of its reader (roles/asking.py), or denies (roles/context.py), is not found.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Generic, TypeVar

from roles.asking import Asks
from roles.context import denied, in_a_degree, of_a_team, sought
from roles.texts import AND, Text
from roles.words import singular, words_of

Thing = TypeVar("Thing")

GAP = "…"
# "Manage … clients" is said of one who manages, not of "senior management and client staff".
NOUN_ENDINGS = ("ment", "ments", "ation", "ations")


class When(Enum):
    """When a phrase counts: wherever, only where something is asked, as somebody who is sought, or never, so that the
    words in it do not count either."""

    EVER = "also"
    ASKED = "asked"
    SOUGHT = "who"
    NEVER = "not"


@dataclass(frozen=True)
class Phrase(Generic[Thing]):
    """`keys` are stems of several words, or the singular of a single one. `name`: counts only when so written;
    `team`: not as a team that one works with ("sales")."""

    keys: tuple[str, ...]
    thing: Thing
    when: When = When.EVER
    name: str = ""
    team: bool = False

    @cached_property
    def length(self) -> int:
        return sum(key != GAP for key in self.keys)

    @cached_property
    def joins(self) -> bool:
        """Whether its words may be of several things: HTML and CSS."""
        return not AND.isdisjoint(self.keys)


@dataclass(slots=True)
class Node(Generic[Thing]):
    """A place in the tree of phrases: which word may come next, at once or after a gap, and which phrases end here."""

    next: dict[str, "Node[Thing]"] = field(default_factory=dict)
    after_gap: dict[str, "Node[Thing]"] = field(default_factory=dict)
    phrases: list[Phrase[Thing]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hit(Generic[Thing]):
    phrase: Phrase[Thing]
    last: int
    whole: bool = True


class PhraseFinder(Generic[Thing]):
    """`phrases` are (words, thing, when). `names` are words that are the name only when written as one: REST, not
    rest; `teams` are words that teams are called by, too."""

    def __init__(
        self, phrases: Iterable[tuple[str, Thing, When]], names: Iterable[str] = (), teams: Iterable[str] = ()
    ):
        spelled = {name.lower(): name for name in names}
        called_so = {keys_of(team) for team in teams}
        self.single: dict[str, list[Phrase[Thing]]] = {}
        self.tree: Node[Thing] = Node()
        for words, thing, when in phrases:
            keys = keys_of(words)
            self.add(Phrase(keys, thing, when, spelled.get(words.lower(), ""), keys in called_so))

    def add(self, phrase: Phrase[Thing]) -> None:
        if len(phrase.keys) == 1:
            put(phrase, self.single.setdefault(phrase.keys[0], []))
            return
        node, ways = self.tree, self.tree.next
        for key in phrase.keys:
            if key == GAP:
                ways = node.after_gap
                continue
            node = ways.setdefault(key, Node())
            ways = node.next
        put(phrase, node.phrases)

    def find(self, words: str) -> dict[Thing, str]:
        """Each thing found, in order of appearance, with the words it was found by."""
        found: dict[Thing, str] = {}
        text = Text(words)
        place = 0
        while place < len(text.words):
            hits = self.longest_at(text, place)
            for hit in hits:
                if hit.phrase.thing not in found and counts(hit, text, place):
                    found[hit.phrase.thing] = text.quote(place, hit.last)
            place = max((hit.last for hit in hits if hit.whole), default=place) + 1
        return found

    def longest_at(self, text: Text, place: int) -> list[Hit[Thing]]:
        """The phrases that start here, of those without gaps the longest alone. Several things may be called the same
        ("UI/UX design")."""
        hits = [*self.singles_at(text, place), *self.hits_at(text, place)]
        longest = max((hit.phrase.length for hit in hits if hit.whole), default=0)
        hits = [hit for hit in hits if not hit.whole or hit.phrase.length == longest]
        return [hit for hit in hits if not any(forbids(other, hit) for other in hits)]

    def singles_at(self, text: Text, place: int) -> Iterator[Hit[Thing]]:
        word = text.words[place]
        for key in dict.fromkeys((word.plain, singular(word.plain))):
            for phrase in self.single.get(key, ()):
                if phrase.name in ("", word.typed):
                    yield Hit(phrase, place)

    def hits_at(self, text: Text, place: int) -> Iterator[Hit[Thing]]:
        if start := self.tree.next.get(text.words[place].stem):
            yield from walk(start, text, place)


def forbids(one: Hit, other: Hit) -> bool:
    return (
        one.phrase.when is When.NEVER
        and one is not other
        and one.phrase.thing == other.phrase.thing
        and one.phrase.length >= other.phrase.length
    )


def put(phrase: Phrase[Thing], phrases: list[Phrase[Thing]]) -> None:
    """Forms of the same words are one phrase."""
    if phrase not in phrases:
        phrases.append(phrase)


def walk(
    node: Node[Thing], text: Text, at: int, whole: bool = True, first: bool = True
) -> Iterator[Hit[Thing]]:
    for phrase in node.phrases:
        yield Hit(phrase, at, whole and not phrase.joins)
    if at + 1 == len(text.words):
        return
    following = node.next.get(text.words[at + 1].stem)
    if following and text.joined[at]:
        yield from walk(following, text, at + 1, whole, first=False)
    if first and node.next:
        yield from sharing(node, text, at)
    if node.after_gap and not (first and text.words[at].plain.endswith(NOUN_ENDINGS)):
        for place in text.reach(at):
            if following := node.after_gap.get(text.words[place].stem):
                yield from walk(following, text, place, whole=False, first=False)


def sharing(node: Node[Thing], text: Text, at: int) -> Iterator[Hit[Thing]]:
    for place in text.shared(at):
        if following := node.next.get(text.words[place].stem):
            for phrase in following.phrases:
                if phrase.when is not When.NEVER:
                    yield Hit(phrase, place, whole=False)


def keys_of(words: str) -> tuple[str, ...]:
    pieces = [piece for part in words.split() for piece in ([part] if part == GAP else words_of(part))]
    alone = len(pieces) == 1
    return tuple(
        piece if isinstance(piece, str) else singular(piece.plain) if alone else piece.stem
        for piece in pieces
    )


def counts(hit: Hit, text: Text, place: int) -> bool:
    if hit.phrase.when is When.NEVER:
        return False
    asks = text.sentence_at(place).asks
    if asks is Asks.NO or hit.phrase.when is When.ASKED and asks is not Asks.YES:
        return False
    if hit.phrase.when is When.SOUGHT and not sought(text, place):
        return False
    if hit.phrase.team and of_a_team(text, place, hit.last):
        return False
    return not denied(text, place, hit.last) and not in_a_degree(text, place)

"""Finds things in a text by the phrases for them.

Words are compared whole. In a phrase of several words their forms count as one (campaign, campaigns), and … stands for
up to three words between. "Market and competitor analysis" also says market analysis. Of two phrases that could start
at a word the longer one wins, also over a phrase that stands for nothing: "reporting to" keeps "reporting" from being
found. What a sentence says is not wanted, or says of others than the person sought, is not found.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Generic, TypeVar

from roles.asking import Asks, Sentence, sentences_of
from roles.words import Word, singular, words_of

Thing = TypeVar("Thing")

# Between the words of one phrase: spaces, hyphens, a slash, the dot of node.js.
JOINT = re.compile(r"(?:[\s\-‐-–/'’]+|\.|\s&\s)")
STOP = re.compile(r"[.;:!?•|]\s|\n\s*\n|\n\s*[-*•]|[()]")
GAP = "…"
LONGEST_GAP = 3
AND = {"and", "or"}
# "Manage … clients" is said of one who manages, not of "senior management and client staff".
NOUN_ENDINGS = ("ment", "ments", "ation", "ations")

# A word that denies, not further than so many words before; what follows some of them denies nothing.
DENIERS = {"no", "not", "without", "never", "nor", "neither", "don", "doesn", "isn", "aren", "won", "cannot"}
NOT_DENIED_BY = {"only", "just", "limited", "less", "more", "merely", "necessarily", "simply", "later", "matter", "doubt"}
DENIES_WITHIN = 5
DENIED_AFTER = re.compile(
    r"^[^.;!?\n]{0,60}?\b(?:is|are|was|be)?\s*(?:not|n['’]t)\s+"
    r"(?:strictly\s+|absolutely\s+)?(?:required|needed|necessary|essential|expected|mandatory|a\s+must|part\s+of)\b",
    re.IGNORECASE,
)
DEGREES = {"degree", "degrees", "diploma", "major", "majoring", "bachelor", "bachelors", "master", "masters", "phd", "bsc", "msc"}
# A colleague is no skill: "work with our UX designers", "managing a team of data analysts".
WITH_SOMEBODY = {"with", "alongside", "by", "from", "between"}
SOUGHT = re.compile(
    r"\b(?:look\w*|search\w*|seek\w*|hir\w+|recruit\w*|need\w*|want\w*|role|position|vacancy|job|opening|opportunity|experience"
    r"|as\s+an?|as\s+our|join\b.{0,30}\bas|you(?:['’]re|\s+are)\s+an?)\b",
    re.IGNORECASE,
)
NEAR = 8
# A team or department is no skill either: "work closely with sales and customer support".
TEAMS = {"team", "teams", "department", "departments", "colleagues", "leaders", "staff", "organization", "organisation"}
WITH = {"with", "between", "across", "alongsid"}
WORKING = {"work", "collabor", "partner", "liais", "liaiz", "coordin", "interact", "align", "communic", "closely", "togeth", "engag"}


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


class Text:
    """The words of a text, what stands between them, and the sentences they are in."""

    def __init__(self, text: str):
        self.text = text
        self.words = words_of(text)
        self.sentences = sentences_of(text)
        self.starts = [sentence.start for sentence in self.sentences]
        between = [text[one.end : two.start] for one, two in zip(self.words, self.words[1:], strict=False)]
        self.joined = [gap == " " or bool(JOINT.fullmatch(gap)) for gap in between]
        self.spaced = [not gap.strip(" -/") for gap in between]
        self.slash = ["/" in gap for gap in between]
        self.stops = [
            gap != " " and bool(STOP.search(gap + text[word.end + len(gap)]))
            for gap, word in zip(between, self.words, strict=False)
        ]

    def sentence_at(self, place: int) -> Sentence:
        return self.sentences[bisect_right(self.starts, self.words[place].start) - 1]

    def reach(self, place: int) -> Iterator[int]:
        """The places that a gap after this word may lead to."""
        for following in range(place + 1, min(place + 2 + LONGEST_GAP, len(self.words))):
            if self.stops[following - 1]:
                return
            yield following

    def shared(self, place: int) -> Iterator[int]:
        """Where the second word of two may be when they share it, or the first, with others: "market and competitor
        analysis", "content creation and strategy", "UX/UI design"."""
        for following in self.reach(place):
            if not self.spaced[following - 1]:
                return
            between = [word.plain for word in self.words[place + 1 : following]]
            if not between:
                continue
            if between == [between[0]] and self.slash[place]:
                yield following
            elif len(between) > 1 and (between[0] in AND or between[-1] in AND):
                yield following

    def quote(self, first: int, last: int) -> str:
        return self.text[self.words[first].start : self.words[last].end]


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

    def find(self, text: str) -> dict[Thing, str]:
        """Each thing found, in order of appearance, with the words it was found by."""
        found: dict[Thing, str] = {}
        read = Text(text)
        place = 0
        while place < len(read.words):
            hits = self.longest_at(read, place)
            for hit in hits:
                if hit.phrase.thing not in found and counts(hit, read, place):
                    found[hit.phrase.thing] = read.quote(place, hit.last)
            place = max((hit.last for hit in hits if hit.whole), default=place) + 1
        return found

    def longest_at(self, read: Text, place: int) -> list[Hit[Thing]]:
        """The phrases that start here, of those without gaps the longest alone. Several things may be called the same
        ("UI/UX design")."""
        hits = [*self.singles_at(read, place), *self.hits_at(read, place)]
        longest = max((hit.phrase.length for hit in hits if hit.whole), default=0)
        hits = [hit for hit in hits if not hit.whole or hit.phrase.length == longest]
        return [hit for hit in hits if not any(forbids(other, hit) for other in hits)]

    def singles_at(self, read: Text, place: int) -> Iterator[Hit[Thing]]:
        word = read.words[place]
        for key in {word.plain, singular(word.plain)}:
            for phrase in self.single.get(key, ()):
                if phrase.name in ("", word.typed):
                    yield Hit(phrase, place)

    def hits_at(self, read: Text, place: int) -> Iterator[Hit[Thing]]:
        if start := self.tree.next.get(read.words[place].stem):
            yield from walk(start, read, place)


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


def walk(node: Node[Thing], read: Text, at: int, whole: bool = True, first: bool = True) -> Iterator[Hit[Thing]]:
    for phrase in node.phrases:
        yield Hit(phrase, at, whole and not phrase.joins)
    if at + 1 == len(read.words):
        return
    following = node.next.get(read.words[at + 1].stem)
    if following and read.joined[at]:
        yield from walk(following, read, at + 1, whole, first=False)
    elif first and node.next:
        yield from sharing(node, read, at)
    if node.after_gap and not (first and read.words[at].plain.endswith(NOUN_ENDINGS)):
        for place in read.reach(at):
            if following := node.after_gap.get(read.words[place].stem):
                yield from walk(following, read, place, whole=False, first=False)


def sharing(node: Node[Thing], read: Text, at: int) -> Iterator[Hit[Thing]]:
    for place in read.shared(at):
        if following := node.next.get(read.words[place].stem):
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


def counts(hit: Hit, read: Text, place: int) -> bool:
    if hit.phrase.when is When.NEVER:
        return False
    asks = read.sentence_at(place).asks
    if asks is Asks.NO or hit.phrase.when is When.ASKED and asks is not Asks.YES:
        return False
    if hit.phrase.when is When.SOUGHT and not sought(read, place):
        return False
    if hit.phrase.team and of_a_team(read, place, hit.last):
        return False
    return not denied(read, place, hit.last) and not in_a_degree(read, place)


def sought(read: Text, first: int) -> bool:
    """Whether a person is who the sentence looks for ("is hiring a community manager"), and no colleague."""
    sentence = read.sentence_at(first)
    before = read.text[sentence.start : read.words[first].start]
    if len(before.split()) <= 2 and not read.words[first].plain.endswith("s"):
        return True
    inside_brackets = before.rfind("(") > before.rfind(")")
    return bool(SOUGHT.search(before[-80:])) and not inside_brackets and not with_somebody(read, first)


def with_somebody(read: Text, first: int) -> bool:
    return any(read.words[place].plain in WITH_SOMEBODY for place in before_in_clause(read, first, NEAR))


def of_a_team(read: Text, first: int, last: int) -> bool:
    """As in "collaborate with sales and marketing", or "the sales team"."""
    following = read.words[last + 1] if last + 1 < len(read.words) else None
    if following and following.plain in TEAMS and read.joined[last]:
        return True
    before = {word.stem for word in (read.words[place] for place in before_in_clause(read, first, NEAR))}
    return bool(before & WORKING) and bool(before & WITH)


def denied(read: Text, first: int, last: int) -> bool:
    """Whether the sentence says that this is not wanted ("no SEO needed", "SQL is not required")."""
    for place in before_in_clause(read, first, DENIES_WITHIN):
        if read.words[place].plain in DENIERS and read.words[place + 1].plain not in NOT_DENIED_BY:
            return True
    end = read.words[last].end
    return bool(DENIED_AFTER.match(read.text[end : end + 120]))


def in_a_degree(read: Text, first: int) -> bool:
    """A degree says what somebody studied: "a degree in marketing, graphic design or statistics"."""
    return any(read.words[place].plain in DEGREES for place in before_in_clause(read, first, NEAR))


def before_in_clause(read: Text, first: int, within: int) -> Iterator[int]:
    for place in range(first - 1, max(-1, first - 1 - within), -1):
        if read.stops[place]:
            return
        yield place

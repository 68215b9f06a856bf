"""Finds things in a text by the phrases for them.

Words are compared whole. In a phrase of several words their forms count as one (campaign, campaigns), and … stands for
up to three words between. Of two phrases that could start at a word the longer one wins, also over a phrase that
stands for nothing: "reporting to" keeps "reporting" from being found. What a sentence says is not wanted is not found.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

import snowballstemmer

Thing = TypeVar("Thing")

# Addresses are no words: seo@example.com, https://seo.example, www.seo.org
ADDRESS = re.compile(
    r"\S*@[\w-]+\.\S+|\b(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|gov|edu|co|uk|de|eu|example)\b(?:/\S*)?",
    re.IGNORECASE,
)
WORD = re.compile(r"&|[^\W_]+")
POSSESSIVE = re.compile(r"['’]s\b")
# Between the words of one phrase: spaces, hyphens, a slash, the dot of node.js.
JOINT = re.compile(r"(?:[\s\-‐-–/'’]+|\.|\s&\s)")
SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\S))+")
STOP = re.compile(r"[.;:!?•|]\s|\n\s*\n|\n\s*[-*•]|[()]")
GAP = "…"
LONGEST_GAP = 3
# One way of spelling for both sides of the Atlantic.
SPELLINGS = [
    (re.compile(r"is(ation|e|ed|es|ing|er)(s?)$"), r"iz\1\2"),
    (re.compile(r"lys(e|ed|es|ing)$"), r"lyz\1"),
    (re.compile(r"ogramme(s?)$"), r"ogram\1"),
    (re.compile(r"entre(s?)$"), r"enter\1"),
    (re.compile(r"our(s|ed|ing)?$"), r"or\1"),
]
SHORTEST_STEM = 4
# A product manager is a person to work with, product management something to do: who does it keeps the ending.
WHO_DOES_IT = re.compile(r"\w{3,}[eo]rs?$")
_stemmer = snowballstemmer.stemmer("english")

# A word that denies, not further than so many words before; what follows some of them denies nothing.
DENIERS = {"no", "not", "without", "never", "nor", "neither", "don", "doesn", "isn", "aren", "won", "cannot"}
NOT_DENIED_BY = {
    "only",
    "just",
    "limited",
    "less",
    "more",
    "merely",
    "necessarily",
    "simply",
    "later",
    "matter",
    "doubt",
}
DENIES_WITHIN = 5
DENIED_AFTER = re.compile(
    r"^[^.;!?\n]{0,60}?\b(?:is|are|was|be)?\s*(?:not|n['’]t)\s+"
    r"(?:strictly\s+|absolutely\s+)?(?:required|needed|necessary|essential|expected|mandatory|a\s+must|part\s+of)\b",
    re.IGNORECASE,
)
# Sentences about a thing or about who hires, not about the person: "Lumo is an open-source CMS", "We build chatbots".
THING = (
    r"app|apps|application|tool|tools|toolkit|platform|library|framework|project|projects|company|plugin|plug-in|extension|"
    r"organi[sz]ation|start-?up|server|cms|database|product|service|charity|agency|provider|network|collaborative|"
    r"solution|software|system|website|site|manager and player|nonprofit|non-profit|business|firm|game|protocol|"
    r"initiative"
)
ABOUT_A_THING = re.compile(
    rf"^\W*(?!(?:you|your|candidates?|applicants?|experience|the (?:role|position|job|post|successful)|"
    rf"this (?:role|position|job|post)|responsib\w+|must|ability|knowledge)\b)(?:[^\s,;:]+\s+){{1,6}}?(?:is|are)\s+"
    rf"(?:an?|the|one\s+of)\s+(?:[^\s.;:]+\s+){{0,8}}?(?:{THING})\b"
    r"|^\W*we(?:['’]re|\s+(?:are|have|develop|build|make|offer|provide|strive|believe|care|love|value|deliver|help))\b"
    r"(?!\s+(?:also\s+|currently\s+|now\s+)?(?:looking|seeking|hiring|recruiting|searching|in\s+(?:need|search)))"
    r"|^\W*(?:it|the\s+[\w-]+)\s+(?:uses|will\s+provide|provides|helps|allows|lets|enables|has\s+been\s+built)\b"
    r"|\b(?:has|have)\s+been\s+(?:built|written|developed|made)\s+(?:using|with|in|on)\b",
    re.IGNORECASE,
)
# A colleague is no skill: "work with our UX designers", "alongside data analysts".
WITH_SOMEBODY = {"with", "alongside", "by", "from", "between"}
SOMEBODY = re.compile(r"\w+(?:[eo]rs?|ists?|analysts?|leads?)$")
NEAR = 8


@dataclass(frozen=True)
class Word:
    """One word of a text. `typed` is as written, `plain` in lower case, `stem` without its ending."""

    typed: str
    plain: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=100_000)
def stem_of(plain: str) -> str:
    if len(plain) < SHORTEST_STEM or not plain.isalpha():
        return plain
    for ending, ours in SPELLINGS:
        plain = ending.sub(ours, plain)
    if WHO_DOES_IT.match(plain):
        return singular(plain)
    return _stemmer.stemWord(plain)


@lru_cache(maxsize=100_000)
def singular(plain: str) -> str:
    long = len(plain) > SHORTEST_STEM and plain.isascii()
    return plain[:-1] if long and plain.endswith("s") and not plain.endswith(("ss", "us", "is")) else plain


def words_of(text: str) -> list[Word]:
    """The words of a text with their places in it; addresses are passed over."""
    text = ADDRESS.sub(lambda found: " " * len(found[0]), text)
    text = POSSESSIVE.sub(lambda found: " " * len(found[0]), text)
    return [
        Word(typed, plain, stem_of(plain), found.start(), found.end())
        for found in WORD.finditer(text)
        for typed in [found[0]]
        for plain in ["and" if typed == "&" else fold(typed)]
    ]


def fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word).lower()
    return "".join(letter for letter in plain if not unicodedata.combining(letter)) or word


@dataclass(frozen=True)
class Phrase(Generic[Thing]):
    """`keys` are stems of several words, or the singular of a single one. `name`: counts only when so written."""

    keys: tuple[str, ...]
    thing: Thing | None
    name: str = ""

    @cached_property
    def length(self) -> int:
        return sum(key != GAP for key in self.keys)


class PhraseFinder(Generic[Thing]):
    """`phrases` are (words, thing); thing None keeps what is inside those words from being found. `names` are words
    that are the name only when written as one: REST, not rest."""

    def __init__(self, phrases: Iterable[tuple[str, Thing | None]], names: Iterable[str] = ()):
        spelled = {name.lower(): name for name in names}
        self.starting: dict[str, list[Phrase[Thing]]] = defaultdict(list)
        for words, thing in phrases:
            phrase = Phrase(keys_of(words), thing, spelled.get(words.lower(), ""))
            self.starting[phrase.keys[0]].append(phrase)

    def find(self, text: str) -> dict[Thing, str]:
        """Each thing found, in order of appearance, with the words it was found by."""
        found: dict[Thing, str] = {}
        words = words_of(text)
        things = [
            sentence.span() for sentence in SENTENCE.finditer(text) if ABOUT_A_THING.search(sentence[0])
        ]
        place = 0
        while place < len(words):
            phrases, last = self.longest_at(words, place, text)
            if not phrases:
                place += 1
                continue
            start, end = words[place].start, words[last].end
            elsewhere = any(first <= start < after for first, after in things)
            if not elsewhere and not denied(words, place, last, text):
                found |= {
                    p.thing: text[start:end] for p in phrases if p.thing is not None and p.thing not in found
                }
            place = place + 1 if GAP in phrases[0].keys else last + 1
        return found

    def longest_at(self, words: list[Word], place: int, text: str) -> tuple[list[Phrase[Thing]], int]:
        """The phrases with the most words that start here, and the place of the last word. Several things may be
        called the same ("UI/UX design"); a phrase that stands for nothing stands alone."""
        best, longest, end = [], 0, place
        for phrase in self.candidates(words[place]):
            last = ends_at(phrase, words, place, text) if phrase.length >= longest else None
            if last is None:
                continue
            if phrase.length > longest:
                best, longest, end = [], phrase.length, last
            best.append(phrase)
        nothing = [phrase for phrase in best if phrase.thing is None]
        return nothing or best, end

    def candidates(self, word: Word) -> list[Phrase[Thing]]:
        keys = dict.fromkeys((word.stem, singular(word.plain), word.plain))
        return [phrase for key in keys if key in self.starting for phrase in self.starting[key]]


def keys_of(words: str) -> tuple[str, ...]:
    pieces = [piece for part in words.split() for piece in ([part] if part == GAP else words_of(part))]
    alone = len(pieces) == 1
    return tuple(
        piece if isinstance(piece, str) else singular(piece.plain) if alone else piece.stem
        for piece in pieces
    )


def ends_at(phrase: Phrase, words: list[Word], place: int, text: str) -> int | None:
    if len(phrase.keys) == 1:
        word = words[place]
        same = phrase.keys[0] in (singular(word.plain), word.plain)
        return place if same and phrase.name in ("", word.typed) else None
    at = place
    skipped = LONGEST_GAP + 1
    for number, key in enumerate(phrase.keys):
        if key == GAP:
            skipped = 0
            continue
        if number:
            at = after(key, words, at, skipped, text)
            if at is None:
                return None
        elif words[at].stem != key:
            return None
        skipped = LONGEST_GAP + 1
    return at


def after(key: str, words: list[Word], at: int, skipped: int, text: str) -> int | None:
    """The place of the next word of a phrase: at once, or after a few others if there is a gap."""
    if skipped > LONGEST_GAP:
        joined = at + 1 < len(words) and JOINT.fullmatch(text[words[at].end : words[at + 1].start])
        return at + 1 if joined and words[at + 1].stem == key else None
    for place in range(at + 1, min(at + 2 + LONGEST_GAP, len(words))):
        if STOP.search(text[words[place - 1].end : words[place].start + 1]):
            return None
        if words[place].stem == key:
            return place
    return None


def denied(words: list[Word], first: int, last: int, text: str) -> bool:
    """Whether the sentence says that this is not wanted ("no SEO needed", "SQL is not required"), or that a colleague
    has it."""
    colleague = bool(SOMEBODY.match(words[last].plain))
    for place in range(first - 1, max(-1, first - 1 - NEAR), -1):
        if STOP.search(text[words[place].end : words[place + 1].start + 1]):
            break
        near = first - place <= DENIES_WITHIN
        if near and words[place].plain in DENIERS and words[place + 1].plain not in NOT_DENIED_BY:
            return True
        if colleague and words[place].plain in WITH_SOMEBODY:
            return True
    return bool(DENIED_AFTER.match(text[words[last].end : words[last].end + 120]))

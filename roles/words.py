"""The words of a text, and the forms of a word that count as one: campaign and campaigns, organise and organizing."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

# Addresses are no words: seo@example.com, https://seo.example, www.seo.org. Each may begin where a run of its signs
# does and nowhere in the middle of it, so that a long run is read once.
ADDRESS = re.compile(
    r"(?<!\S)\S*@[\w-]+\.\S+|\b(?:https?://|www\.)\S+"
    r"|(?<![\w-])(?<![\w-]\.)[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|gov|edu|co|uk|de|eu|example)\b(?:/\S*)?",
    re.IGNORECASE,
)
WORD = re.compile(r"&|[^\W_]+")
POSSESSIVE = re.compile(r"['’]s\b")
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
# Words that the stemmer would make one with others of another meaning, by the beginning that they keep: responsive,
# experiments, product, access, conversion, market, analytical.
KEPT_APART = re.compile(
    r"(responsib|experienc|production|accessib|conversation|marketing|negotiab|engineering|presentation|analytics|accounting|closely|excellen"
    r"|related|responsive|news)"
)
_stemmer = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
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
    if kept := KEPT_APART.match(plain):
        return kept[1]
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


def set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())

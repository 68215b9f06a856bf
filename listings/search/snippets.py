"""The piece of a text in which the typed words stand, with those words marked."""

import html
import re
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from employers.text import SPELLED, stem, words_of
from listings.search.words import parse

# A word as written, by how it begins: with the signs of C++, node.js and .NET, without the full stop of a sentence.
WRITTEN = r"(?<![\w+#])\.?(?:{})[\w+#]*(?:\.[\w+#]+)*"
AS_WRITTEN = {spelled: written.lstrip(".") for written, spelled in SPELLED.items()}
# So many letters at the start of a word are those of its stem.
SURE = 2
TAG = re.compile(r"<[^>]*>")
LONGEST = 180
BEFORE = 60


def snippet(text_html: str, typed: str) -> SafeString | str:
    """Empty where none of the words stands in the text: it was found by its title or a name."""
    text = " ".join(html.unescape(TAG.sub(" ", text_html)).split())
    stems, starts = wanted(typed)
    hits: list[re.Match] = []
    for word in maybe(frozenset(stems), starts).finditer(text):
        if hits and word.start() > hits[0].start() + LONGEST:
            break
        if is_hit(word[0], stems, starts):
            hits.append(word)
    if not hits:
        return ""
    first = max(0, text.rfind(" ", 0, max(0, hits[0].start() - BEFORE)) + 1)
    end = len(text) if len(text) - first <= LONGEST else text.rfind(" ", first, first + LONGEST)
    end = max(end, hits[0].end())
    marked = format_html_join("", "{}{}", pieces(text, first, end, hits))
    return format_html("{}{}{}", "… " if first else "", marked, " …" if end < len(text) else "")


def wanted(typed: str) -> tuple[set[str], tuple[str, ...]]:
    """Stems to mark, and the start of an unfinished word."""
    terms = [term for group in parse(typed).groups for term in group]
    return {word for term in terms for word in term.stems}, tuple(term.start for term in terms if term.start)


@lru_cache(maxsize=1_000)
def maybe(stems: frozenset[str], starts: tuple[str, ...]) -> re.Pattern:
    """Words that begin as a hit may: to look at every word of a text takes ten times as long."""
    beginnings = {start[:SURE] for start in starts} | {AS_WRITTEN.get(stem, stem)[:SURE] for stem in stems}
    letters = {"".join(map(with_accents, beginning)) for beginning in beginnings}
    return re.compile(WRITTEN.format("|".join(sorted(letters))), re.IGNORECASE)


def with_accents(letter: str) -> str:
    """The letter, or any that is not of ASCII: it may be the same with an accent."""
    return f"[{letter}\\u0080-\\uffff]" if letter.isalnum() else re.escape(letter)


def is_hit(word: str, stems: set[str], starts: tuple[str, ...]) -> bool:
    parts, stemmed = analysed(word)
    return not stems.isdisjoint(stemmed) or bool(starts and any(part.startswith(starts) for part in parts))


@lru_cache(maxsize=50_000)
def analysed(written: str) -> tuple[list[str], list[str]]:
    """The folded words in what is written as one, and their stems."""
    parts = words_of(written)
    return parts, [stem(part) for part in parts]


def pieces(text: str, first: int, end: int, hits: list[re.Match]) -> list[tuple[str, SafeString | str]]:
    """(plain text, marked word) after another; what is plain is escaped by who joins them."""
    found, at = [], first
    for hit in hits:
        if hit.end() <= end:
            found.append((text[at : hit.start()], format_html("<mark>{}</mark>", hit[0])))
            at = hit.end()
    return [*found, (text[at:end], "")]

"""A listing as the rules read it."""

import re
from collections.abc import Iterator
from functools import cached_property

from listings.markdown import text_of
from listings.models import Listing


def either(*patterns: str) -> re.Pattern:
    """Any of these, in small or capital letters."""
    return re.compile("|".join(patterns), re.IGNORECASE)


LETTER = re.compile(r"\w")
HREF = re.compile(r'href="([^"]{1,2000})"')
LONGEST_QUOTE = 60
NOT = either(
    r"\b(?:not?|never|without|nor|don['’]t|doesn['’]t|aren['’]t|isn['’]t|cannot|won['’]t|illegal|unlawful)\b[^.\n]{0,60}$"
)


class Draft:
    """Its words without mark-up. Rules that look for something look in `texts`: everything that people type freely."""

    def __init__(self, listing: Listing):
        self.listing = listing
        self.title = listing.title
        self.text = text_of(listing.description_html)

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        """(field of the form, words in it)."""
        asked = [
            (f"question_{number}", question.text)
            for number, question in enumerate(self.listing.questions.all(), 1)
        ]
        return [
            ("title", self.title),
            ("description", self.text),
            ("pay_note", self.listing.pay_note),
            *asked,
        ]

    @cached_property
    def addresses(self) -> list[str]:
        """Where the links of the text lead: a link may say one thing and do another."""
        return HREF.findall(self.listing.description_html)

    @cached_property
    def number_of_words(self) -> int:
        return number_of_words(self.text)

    def matches(self, pattern: re.Pattern) -> Iterator[tuple[str, re.Match]]:
        """The first match in each field."""
        for field, text in self.texts:
            if match := pattern.search(text):
                yield field, match

    def wanted(self, pattern: re.Pattern) -> Iterator[tuple[str, re.Match]]:
        """The first match in each field before which nothing says that it is not so."""
        for field, text in self.texts:
            for match in pattern.finditer(text):
                if not NOT.search(text, max(0, match.start() - 80), match.start()):
                    yield field, match
                    break


def number_of_words(text: str) -> int:
    """Signs alone, such as those of Markdown, are no words."""
    return sum(1 for piece in text.split() if LETTER.search(piece))


def quote(words: str) -> str:
    """In one line, and not too long."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"

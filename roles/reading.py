"""How hard a text is to read: the school grade of Flesch and Kincaid, from words a sentence and syllables a word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 25
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d,.:]*\d|\d")
END = re.compile(r"(?<=[.!?])[”’\")]*\s+(?=[“‘\"(]?[A-Z0-9])")
VOWELS = re.compile(r"[aeiouy]+")
# An e that is written but not said: made, makes, used, careful, homepage, league.
SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouyr]l)e$|(?<=[^aeioutd])ed$|(?<=[^aeioucgszxlh])es$|(?<=[aeiou]l)es$"
    r"|(?<=[^aeiou])e(?=(?:book|ful|less|ly|ment|line|page|body|thing|times?|where|what|work|how)$)|(?<=[gq])ue(?=s?$)"
)
# Vowels side by side that are said one by one: me-di-a, cre-ate, vi-de-o, du-al, go-ing, try-ing.
APART = re.compile(
    r"(?<![tscg])i[aou]|(?<=cr)ea|(?<=id)ea|(?<=[dr])eo|u[ao]|(?<!q)ui(?=ng|ty)|[aeiouy]ing|io(?=[dt])|eu(?=m)|(?<=[aeiou][rd])ie(?=n)"
)
NOT_SO = {
    "area": 3, "argue": 2, "being": 2, "cheque": 1, "client": 2, "clients": 2, "course": 1, "create": 2, "created": 3,
    "creates": 2, "creative": 3, "creator": 3, "different": 3, "evening": 2, "guard": 1, "guess": 1, "guest": 1,
    "idea": 3, "language": 2, "one": 1, "once": 1, "people": 2, "question": 2, "queue": 1, "queued": 1, "quiet": 2,
    "quite": 1, "react": 2, "real": 1, "reuse": 2, "science": 2, "society": 4, "someone": 2, "something": 2,
    "theatre": 3, "trial": 2, "usual": 3, "usually": 4, "whose": 1,
}  # fmt: skip


@dataclass(frozen=True)
class Measure:
    sentences: int
    words: int
    syllables: int

    @property
    def words_a_sentence(self) -> float:
        return self.words / max(self.sentences, 1)

    @property
    def grade(self) -> float:
        if not self.words:
            return 0.0
        return 0.39 * self.words_a_sentence + 11.8 * self.syllables / self.words - 15.59


def words(text: str) -> list[str]:
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    return [sentence for sentence in END.split(text.strip()) if words(sentence)]


def syllables(word: str) -> int:
    """By the letters alone, as English is mostly said. A number counts as one."""
    word = (
        word.lower().replace("’", "'").removesuffix("'s").replace("every", "evri-").replace("busine", "bizne")
    )
    if word in NOT_SO:
        return NOT_SO[word]
    return max(1, len(VOWELS.findall(SILENT.sub("", word))) + len(APART.findall(word)))


def measure(texts: Iterable[str]) -> Measure:
    """Of texts together. A text that ends without a full stop is a sentence all the same."""
    parts = [sentence for text in texts for sentence in sentences(text)]
    said = [word for part in parts for word in words(part)]
    return Measure(len(parts), len(said), sum(map(syllables, said)))


def too_long(text: str) -> list[str]:
    return [sentence for sentence in sentences(text) if len(words(sentence)) > LONGEST]

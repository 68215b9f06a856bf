"""One analyser for everything that is searched, so that both databases and the index agree about words."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

# node.js is one word; c++ and c# are words too, spelled out because databases drop the signs.
WORD = re.compile(r"c\+\+|c#|\.net\b|[^\W_]+\.js\b|[^\W_]+")
SPELLED = {"c++": "cplusplus", "c#": "csharp", ".net": "dotnet"}
LONGEST_WORD = 60
_stemmer = snowballstemmer.stemmer("english")


def fold(text: str) -> str:
    """No case, no accents, one form for each letter."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """Words in order, as typed but folded: "Node.js developers" → nodejs, developers."""
    return [SPELLED.get(word, word).replace(".", "")[:LONGEST_WORD] for word in WORD.findall(fold(text))]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """community and communication stay two words; developer and developers become one."""
    return _stemmer.stemWord(word) if word.isascii() and word.isalpha() and len(word) > 3 else word


def analyse(text: str) -> list[str]:
    return [stem(word) for word in words_of(text)]


def searchable(text: str) -> str:
    """A column in which " stem " finds a word, " start" the start of one and " two stems " a phrase."""
    return " ".join(["", *analyse(text), ""])

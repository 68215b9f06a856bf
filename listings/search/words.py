"""What people type into the search box, and where those words are in the database.

The grammar: words must all occur; the last one may be unfinished; "a phrase" stands together; a OR b; -without.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from employers.text import stem, words_of

PIECE = re.compile(r'(-?)"([^"]*)"?|(-?)(\S+)')
MOST_TERMS = 20
# One letter is the start of half of all words.
SHORTEST_START = 2


@dataclass(frozen=True)
class Term:
    """Words that stand together, as stems. `start` is the last one as typed, if it may be unfinished."""

    stems: tuple[str, ...]
    start: str = ""

    @cached_property
    def needles(self) -> list[str]:
        """What to look for in a `searchable` column."""
        whole = " ".join(["", *self.stems, ""])
        return [whole, " ".join(["", *self.stems[:-1], self.start])] if self.start else [whole]

    def is_in(self, column: str) -> bool:
        return any(needle in column for needle in self.needles)

    @property
    def fts5(self) -> str:
        whole = f'"{" ".join(self.stems)}"'
        return f'({whole} OR "{" ".join([*self.stems[:-1], self.start])}" *)' if self.start else whole

    def tsquery(self, weight: str = "") -> str:
        mark = f":{weight}" if weight else ""
        whole = " <-> ".join(f"'{word}'{mark}" for word in self.stems)
        if not self.start:
            return whole
        started = " <-> ".join(
            [*(f"'{word}'{mark}" for word in self.stems[:-1]), f"'{self.start}':*{weight}"]
        )
        return f"({whole}) | ({started})"


@dataclass(frozen=True)
class Typed:
    """All `groups` must be met, each by one of its terms; none of `without` may be."""

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()


@lru_cache(maxsize=1_000)
def parse(typed: str) -> Typed:
    groups: list[tuple[Term, ...]] = []
    without: list[Term] = []
    joins = False
    pieces = list(PIECE.finditer(typed))[:MOST_TERMS]
    for piece in pieces:
        if piece[0] == "OR" and groups:
            joins = True
            continue
        minus, quoted = piece[1] or piece[3], piece[2] is not None
        term = term_of(piece[2] if quoted else piece[4], unfinished=piece is pieces[-1] and not quoted)
        if term and minus:
            without.append(term)
        elif term and joins:
            groups[-1] += (term,)
        elif term:
            groups.append((term,))
        joins = False
    return Typed(tuple(groups), tuple(without))


def unwanted(words: Iterable[str]) -> list[Term]:
    """Each word or phrase as it is found where it stands whole."""
    return [term for word in words if (term := term_of(word, unfinished=False))]


def term_of(text: str, *, unfinished: bool) -> Term | None:
    words = words_of(text)
    if not words:
        return None
    start = words[-1] if unfinished and len(words[-1]) >= SHORTEST_START else ""
    return Term(tuple(stem(word) for word in words), start)


def listings_with(term: Term, *, in_title: bool) -> np.ndarray:
    """Numbers of all listings that have the term in the title, or in the title or the text. They come as one value:
    a row for each would cost several times the search itself."""
    if connection.vendor == "sqlite":
        sql = "SELECT group_concat(rowid) FROM listings_words WHERE listings_words MATCH %s"
        match = f"search_title : {term.fts5}" if in_title else term.fts5
    else:
        sql = "SELECT string_agg(int4send(id::integer), '') FROM listings_listing WHERE words @@ %s::tsquery"
        match = term.tsquery("A" if in_title else "")
    with connection.cursor() as cursor:
        cursor.execute(sql, [match])
        found = cursor.fetchone()[0] or b""
    if isinstance(found, str):
        return np.fromstring(found, dtype=np.int64, sep=",")
    return np.frombuffer(found, dtype=">i4").astype(np.int64)


# What the databases keep: filled by themselves from search_title and search_text, in the same transaction.
COLUMNS = "search_title, search_text"
SQLITE = [
    f"""CREATE VIRTUAL TABLE listings_words USING fts5(
        {COLUMNS}, content='listings_listing', content_rowid='id', tokenize='unicode61 remove_diacritics 0')""",
    "INSERT INTO listings_words (listings_words) VALUES ('rebuild')",
]
_ADD = f"INSERT INTO listings_words (rowid, {COLUMNS}) VALUES (NEW.id, NEW.search_title, NEW.search_text);"
_DROP = f"""INSERT INTO listings_words (listings_words, rowid, {COLUMNS})
    VALUES ('delete', OLD.id, OLD.search_title, OLD.search_text);"""
SQLITE_TRIGGERS = [
    f"CREATE TRIGGER IF NOT EXISTS words_insert AFTER INSERT ON listings_listing BEGIN {_ADD} END",
    f"CREATE TRIGGER IF NOT EXISTS words_delete AFTER DELETE ON listings_listing BEGIN {_DROP} END",
    f"""CREATE TRIGGER IF NOT EXISTS words_update AFTER UPDATE OF {COLUMNS} ON listings_listing
        BEGIN {_DROP} {_ADD} END""",
]
POSTGRESQL = [
    """ALTER TABLE listings_listing ADD COLUMN IF NOT EXISTS words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', search_title), 'A') || setweight(to_tsvector('simple', search_text), 'D')
    ) STORED""",
    "CREATE INDEX IF NOT EXISTS listings_words ON listings_listing USING gin (words)",
]


def install(connection: BaseDatabaseWrapper) -> None:
    """After every migration: what is there stays, what a migration took away comes back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statements = POSTGRESQL
        else:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'listings_words'")
            statements = [*([] if cursor.fetchone()[0] else SQLITE), *SQLITE_TRIGGERS]
        for statement in statements:
            cursor.execute(statement)

"""How often does RoleFinder say the role that a reader chose? Measured on roles/data/labelled."""

import csv
import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from roles.titles import RoleFinder
from roles.vocabulary import DATA

LABELLED = DATA / "labelled"
OPEN, HASHED = LABELLED / "titles.jsonl", LABELLED / "titles_by_hash.jsonl"
PARTS = ["dev", "test"]


@dataclass(frozen=True)
class Labelled:
    """A title and the role a reader chose. `also` are roles that would not be wrong either."""

    part: str
    title: str
    role: str | None
    also: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    labelled: Labelled
    found: str | None
    words: str

    @property
    def right(self) -> bool:
        return self.found is not None and self.found in {self.labelled.role, *self.labelled.also}

    @property
    def first_choice(self) -> bool:
        return self.found is not None and self.found == self.labelled.role

    @property
    def wrong(self) -> bool:
        return self.found is not None and not self.right

    @property
    def missed(self) -> bool:
        return self.found is None and self.labelled.role is not None

    @property
    def rightly_none(self) -> bool:
        return self.found is None and self.labelled.role is None

    def __str__(self) -> str:
        expected = " or ".join([self.labelled.role or "none", *self.labelled.also])
        return f"{self.labelled.title} | expected {expected} | found {self.found or 'none'} by “{self.words}”"


@dataclass(frozen=True)
class Measured:
    answers: list[Answer]

    def all(self, kind: str) -> list[Answer]:
        return [answer for answer in self.answers if getattr(answer, kind)]

    def count(self, kind: str) -> int:
        return len(self.all(kind))

    def of(self, words: str) -> "Measured":
        """The same for titles with these words alone."""
        return Measured([answer for answer in self.answers if words in answer.labelled.title.lower()])

    @property
    def coverage(self) -> float:
        return share(self.count("found"), len(self.answers))

    @property
    def accuracy(self) -> float:
        """Among titles that got a role."""
        return share(self.count("right"), self.count("found"))

    @property
    def strict_accuracy(self) -> float:
        """The same, with the reader's first choice alone."""
        return share(self.count("first_choice"), self.count("found"))

    @property
    def wrong_share(self) -> float:
        """Among all titles."""
        return share(self.count("wrong"), len(self.answers))

    def __str__(self) -> str:
        outside = sum(answer.labelled.role is None for answer in self.answers)
        return (
            f"{len(self.answers)} titles: {self.coverage:.1%} got a role, {self.accuracy:.1%} of these right "
            f"({self.strict_accuracy:.1%} the first choice); "
            f"{self.count('wrong')} wrong ({self.wrong_share:.1%}), {self.count('missed')} missed, "
            f"{self.count('rightly_none')} of {outside} outside the field got none"
        )


def share(some: int, whole: int) -> float:
    return some / whole if whole else 0.0


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def is_hashed(rows: list[dict]) -> bool:
    return "sha256" in rows[0]


def titles_of(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from (row["title"] for row in csv.DictReader(lines))


def with_words(rows: list[dict], titles: Iterable[str]) -> list[dict]:
    """Rows known by hash, with their words where they are among the titles; others are left out."""
    words = {sha256(title.encode()).hexdigest(): title for title in titles}
    return [{**row, "title": words[row["sha256"]]} for row in rows if row["sha256"] in words]


def measure(rows: Iterable[dict], part: str) -> Measured:
    finder = RoleFinder.of_taxonomy()
    return Measured([answer(finder, row) for row in rows if row["part"] == part])


def answer(finder: RoleFinder, row: dict) -> Answer:
    role, words = finder.explain(row["title"]) or (None, "")
    labelled = Labelled(row["part"], row["title"], row["role"], tuple(row["also"]))
    return Answer(labelled, role.slug if role else None, words)

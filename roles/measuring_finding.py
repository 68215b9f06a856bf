"""How well are skills found in a text? Measured on sentences of real adverts whose skills a reader wrote down."""

from collections.abc import Iterable
from dataclasses import dataclass

from roles.finding import skill_finder
from roles.measuring_titles import LABELLED, read, share
from roles.phrases import PhraseFinder

SENTENCES = LABELLED / "skill_sentences.jsonl"
# Words are learnt from dev and work; test only measures.
PARTS = ["dev", "work", "test"]

__all__ = ["PARTS", "SENTENCES", "Measured", "measure", "read"]


@dataclass(frozen=True)
class Answer:
    """One sentence: what a reader labelled, and {slug: words} of what was found."""

    text: str
    labelled: frozenset[str]
    found: dict[str, str]

    @property
    def right(self) -> set[str]:
        return self.labelled & self.found.keys()

    @property
    def wrong(self) -> dict[str, str]:
        return {slug: words for slug, words in self.found.items() if slug not in self.labelled}

    @property
    def missed(self) -> set[str]:
        return self.labelled - self.found.keys()


@dataclass(frozen=True)
class Measured:
    answers: list[Answer]

    def count(self, kind: str) -> int:
        return sum(len(getattr(answer, kind)) for answer in self.answers)

    @property
    def precision(self) -> float:
        """Of what was found, how much is labelled."""
        return share(self.count("right"), self.count("found"))

    @property
    def recall(self) -> float:
        """Of what is labelled, how much was found."""
        return share(self.count("right"), self.count("labelled"))

    def __str__(self) -> str:
        return (
            f"{len(self.answers)} sentences, {self.count('labelled')} labels: precision {self.precision:.3f}, "
            f"recall {self.recall:.3f}; {self.count('right')} right, {self.count('wrong')} wrong, "
            f"{self.count('missed')} missed"
        )


def measure(rows: Iterable[dict], part: str, finder: PhraseFinder | None = None) -> Measured:
    finder = finder or skill_finder()
    return Measured([answer(finder, row) for row in rows if row["part"] == part])


def answer(finder: PhraseFinder, row: dict) -> Answer:
    found = {skill.slug: words for skill, words in finder.find(row["text"]).items()}
    return Answer(row["text"], frozenset(row["skills"]), found)

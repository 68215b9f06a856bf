"""What the page of an upload shows: how many rows are of which kind, what each would become, what became of each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Self
from urllib.parse import urlencode

from listings.importing.drafts import Understanding, sketch_of
from listings.importing.rows import BadRow
from listings.models import Listing, Upload, UploadRow
from listings.readiness import Problem, problems
from listings.states import DRAFTS

PER_PAGE = 50
KINDS = {
    "complete": "Complete",
    "lacking": "Drafts to finish",
    "refused": "Cannot be made",
    "left-out": "Left out",
}


@dataclass(frozen=True)
class UploadQuery:
    only: str = ""
    page: int = 1

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Self:
        page, only = values.get("page", ""), values.get("only", "")
        number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
        return cls(only=only if only in KINDS else "", page=max(number, 1))

    def address(self, path: str) -> str:
        pairs = [(f.name, value) for f in fields(self) if (value := getattr(self, f.name)) != f.default]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def but(self, *, only: str | None = None, page: int = 1) -> Self:
        return type(self)(self.only if only is None else only, page)


def kind_of(row: UploadRow) -> str:
    if row.done:
        return "left-out"
    return "refused" if row.reasons else "lacking" if row.lacks else "complete"


class Outline:
    """All rows of an upload without their texts, by kind."""

    def __init__(self, upload: Upload) -> None:
        self.rows = list(upload.rows.in_outline())
        self.counts = Counter(map(kind_of, self.rows))

    @property
    def makes(self) -> int:
        return self.counts["complete"] + self.counts["lacking"]

    @property
    def kinds(self) -> list[tuple[str, str, int]]:
        return [(kind, words, self.counts[kind]) for kind, words in KINDS.items() if self.counts[kind]]

    def rows_of(self, kind: str) -> list[UploadRow]:
        return [row for row in self.rows if not kind or kind_of(row) == kind]


@dataclass(frozen=True)
class Preview:
    """`listing` is the draft as it would be, not saved; none if the row makes none."""

    row: UploadRow
    title: str
    listing: Listing | None
    kind: str


def previews_of(upload: Upload, rows: Iterable[UploadRow]) -> list[Preview]:
    understanding = Understanding.present()
    full = upload.rows.numbered([row.number for row in rows])
    return [preview(row, upload, understanding) for row in full]


def preview(row: UploadRow, upload: Upload, understanding: Understanding) -> Preview:
    """Without the text, which is long and not shown here."""
    title = str(row.values.get("title") or "")
    try:
        content = understanding.content_of(row.values | {"description": ""})
    except BadRow as bad:
        content = bad.readable
    return Preview(row, title, sketch_of(content, upload.company) if content else None, kind_of(row))


@dataclass(frozen=True)
class Draft:
    listing: Listing
    lacks: list[Problem]


def drafts_of(rows: Iterable[UploadRow]) -> list[Draft]:
    listings = [row.listing for row in rows]
    return [Draft(of, problems(of) if of.status in DRAFTS else []) for of in listings]

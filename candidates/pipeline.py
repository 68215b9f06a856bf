"""The applicants of one listing, as a list or as columns: whom a member sees, and in which order. Two orders, both said
on the page: the newest first, or who had most of the skills that the listing asks for. There is no other score."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from candidates.hiring import hiding
from candidates.hiring.deciding import OF_CANDIDATES
from candidates.models import Application
from candidates.states import EMPLOYERS, ENDED, MOVES, WAITING, Stage
from listings.models import Listing

PER_PAGE = 25
SILENT = timedelta(days=7)
VIEWS = {"list": "List", "columns": "Columns"}
SORTS = {"newest": "Newest first", "skills": "Most required skills first"}
STAGES = {"waiting": "Without an outcome", "silent": "Waiting over 7 days"} | {
    stage.value: words for stage, words in EMPLOYERS.items()
}
COLUMNS = [
    ("New", {Stage.SENT}),
    ("Read", {Stage.READ}),
    ("Shortlist", {Stage.SHORTLISTED}),
    ("Interview", {Stage.INTERVIEW}),
    ("Offer", {Stage.OFFERED}),
    ("Ended", ENDED),
]
# What a button says that moves somebody there.
ACTS = {
    Stage.READ: "Mark as read",
    Stage.SHORTLISTED: "Shortlist",
    Stage.INTERVIEW: "Invite to an interview",
    Stage.OFFERED: "Make an offer",
    Stage.HIRED: "Mark as hired",
    Stage.DECLINED: "Offer was declined",
    Stage.NOT_SELECTED: "Not selected",
}


@dataclass(frozen=True)
class PipelineQuery:
    """Named as in the address; a default is left out of it."""

    view: str = "list"
    stage: str = ""
    sort: str = "newest"
    page: int = 1

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Self:
        """Of an address. What is unknown is as if it was not there."""
        known = {"view": VIEWS, "stage": STAGES, "sort": SORTS}
        chosen = {name: values[name] for name, options in known.items() if values.get(name, "") in options}
        page = values.get("page", "")
        number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
        return cls(page=max(number, 1), **chosen)

    @classmethod
    def sent_along(cls, values: QueryDict) -> Self:
        """With a form, in which `stage` is where somebody is moved to."""
        return cls.read(values.dict() | {"stage": values.get("list_stage", "")})

    def address(self, path: str) -> str:
        pairs = [(f.name, value) for f in fields(self) if (value := getattr(self, f.name)) != f.default]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def but(self, **changes: Any) -> Self:
        return replace(self, **{"page": 1} | changes)


@dataclass(frozen=True)
class Outline:
    """Of an application, what its place in the list depends on."""

    number: int
    stage: str
    skills: list[str]
    sent_at: Any

    @property
    def is_silent(self) -> bool:
        return self.stage in (Stage.SENT, Stage.READ) and self.sent_at <= timezone.now() - SILENT

    def is_at(self, stage: str) -> bool:
        if stage == "silent":
            return self.is_silent
        return not stage or self.stage == stage or (stage == "waiting" and self.stage in WAITING)


@dataclass(frozen=True)
class Column:
    title: str
    cards: list[Application]
    total: int
    stages: set[Stage]

    @property
    def more(self) -> int:
        return self.total - len(self.cards)

    @property
    def stage(self) -> str:
        """Of which all can be listed; the last column has several."""
        return next(iter(self.stages)).value if len(self.stages) == 1 else ""


class Pipeline:
    """All who applied for a listing, as far as this member may see them. Asks for the outline once, and for no more of
    an application than is shown."""

    def __init__(self, listing: Listing, applied, query: PipelineQuery):
        self.listing, self.applied, self.query = listing, applied, query
        self.everybody = self.in_order(Outline(*row) for row in applied.outline())
        self.found = [one for one in self.everybody if one.is_at(query.stage)]

    def in_order(self, outlines: Iterable[Outline]) -> list[Outline]:
        if self.query.sort != "skills":
            return list(outlines)
        needed = {skill.slug for skill in self.listing.required_skills}
        return sorted(outlines, key=lambda one: -len(needed.intersection(one.skills)))

    def counts(self) -> list[tuple[str, str, int]]:
        """(stage, words, number) of those that hold anybody."""
        counts = Counter(one.stage for one in self.everybody)
        counts["waiting"] = sum(one.stage in WAITING for one in self.everybody)
        counts["silent"] = sum(one.is_silent for one in self.everybody)
        return [(stage, words, counts[stage]) for stage, words in STAGES.items() if counts[stage]]

    def rows(self, outlines: list[Outline]) -> list[Application]:
        """As they may be seen, in the order of the outlines."""
        rows = {
            row.pk: row
            for row in self.applied.among([one.number for one in outlines]).with_choice().with_news()
        }
        return [self.shown(rows[one.number]) for one in outlines if one.number in rows]

    def shown(self, application: Application) -> Application:
        application.listing = self.listing
        return hiding.veiled(application)

    def columns(self) -> list[Column]:
        parts = [
            (title, stages, [o for o in self.everybody if o.stage in stages]) for title, stages in COLUMNS
        ]
        rows = {
            row.pk: row for row in self.rows([o for _, _, outlines in parts for o in outlines[:PER_PAGE]])
        }
        return [
            Column(title, [rows[o.number] for o in part[:PER_PAGE] if o.number in rows], len(part), stages)
            for title, stages, part in parts
        ]

    def around(self, application: Application) -> tuple[int | None, int | None]:
        """The numbers of those before and after, for who goes through them one by one."""
        numbers = [one.number for one in self.found]
        if application.pk not in numbers:
            return None, next(iter(numbers), None)
        at = numbers.index(application.pk)
        return (numbers[at - 1] if at else None), (numbers[at + 1] if at + 1 < len(numbers) else None)


def moves_of(application: Application) -> list[tuple[str, str]]:
    """(stage, words) of what an employer may do next. Saying no has a page of its own, which asks for words."""
    after = MOVES[Stage(application.stage)] - OF_CANDIDATES - {Stage.NOT_SELECTED}
    return [(stage.value, words) for stage, words in ACTS.items() if stage in after]


def may_be_turned_down(application: Application) -> bool:
    return Stage.NOT_SELECTED in MOVES[Stage(application.stage)]

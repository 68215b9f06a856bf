"""What changed between two versions of a listing, field by field and in the words that candidates see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from listings.models import Listing
from listings.vocabulary import fact_names
from listings.wording import mode_line, pay_line, place_line


@dataclass(frozen=True)
class Difference:
    label: str
    before: str
    after: str


def differences(before: Listing, after: Listing) -> list[Difference]:
    pairs = [Difference(label, words(before), words(after)) for label, words in FIELDS]
    return [pair for pair in pairs if pair.before != pair.after]


def applying(listing: Listing) -> str:
    """What is kept of another way leads nobody anywhere."""
    by = listing.ApplyBy
    address = {by.WEBSITE: listing.apply_url, by.EMAIL: listing.apply_email}.get(listing.apply_by, "")
    return " ".join(filter(None, [listing.get_apply_by_display(), address]))


def names(things: Iterable) -> str:
    return ", ".join(map(str, things))


def facts(listing: Listing) -> str:
    """The truth panel and the terms of a deal, one a line, in an order of their own."""
    stated = {fact.name: fact.value for fact in listing.facts.all()}
    lines = [
        f"{label}: {values.get(stated[name], stated[name])}"
        for name, (label, values) in fact_names().items()
        if name in stated
    ]
    return "\n".join(lines)


def deal(listing: Listing) -> str:
    """Terms that no fact has: pieces, months, countries."""
    stated = getattr(listing, "deal", None)
    if stated is None:
        return ""
    shown = [field for field in stated._meta.concrete_fields if field.name not in ("id", "listing")]
    terms = [f"{field.verbose_name}: {getattr(stated, field.name)}" for field in shown]
    return "\n".join([*map(str, stated.deliverables.all()), *terms])


FIELDS: list[tuple[str, Callable[[Listing], str]]] = [
    ("Title", lambda listing: listing.title),
    ("Role", lambda listing: str(listing.role or "")),
    ("Level", lambda listing: listing.get_level_display()),
    ("Pay", pay_line),
    ("How it is paid", lambda listing: listing.get_pay_model_display()),
    ("About the pay", lambda listing: listing.pay_note),
    ("How to apply", applying),
    ("Text", lambda listing: listing.description),
    ("Place", place_line),
    ("Work mode", mode_line),
    ("Contract", lambda listing: listing.get_contract_display()),
    ("Hours", lambda listing: listing.get_hours_display()),
    ("Required skills", lambda listing: names(listing.required_skills)),
    ("Nice to have", lambda listing: names(listing.nice_skills)),
    ("Platforms", lambda listing: names(listing.platforms.all())),
    ("Before you apply", facts),
    ("Terms", deal),
    ("Questions", lambda listing: "\n".join(question.text for question in listing.questions.all())),
]

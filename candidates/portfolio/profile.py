"""What somebody says about themselves, and how far along it is."""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from candidates.models import Candidate

SAID = [
    "name", "headline", "about", "languages", "work_modes", "availability", "country", "city", "time_zone",
    "may_work_in",
]  # fmt: skip
ENOUGH_PIECES = 3


@transaction.atomic
def describe(said: dict, *, by: User) -> Candidate:
    """Save what was said, word for word. Who sees it is another act."""
    candidate = Candidate.objects.started(by)
    for name in SAID:
        setattr(candidate, name, said[name])
    candidate.save(update_fields=[*SAID, "changed_at"])
    return candidate


@dataclass(frozen=True)
class Item:
    """One line of the checklist: where it is done, by the name of that page."""

    label: str
    address: str
    done: bool


def checklist(candidate: Candidate) -> list[Item]:
    """In three queries. Nothing of it must be done."""
    there = candidate.pk is not None
    pieces = candidate.pieces.count() if there else 0
    some = f" ({pieces} of {ENOUGH_PIECES})" if 0 < pieces < ENOUGH_PIECES else ""
    return [
        Item("Write a headline", "edit_profile", bool(candidate.headline)),
        Item("Save your skills", "match_skills", there and candidate.skills.exists()),
        Item(f"Add three pieces to your portfolio{some}", "pieces", pieces >= ENOUGH_PIECES),
        Item("Add a link", "profile_links", there and candidate.links.exists()),
    ]

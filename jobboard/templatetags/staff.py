"""The front page of staff: what waits for them, app by app, each number with its list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django import template
from django.urls import reverse

from candidates.models import Message
from employers.models import Company
from listings.models import PendingEdit, WaitingListing
from roles import measuring

register = template.Library()

LIST = "admin:{}_changelist"


@dataclass(frozen=True)
class Tile:
    label: str
    number: int
    address: str
    since: datetime | None = None


@register.inclusion_tag("admin/_tiles.html", takes_context=True)
def what_waits(context) -> dict:
    """Only what this person may decide."""
    return {"tiles": list(tiles(context["request"].user))}


def tiles(user) -> Iterator[Tile]:
    if user.has_perm("listings.moderate_listing"):
        yield tile("Listings", WaitingListing.objects.waiting(), "listings_waitinglisting", "submitted_at")
        yield tile(
            "Changes of listings", PendingEdit.objects.waiting(), "listings_pendingedit", "submitted_at"
        )
        yield tile("Reported messages", Message.objects.reported(), "candidates_message", "reported_at")
    if user.has_perm("employers.change_company"):
        asking = Company.objects.asking_staff().count()
        yield Tile(
            "Companies that ask for a yes",
            asking,
            f"{reverse(LIST.format('employers_company'))}?standing=asks",
        )
    if user.has_perm("roles.change_role"):
        yield Tile("Skill suggestions", len(measuring.suggestions()), reverse("admin:skill_suggestions"))


def tile(label: str, rows, name: str, waits_since: str) -> Tile:
    waiting = list(rows.values_list(waits_since, flat=True))
    return Tile(label, len(waiting), reverse(LIST.format(name)), waiting[0] if waiting else None)

"""A letter to a person by the form on their page. Their address is shown to nobody; the answer goes to who wrote."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.limits import DAY, spend
from accounts.models import User
from background import outbox
from candidates.models import Candidate


@dataclass(frozen=True)
class Letter:
    name: str
    message: str
    number: UUID


def may_write(user: User) -> bool:
    """An answer goes to their address, so it has to be theirs."""
    return user.email in user.confirmed_emails()


@transaction.atomic
def post(letter: Letter, to: Candidate, *, by: User) -> None:
    """The same form sent twice is one letter."""
    key = f"letter-to-person:{to.pk}:{by.pk}:{letter.number}"
    if outbox.posted([key]):
        return
    spend(f"letters to people of {by.pk}", most=10, within=DAY)
    spend(f"letters to person {to.pk} of {by.pk}", most=3, within=DAY)
    spend(f"letters to person {to.pk}", most=30, within=DAY)
    context = {
        "letter": letter,
        "email": by.email,
        "page": settings.SITE_URL + to.get_absolute_url(),
        "choices": settings.SITE_URL + reverse("profile_visibility"),
    }
    outbox.post(
        key=key,
        to=to.user.email,
        subject=f"A letter by way of your page: {letter.name}",
        text=render_to_string("emails/letter_to_person.txt", context),
        headers={"Reply-To": by.email, "Auto-Submitted": "no"},
    )

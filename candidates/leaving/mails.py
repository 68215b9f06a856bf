"""What we send to somebody who leaves: to the address with which they sign in."""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from background import outbox
from candidates.models import Candidate
from candidates.periods import LAST_WORD
from employers.models import Company

SUBJECTS = {
    "deletion_asked": "We will delete your account",
    "deletion_soon": f"{LAST_WORD.days} days until we delete your account",
    "deletion_held_up": "We cannot delete your account yet",
    "deletion_done": "Your account is deleted",
}


def asked(candidate: Candidate) -> None:
    post(candidate, "deletion_asked")


def soon(candidate: Candidate) -> None:
    post(candidate, "deletion_soon")


def held_up(candidate: Candidate, companies: Iterable[Company]) -> None:
    post(candidate, "deletion_held_up", companies=list(companies))


def done(candidate: Candidate) -> str:
    """The last one. Answers its key."""
    return post(candidate, "deletion_done")


def post(candidate: Candidate, mail: str, **more: object) -> str:
    """Once for each time that somebody asks."""
    key = f"{mail}:{candidate.user_id}:{candidate.delete_after:%Y%m%d%H%M%S}"
    page = settings.SITE_URL + reverse("delete_account")
    context = more | {"day": candidate.delete_after, "page": page, "contact": settings.CONTACT_EMAIL}
    outbox.post(
        key=key,
        to=candidate.user.email,
        subject=SUBJECTS[mail],
        text=render_to_string(f"emails/{mail}.txt", context),
        html=render_to_string(f"emails/{mail}.html", context),
    )
    return key

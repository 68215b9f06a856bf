"""A draft while it is written: the words, the pieces that are chosen, the CV."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from candidates.files import keeping
from candidates.models import Answer, Application
from candidates.states import Stage, WrongStage
from listings.models import Question


class SavedElsewhere(Exception):
    """Another window saved this draft, after the page that now writes was made."""

    def __init__(self, draft: Application):
        self.draft = draft
        super().__init__("Another window saved this draft.")


@contextmanager
def held_draft(draft: Application) -> Iterator[Application]:
    """WrongStage if it was sent meanwhile, in another window."""
    with transaction.atomic():
        now = Application.objects.locked(draft.pk)
        if now.stage != Stage.DRAFT:
            raise WrongStage(Stage(now.stage))
        now.listing = draft.listing
        yield now


def write(
    draft: Application,
    *,
    name: str,
    email: str,
    why: str,
    pieces: Iterable[int],
    answers: Mapping[Question, str],
    seen: datetime | None = None,
) -> Application:
    """In place of what was written before; with `seen`, only if that is what the person saw. Another address is one
    that nobody has confirmed."""
    with held_draft(draft) as now:
        if seen and now.changed_at > seen:
            raise SavedElsewhere(now)
        if now.email != email.lower():
            now.confirmed_at = None
        now.name, now.email, now.why = name, email.lower(), why
        now.pieces = [{"id": number} for number in pieces]
        now.save(update_fields=["name", "email", "why", "pieces", "confirmed_at", "changed_at"])
        now.answers.all().delete()
        Answer.objects.bulk_create(
            Answer(application=now, question=question, asked=question.text, text=text)
            for question, text in answers.items()
        )
    return now


def attach(draft: Application, content: bytes, kind: str) -> Application:
    """In place of the CV before. It was checked: see files/cv.py."""
    with held_draft(draft) as now:
        keeping.throw_away(now.cv, now.cv_kind)
        now.cv, now.cv_kind = keeping.put(content, kind), kind
        now.save(update_fields=["cv", "cv_kind", "changed_at"])
    return now


def take_off_cv(draft: Application) -> Application:
    with held_draft(draft) as now:
        keeping.throw_away(now.cv, now.cv_kind)
        now.cv = now.cv_kind = ""
        now.save(update_fields=["cv", "cv_kind", "changed_at"])
    return now

"""What a person wrote goes; what counts stays: which listing, how it ended, and when it was sent, answered and ended.

`erase` is for an application that ended, by whom it belongs to or by the clock. `forget_draft` is for one that was
never sent: nothing counts it.
"""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from background import outbox
from candidates.files import keeping
from candidates.models import Application
from candidates.states import Stage, WrongStage

BLANK = {
    "user": None, "email": "", "name": "", "why": "", "skills": [], "pieces": [], "profile": {},
    "cv": "", "cv_kind": "", "nudged_at": None, "confirmed_at": None,
}  # fmt: skip


@transaction.atomic
def erase(application: Application) -> bool:
    """False if it was erased before. WrongStage while the employer has it: withdraw it first."""
    now = Application.objects.locked(application.pk)
    if now.erased_at:
        return False
    if not now.has_ended:
        raise WrongStage(Stage(now.stage))
    throw_files_away(now)
    outbox.drop(
        [f"step:{step}" for step in numbers(now.steps)]
        + [f"{what}:{one}" for one in numbers(now.messages) for what in ("message", "judged")]
    )
    forget_request(now)
    now.steps.filter(by=now.user_id).update(by=None)
    now.steps.update(message="")
    for written in (now.answers, now.messages, now.notes):
        written.all().delete()
    for name, blank in BLANK.items():
        setattr(now, name, blank)
    # The old token is the right to read it, and stands in mails.
    now.token, now.erased_at = uuid4(), timezone.now()
    now.save(update_fields=[*BLANK, "token", "erased_at", "changed_at"])
    return True


@transaction.atomic
def forget_draft(draft: Application) -> bool:
    """False if it is gone, or was sent meanwhile."""
    now = Application.objects.drafts().taken(draft.pk)
    if now is None:
        return False
    keeping.throw_away(now.cv, now.cv_kind)
    forget_request(now)
    now.delete()
    return True


def forget_request(application: Application) -> None:
    """The mail that asked somebody without an account to confirm."""
    outbox.drop_all(f"application-confirm:{application.pk}:")


def numbers(rows) -> list[int]:
    return list(rows.values_list("pk", flat=True))


def throw_files_away(application: Application) -> None:
    """Of one that was sent: its pieces are copies of its own. Those of a draft still belong to the portfolio."""
    keeping.throw_away(application.cv, application.cv_kind)
    for piece in application.pieces:
        keeping.throw_away(piece.get("file", ""), piece.get("file_kind", ""))

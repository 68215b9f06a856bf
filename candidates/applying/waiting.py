"""What a candidate may do once it is sent."""

from datetime import datetime, timedelta

from django.utils import timezone

from candidates import mails, moving
from candidates.models import Application
from candidates.states import Stage, WrongStage

SILENCE = timedelta(days=14)
# Sooner than that, nobody expects an answer.
SPOKEN_OF = timedelta(days=7)


class NotYet(Exception):
    """Too early for a nudge, or there was one."""


def silent_since(application: Application) -> datetime | None:
    """Since when the employer said nothing at all; None if they did, or if it is not their turn."""
    if application.answered_at or application.stage not in (Stage.SENT, Stage.READ):
        return None
    return application.sent_at


def days_of_silence(application: Application, now: datetime | None = None) -> int:
    """Whole days without a word of the employer; 0 if there was one, or as long as it is too early to speak of."""
    since = silent_since(application)
    days = ((now or timezone.now()) - since).days if since else 0
    return days if days >= SPOKEN_OF.days else 0


def may_nudge(application: Application, now: datetime | None = None) -> bool:
    """Once, when the employer has said nothing for 14 days."""
    since = silent_since(application)
    return bool(since and not application.nudged_at and since <= (now or timezone.now()) - SILENCE)


def nudge(application: Application) -> Application:
    with moving.held(application) as now:
        if not may_nudge(now):
            raise NotYet
        now.nudged_at = timezone.now()
        now.save(update_fields=["nudged_at", "changed_at"])
        mails.nudge(now)
    return now


def withdraw(application: Application, *, message: str = "") -> Application:
    return move_own(application, Stage.WITHDRAWN, message=message)


def accept(application: Application) -> Application:
    return move_own(application, Stage.HIRED)


def decline(application: Application, *, message: str = "") -> Application:
    return move_own(application, Stage.DECLINED, message=message)


def move_own(application: Application, stage: Stage, **said: str) -> Application:
    """Pressed twice is pressed once."""
    with moving.held(application) as now:
        if now.stage == stage:
            return now
        if now.stage == Stage.DRAFT:
            raise WrongStage(Stage.DRAFT)
        moving.move(now, stage, by=now.user, **said)
    return now

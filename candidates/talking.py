"""Messages between candidate and employer about one application. They end with it."""

from django.db import transaction
from django.utils import timezone

from candidates import mails
from candidates.models import Application, Message
from candidates.states import Stage, WrongStage


@transaction.atomic
def say(application: Application, text: str, *, by, from_employer: bool) -> Message:
    application = Application.objects.locked(application.pk)
    if not application.is_waiting:
        raise WrongStage(Stage(application.stage))
    message = Message.objects.create(application=application, by=by, text=text, from_employer=from_employer)
    if from_employer and not application.answered_at:
        application.answered_at = message.at
        application.save(update_fields=["answered_at", "changed_at"])
    mails.message(message)
    return message


def read(application: Application, *, as_employer: bool) -> None:
    """What the other side wrote was opened."""
    messages = application.messages.unread()
    theirs = messages.to_employer() if as_employer else messages.to_candidate()
    theirs.update(read_at=timezone.now())


def report(message: Message, *, why: str) -> bool:
    """Staff look at it. False if it was reported before."""
    return bool(
        Message.objects.filter(pk=message.pk, reported_at=None).update(
            reported_at=timezone.now(), reported_why=why
        )
    )

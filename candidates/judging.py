"""Staff look at a message that somebody reported. What they found is mailed to who reported it; their note stays in the
log of the admin."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from candidates import mails
from candidates.models import Message


class Finding(models.TextChoices):
    FINE = "fine", "Nothing against our rules"
    AGAINST = "against", "Against our rules: we act"


@transaction.atomic
def judge(message: Message, *, by, finding: str, note: str) -> bool:
    """False if a colleague was faster."""
    if not Message.objects.reported().mark_judged(message.pk, timezone.now()):
        return False
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(Message),
        object_id=str(message.pk),
        object_repr=str(message),
        action_flag=CHANGE,
        change_message=f"{Finding(finding).label}. {note}".strip(),
    )
    mails.judged(message, Finding(finding))
    return True


def record_of(message: Message) -> models.QuerySet:
    kind = ContentType.objects.get_for_model(Message)
    return LogEntry.objects.filter(content_type=kind, object_id=str(message.pk)).select_related("user")

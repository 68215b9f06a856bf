"""An alert that nobody used for long: one mail asks whether to go on, and no answer stops it."""

from datetime import datetime, timedelta

from django.utils import timezone

from candidates.alerting import mails
from candidates.models import Alert

IDLE = timedelta(days=90)
PATIENCE = timedelta(days=14)


def ask_and_stop(now: datetime | None = None) -> tuple[int, int]:
    """(asked, stopped). Asking again after a crash posts no second mail: its key has the day of last use."""
    now = now or timezone.now()
    asked = sum(ask(alert, now) for alert in Alert.objects.idle_since(now - IDLE))
    return asked, Alert.objects.asked_before(now - PATIENCE).update(stopped_at=now, due_at=None)


def ask(alert: Alert, now: datetime) -> bool:
    key = f"alert-idle:{alert.pk}:{alert.used_at:%Y%m%d}"
    posted = mails.post(alert, "alert_idle", key=key, subject="Keep this alert or stop it?")
    Alert.objects.among([alert.pk]).update(asked_at=now)
    return posted

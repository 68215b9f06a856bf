"""An alert that nobody used for long: one mail asks whether to go on, and no answer stops it."""

from datetime import datetime, timedelta

from django.template.loader import render_to_string
from django.utils import timezone

from background import outbox
from candidates.alerting.sending import links, one_click
from candidates.models import Alert

IDLE = timedelta(days=90)
PATIENCE = timedelta(days=14)


def ask_and_stop(now: datetime | None = None) -> tuple[int, int]:
    """(asked, stopped). Asking again after a crash posts no second mail: its key has the day of last use."""
    now = now or timezone.now()
    asked = sum(ask(alert, now) for alert in Alert.objects.idle_since(now - IDLE))
    return asked, Alert.objects.asked_before(now - PATIENCE).update(stopped_at=now, due_at=None)


def ask(alert: Alert, now: datetime) -> bool:
    context = {"alert": alert} | links(alert)
    posted = outbox.post(
        key=f"alert-idle:{alert.pk}:{alert.used_at:%Y%m%d}",
        to=alert.email,
        subject="Keep this alert or stop it?",
        text=render_to_string("emails/alert_idle.txt", context),
        html=render_to_string("emails/alert_idle.html", context),
        headers=one_click(alert),
    )
    Alert.objects.among([alert.pk]).update(asked_at=now)
    return posted

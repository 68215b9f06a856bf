"""Mails what alerts have found. A match is marked in the transaction that posts its mail: both happen or neither."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from candidates.alerting import mails, marks
from candidates.models import Alert, AlertMatch
from listings.models import Listing

AT_ONCE = 1_000
MOST_SHOWN = 10


def send_due(now: datetime | None = None) -> int:
    """Post the mails of all alerts whose time has come; how many."""
    now = now or timezone.now()
    return sum(send(pk, now) for pk in Alert.objects.due(now).numbers()[:AT_ONCE])


@transaction.atomic
def send(number: int, now: datetime) -> bool:
    """One mail with all that is open still. What closed meanwhile is forgotten; nothing left means no mail."""
    alert = Alert.objects.due(now).locked(number)
    if alert is None:
        return False
    waiting = AlertMatch.objects.to_send(alert)
    listings = list(Listing.objects.live().from_pks(waiting.listings()).newest_first().for_cards())
    posted = bool(listings) and post(alert, listings)
    waiting.mark_mailed([listing.pk for listing in listings], now)
    alert.due_at = None
    alert.save(update_fields=["due_at"])
    return posted


def post(alert: Alert, listings: list[Listing]) -> bool:
    number = len(listings)
    return mails.post(
        alert,
        "alert",
        key=f"alert:{alert.pk}:{alert.due_at:%Y%m%d%H%M%S%f}",
        subject=f"{number} new: {alert.words}"[:50],
        sender=settings.ALERTS_FROM_EMAIL,
        listings=listings[:MOST_SHOWN],
        mark=marks.mark_of(alert),
        more=number - MOST_SHOWN,
        number=number,
    )

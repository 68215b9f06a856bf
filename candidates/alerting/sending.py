"""Mails what alerts have found. A match is marked in the transaction that posts its mail: both happen or neither."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from candidates.alerting import mails, marks
from candidates.alerting.times import since
from candidates.models import Alert, AlertMatch
from listings.models import Listing

logger = logging.getLogger(__name__)

# Other work has its turn after so many mails; the site may write after each transaction.
AT_ONCE, TOGETHER = 200, 20
AFTER_TROUBLE = timedelta(minutes=30)
MOST_SHOWN = 10
LONGEST_SUBJECT = 50


def send_due(now: datetime | None = None) -> bool:
    """Post the mails of alerts whose time has come, instant ones first. Whether more of them may wait."""
    now = now or timezone.now()
    numbers = list(Alert.objects.due(now).numbers()[:AT_ONCE])
    for start in range(0, len(numbers), TOGETHER):
        send_or_put_off(numbers[start : start + TOGETHER], now)
    return len(numbers) == AT_ONCE


def send_or_put_off(numbers: list[int], now: datetime) -> None:
    """One alert that cannot be sent does not hold up those behind it."""
    try:
        send(numbers, now)
    except Exception:
        if len(numbers) > 1:
            for number in numbers:
                send_or_put_off([number], now)
            return
        logger.exception("Alert %s could not be sent. It is tried again later.", *numbers)
        Alert.objects.among(numbers).update(due_at=now + AFTER_TROUBLE)


@transaction.atomic
def send(numbers: Collection[int], now: datetime) -> None:
    """One mail each, with all that is open still. What closed meanwhile is forgotten; nothing left means no mail."""
    alerts = Alert.objects.due(now).taken(numbers)
    last = AlertMatch.objects.last_mails(alerts)
    waiting = list(AlertMatch.objects.to_send(alerts))
    found = Listing.objects.live().from_pks({match.listing_id for match in waiting})
    listings = list(found.newest_first().for_cards())
    for alert in alerts:
        own = {match.listing_id: match.pk for match in waiting if match.alert_id == alert.pk}
        if shown := [listing for listing in listings if listing.pk in own]:
            before = last.get(alert.pk, alert.confirmed_at)
            post(alert, shown, newest=max(own.values()), since=since(before, now, alert))
    AlertMatch.objects.mark_mailed(waiting, {listing.pk for listing in listings}, now)
    Alert.objects.among([alert.pk for alert in alerts]).update(due_at=None)


def post(alert: Alert, listings: list[Listing], *, newest: int, since: str) -> bool:
    """`newest` is the last match in it: no clock, which may be put back, gives two mails one key."""
    number = len(listings)
    return mails.post(
        alert,
        "alert",
        key=f"alert:{alert.pk}:{newest}",
        subject=subject(number, alert.words),
        sender=settings.ALERTS_FROM_EMAIL,
        listings=listings[:MOST_SHOWN],
        mark=marks.mark_of(alert),
        more=number - MOST_SHOWN,
        number=number,
        since=since,
    )


def subject(number: int, words: str) -> str:
    """4 new: Marketing, hybrid or remote. As many of the phrases as fit; of a long first one, its words."""
    said = f"{number} new: {words}"
    if len(said) < LONGEST_SUBJECT:
        return said
    start = said[: LONGEST_SUBJECT - 1]
    phrases, _, _ = start.rpartition(", ")
    return phrases or start.rpartition(" ")[0] + "…"

"""What somebody does with an alert: make, confirm, change, stop. The token of an alert is the right to act on it."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from candidates.alerting import mails
from candidates.alerting.keys import keys_of
from candidates.alerting.times import next_time
from candidates.models import Alert, AlertKey, AlertMatch
from listings.saying import in_words
from listings.search.query import SearchQuery

# So many alerts may wait for one address to confirm them, so that nobody is buried in mail.
MOST_UNCONFIRMED = 5
A_DAY = timedelta(days=1)


def what_lasts(query: SearchQuery) -> SearchQuery:
    """A search as it is asked again and again: from its first page, whatever its age and order."""
    return query.but(sort="best", posted=None)


@transaction.atomic
def make(query: SearchQuery, *, email: str, user=None, **choices) -> Alert | None:
    """A new alert, or the one that there is. Whose address is not confirmed gets a mail; None if too many wait."""
    query = what_lasts(query)
    address = query.address("")[1:]
    if known := Alert.objects.for_address(email, address):
        return known
    owner = user if user and user.is_authenticated and user.email == email else None
    if not owner and Alert.objects.unconfirmed(email, timezone.now() - A_DAY).count() >= MOST_UNCONFIRMED:
        return None
    alert = Alert(email=email, user=owner, query=address, words=in_words(query), **choices)
    alert.confirmed_at = timezone.now() if owner else None
    try:
        with transaction.atomic():
            alert.save()
    except IntegrityError:  # the same form, sent twice at once
        return Alert.objects.for_address(email, address)
    AlertKey.objects.bulk_create(AlertKey(alert=alert, key=key) for key in keys_of(query))
    if not owner:
        ask_to_confirm(alert)
    return alert


def ask_to_confirm(alert: Alert) -> None:
    key = f"alert-confirm:{alert.pk}"
    mails.post(alert, "alert_confirm", key=key, subject="Confirm your alert", may_stop=False)


def confirm(alert: Alert) -> bool:
    """False if it was confirmed before."""
    return bool(Alert.objects.among([alert.pk]).unconfirmed_yet().update(confirmed_at=timezone.now()))


@transaction.atomic
def change(alert: Alert, *, frequency: str, hour: int, time_zone: str) -> Alert:
    """What was found already comes at the new time."""
    alert.frequency, alert.hour, alert.time_zone = frequency, hour, time_zone
    alert.used_at = timezone.now()
    if alert.due_at:
        alert.due_at = next_time(alert, timezone.now())
    alert.save(update_fields=["frequency", "hour", "time_zone", "used_at", "due_at"])
    return alert


def stop(alert: Alert) -> bool:
    """Nothing is sent after this, also not what was found already. False if it was stopped before."""
    return bool(Alert.objects.among([alert.pk]).running().update(stopped_at=timezone.now(), due_at=None))


def judge(alert: Alert, *, useful: bool) -> None:
    """What came with the last mail was useful, or not."""
    use(alert)
    AlertMatch.objects.last_mailed(alert).update(useful=useful)


def use(alert: Alert) -> None:
    """Somebody came to us by it."""
    Alert.objects.among([alert.pk]).update(used_at=timezone.now(), asked_at=None)

"""What somebody does with an alert: make, confirm, change, stop. The token of an alert is the right to act on it."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.limits import DAY, mailbox_of, spend
from accounts.models import User
from candidates.alerting import mails
from candidates.alerting.keys import keys_of
from candidates.alerting.times import next_time
from candidates.models import Alert, AlertKey, AlertMatch
from listings.saying import in_words
from listings.search.query import SearchQuery

# So many alerts may wait for one address to confirm them, so that nobody is buried in mail.
MOST_UNCONFIRMED = 5
MAILS_A_DAY = 10  # to one mailbox, whatever stands behind a + in its address


def what_lasts(query: SearchQuery) -> SearchQuery:
    """A search as it is asked again and again: from its first page, whatever its age and order."""
    return query.but(sort="best", posted=None)


@transaction.atomic
def make(query: SearchQuery, *, email: str, user=None, **choices) -> Alert | None:
    """A new alert, or the one that there is. Whose address is not confirmed gets a mail; None if too many wait."""
    query = what_lasts(query)
    address = query.address("")[1:]
    owner = user if user and user.is_authenticated and email in user.confirmed_emails() else None
    if not owner:
        spend(f"alerts to confirm at {mailbox_of(email)}", most=MAILS_A_DAY, within=DAY)
    known = Alert.objects.for_address(email, address)
    if known:
        return take_over(known, owner, **choices) if owner else asked_again(known)
    if not owner and Alert.objects.unconfirmed(email).count() >= MOST_UNCONFIRMED:
        return None
    alert = Alert(email=email, user=owner, query=address, words=in_words(query), **choices)
    alert.confirmed_at = timezone.now() if owner else None
    try:
        with transaction.atomic():
            alert.save()
    except IntegrityError:  # the same form, sent twice at once
        return Alert.objects.for_address(email, address)
    AlertKey.objects.bulk_create(AlertKey(alert=alert, key=key) for key in keys_of(query))
    return alert if owner else asked_again(alert)


def take_over(alert: Alert, owner: User, **choices) -> Alert:
    """Made before, perhaps without an account and never confirmed. They have the address, so it is theirs and on."""
    alert.user = owner
    alert.confirmed_at = alert.confirmed_at or timezone.now()
    alert.save(update_fields=["user", "confirmed_at"])
    return change(alert, **choices)


def asked_again(alert: Alert) -> Alert:
    """A mail may be lost: one a day, until one is answered."""
    if not alert.confirmed_at:
        key = f"alert-confirm:{alert.pk}:{timezone.now():%Y%m%d}"
        mails.post(alert, "alert_confirm", key=key, subject="Confirm your alert", may_stop=False)
    return alert


@transaction.atomic
def confirm(alert: Alert) -> bool:
    """False if it was confirmed before."""
    confirmed = Alert.objects.among([alert.pk]).unconfirmed_yet().update(confirmed_at=timezone.now())
    if owner := User.objects.with_confirmed_address(alert.email):
        adopt(owner)
    return bool(confirmed)


def adopt(user: User) -> int:
    """What they asked for without an account, at addresses that are theirs; how many alerts."""
    return Alert.objects.active().nobodys(user.confirmed_emails()).update(user=user)


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
    ended = {"stopped_at": timezone.now(), "due_at": None, "asked_at": None}
    return bool(Alert.objects.among([alert.pk]).running().update(**ended))


def start(alert: Alert) -> bool:
    """It goes on, with what it found and did not send. False if they made the same again meanwhile."""
    now = timezone.now()
    alert.stopped_at, alert.asked_at, alert.used_at = None, None, now
    alert.due_at = next_time(alert, now) if AlertMatch.objects.to_send([alert]).exists() else None
    try:
        with transaction.atomic():
            alert.save(update_fields=["stopped_at", "asked_at", "used_at", "due_at"])
    except IntegrityError:
        return False
    return True


def judge(alert: Alert, *, useful: bool) -> None:
    """What came with the last mail was useful, or not."""
    use(alert)
    AlertMatch.objects.last_mailed(alert).update(useful=useful)


def use(alert: Alert) -> None:
    """Somebody came to us by it."""
    Alert.objects.among([alert.pk]).update(used_at=timezone.now(), asked_at=None)

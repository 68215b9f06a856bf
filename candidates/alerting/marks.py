"""A mark in the links of an alert's mail says from which alert somebody comes. It opens nothing and changes nothing:
links are passed on. What it tells whoever has it are the words of the alert and which listings came with its mail."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from candidates.alerting import acts
from candidates.models import Alert, AlertMatch
from listings.models import Listing
from listings.visits import is_seen

NAME, SALT = "alert", "candidates.alerting.marks"
LENGTH = 16
# Use is noted for whether somebody still wants their alert: by the hour is more than enough.
NOTED_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Arrival:
    """Somebody came by a mail. `is_theirs`: they are signed in, and the alert is their own."""

    alert: Alert
    mark: str
    next: Listing | None
    is_theirs: bool


def mark_of(alert: Alert) -> str:
    return f"{alert.pk}-{signature(alert.pk)}"


def signature(number: int) -> str:
    return salted_hmac(SALT, str(number), algorithm="sha256").hexdigest()[:LENGTH]


def read(mark: str) -> int | None:
    number, _, signed = mark.partition("-")
    known = number.isdecimal() and number.isascii() and len(number) < LENGTH
    return int(number) if known and constant_time_compare(signed, signature(int(number))) else None


def arrival(request: HttpRequest, listing: Listing) -> Arrival | None:
    """None for a mark that we did not make, and for a listing that did not come with a mail of that alert."""
    mark = request.GET.get(NAME, "")
    number = read(mark) if mark else None
    alert = number and Alert.objects.active().among([number]).first()
    if not alert:
        return None
    mailed = AlertMatch.objects.mailed_with(alert, listing)
    if not mailed:
        return None
    if is_seen(request):
        note_use(alert)
    return Arrival(alert, mark, next_of(mailed, listing), is_owner(request.user, alert))


def note_use(alert: Alert) -> None:
    if alert.asked_at or alert.used_at < timezone.now() - NOTED_EVERY:
        acts.use(alert)


def next_of(mailed: set[int], listing: Listing) -> Listing | None:
    """The one below it in the mail that is open still."""
    open_still = list(Listing.objects.live().from_pks(mailed).newest_first().with_company())
    older = [one for one in open_still if comes_after(one, listing)]
    return older[0] if older else None


def comes_after(one: Listing, other: Listing) -> bool:
    """In the order of a mail."""
    return (one.sunk, -one.published_at.timestamp(), -one.pk) > (
        other.sunk,
        -other.published_at.timestamp(),
        -other.pk,
    )


def is_owner(user, alert: Alert) -> bool:
    return user.is_authenticated and (alert.user_id == user.pk or alert.email == user.email)

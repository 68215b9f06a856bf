"""Links in mails that act without signing in. They name a listing and what was true when the mail was sent, so that
an old one does nothing twice. They carry nothing about a person."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from listings.models import Listing
from listings.times import HIDDEN_AFTER, LONGEST_DAYS, REMINDER_DAYS, RENEWED_AFTER

CONFIRM = "listings.confirm"
RENEW = "listings.renew"
# As long as an answer can still change something.
LIFETIMES = {
    CONFIRM: HIDDEN_AFTER + timedelta(days=LONGEST_DAYS),
    RENEW: RENEWED_AFTER + timedelta(days=REMINDER_DAYS),
}


class TooOld(Exception):
    """It was a good link once."""


class NotOurs(Exception):
    """A part is missing, or somebody made it up."""


@dataclass(frozen=True)
class Link:
    """The number of a listing, and what it looked like: the second of its last confirmation, or its renewals."""

    listing: int
    seen: int


def to_confirm(listing: Listing) -> str:
    return sign(listing, listing.last_confirmed, CONFIRM)


def to_renew(listing: Listing) -> str:
    return sign(listing, listing.renewals, RENEW)


def sign(listing: Listing, seen: int, purpose: str) -> str:
    return TimestampSigner(salt=purpose).sign(f"{listing.pk}.{seen}")


def read(token: str, purpose: str) -> Link:
    try:
        text = TimestampSigner(salt=purpose).unsign(token, max_age=LIFETIMES[purpose])
    except SignatureExpired as error:
        raise TooOld from error
    except BadSignature as error:
        raise NotOurs from error
    number, seen = text.split(".")
    return Link(int(number), int(seen))

"""How often somebody may do a thing that costs others something, such as a mail to a stranger.

`spend("invitations of company 7", most=20, within=DAY)` counts one and raises TooMany if that is one too many; the
middleware answers 429. Counted in the cache: CACHE_URL says whether processes share it.
"""

from datetime import timedelta
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


class TooMany(Exception):
    """Says when to try again."""

    def __init__(self, within: timedelta):
        self.within = within
        super().__init__(
            f"You have tried many times. {'Go on tomorrow' if within >= DAY else 'Wait an hour'}."
        )


def spend(what: str, *, most: int, within: timedelta) -> None:
    """Windows begin at full hours and days, and are part of the key: a count is never carried on by mistake."""
    seconds = int(within.total_seconds())
    name = f"{what}:{int(timezone.now().timestamp()) // seconds}"
    key = f"limit:{sha256(name.encode()).hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        spent = cache.incr(key)
    except ValueError:  # thrown out of a full cache in between
        return
    if spent > most:
        raise TooMany(within)


def mailbox_of(email: str) -> str:
    """Where mail to this address arrives, so that a limit counts nora+a@ and nora+b@ as one. For limits alone: whose an
    account is, the whole address says."""
    name, _, domain = email.lower().rpartition("@")
    name = name.partition("+")[0] or name
    if domain in ("gmail.com", "googlemail.com"):
        name, domain = name.replace(".", ""), "gmail.com"
    return f"{name}@{domain}"


def address_of(request: HttpRequest) -> str:
    """Of the person, not of a proxy of ours; a header of their own changes nothing."""
    return get_adapter().get_client_ip(request) or ""

"""Mail is a row, written in the transaction of the act that causes it: both happen or neither.

`outbox.post(key="closing-soon:4821:2026-12-01", to=…, subject=…, text=…)`. The key names this very mail; an act
that runs twice posts it once. Keys are kept for a year and shown to staff: ids and dates, no names.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from background.models import Mail
from background.querysets import HELD, MailQuerySet
from background.sending import deliver

__all__ = ["deliver", "drop", "forget", "hold", "left_to_the_worker", "post", "posted", "release"]

logger = logging.getLogger(__name__)

HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
OURS = {"to", "cc", "bcc", "from", "subject", "message-id"}

worker_follows = ContextVar("worker_follows", default=False)


class NotAMail(ValueError):
    """The caller asks for something that mail cannot carry, such as a header of two lines."""


def post(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    headers: dict[str, str] | None = None,
    not_before: datetime | None = None,
    sender: str = "",
) -> bool:
    """True if this mail is new, False if it was posted before."""
    mail = Mail(key=key, to=to, subject=one_line(subject), text=text, html=html, sender=sender)
    mail.headers = headers or {}
    mail.not_before = not_before or timezone.now()
    refuse_nonsense(mail)
    Mail.objects.bulk_create([mail], ignore_conflicts=True)
    is_new = Mail.objects.get(key=key).pk == mail.pk
    if is_new and settings.MAIL_AT_ONCE and not worker_follows.get():
        transaction.on_commit(partial(try_at_once, mail))
    return is_new


def hold(**mail) -> bool:
    """As `post`, but sent only when `release` is called, within some days."""
    return post(**mail, not_before=HELD)


def release(key: str) -> bool:
    """Send what was held. False if it is not there (any more), or went before."""
    mail = Mail.objects.held().with_keys([key]).first()
    if not mail or not Mail.objects.held().filter(pk=mail.pk).update(not_before=timezone.now()):
        return False
    if settings.MAIL_AT_ONCE:
        transaction.on_commit(partial(try_at_once, mail))
    return True


def try_at_once(mail: Mail) -> None:
    """The act is done and must not fail any more: what cannot be sent now waits for the worker."""
    try:
        deliver(only=mail.pk)
    except Exception as error:
        logger.warning("Mail %s waits for the worker: %s", mail.key, type(error).__name__)


def posted(keys: Iterable[str]) -> set[str]:
    """Those of these mails that were posted before: for callers that want to spare themselves writing them anew."""
    return set(Mail.objects.with_keys(keys).values_list("key", flat=True))


@transaction.atomic
def forget(address: str, *, but: Iterable[str] = ()) -> None:
    """Whose address it is has gone: what waits to be sent to them or by them is not sent, and what was sent says no
    more to whom. Their last mail is named in `but`: nothing happens to it."""
    for mails in (Mail.objects.to_address(address), Mail.objects.answered_to(address)):
        take_words_away(mails.without_keys(but))


def drop(keys: Iterable[str]) -> None:
    """What these mails say is not true any more, or not anybody's business."""
    take_words_away(Mail.objects.with_keys(keys))


def drop_all(start: str) -> None:
    """Those whose keys begin so."""
    take_words_away(Mail.objects.with_key_start(start))


def take_words_away(mails: MailQuerySet) -> None:
    mails.unfinished().delete()
    mails.with_address().erase()


@contextmanager
def left_to_the_worker() -> Iterator[None]:
    """What is posted in here is not tried at once: who sends comes next."""
    token = worker_follows.set(True)
    try:
        yield
    finally:
        worker_follows.reset(token)


def one_line(subject: str) -> str:
    return " ".join(subject.split())


def refuse_nonsense(mail: Mail) -> None:
    if not 0 < len(mail.key) <= Mail._meta.get_field("key").max_length:
        raise NotAMail("A mail needs a key of at most 200 characters.")
    validate_email(mail.to)
    if len(mail.sender.splitlines()) > 1:
        raise NotAMail("A sender has one line.")
    for name, value in mail.headers.items():
        if not HEADER_NAME.fullmatch(name) or name.lower() in OURS:
            raise NotAMail(f"{name!r} is no header that a caller may set.")
        if not isinstance(value, str) or len(value.splitlines()) > 1:
            raise NotAMail(f"The header {name} has one line of text.")

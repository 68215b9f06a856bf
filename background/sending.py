"""From the outbox to the mail server: claim, hand over, mark.

A mail is marked at the last moment before its words go to the mail server, and again when the server has taken it.
Who dies before the first mark leaves a mail that is sent later; who dies between the two leaves one in doubt, which
is not sent again by itself. docs/decisions/0011-mail-is-marked-before-it-is-handed-over.md says why.
"""

import logging
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from background.models import Mail
from background.patience import patiently

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)
# A mail that fails eight times has been tried for more than a day.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720)]
REACHES_NOBODY = 500


class Lost(Exception):
    """Somebody else took the mail over while we were slow."""


class NotTaken(Exception):
    """The mail backend says that it sent nothing."""


def deliver(
    limit: int = 50,
    *,
    only: UUID | None = None,
    now: datetime | None = None,
    go_on: Callable[[], bool] = lambda: True,
) -> int:
    """Send what is due; how many mails were tried. A mail server that cannot be reached raises OSError."""
    mails = Mail.objects.filter(pk=only) if only else Mail.objects.all()
    if not mails.due(now or timezone.now()).exists():
        return 0
    connection = get_connection()
    tried = 0
    try:
        while tried < limit and go_on():
            reach(connection)
            mail = claim(mails, now or timezone.now())
            if not mail:
                break
            send(mail, connection)
            tried += 1
    finally:
        connection.close()
    return tried


def reach(connection: BaseEmailBackend) -> None:
    try:
        connection.open()
    except OSError as error:
        # Not the fault of any mail: no try is counted, but who looks at one sees why it waits.
        Mail.objects.due(timezone.now()).update(error=f"The mail server cannot be reached: {error}")
        raise


def claim(mails, now: datetime) -> Mail | None:
    for pk in mails.due(now).values_list("pk", flat=True)[:10]:
        ours = uuid4()
        if Mail.objects.filter(pk=pk).claim(ours, now=now, until=now + CLAIM):
            return Mail.objects.get(pk=pk)
    return None


def send(mail: Mail, connection: BaseEmailBackend) -> None:
    try:
        with just_before_the_words(connection, partial(mark_handed, mail)):
            taken = connection.send_messages([mail.as_message(connection)])
        if taken == 0:
            raise NotTaken
    except Lost:
        connection.close()
    except Exception as error:
        logger.warning("Mail %s was not sent: %s", mail.key, type(error).__name__)
        patiently(partial(after_failure, mail, error))
        connection.close()
    else:
        patiently(partial(mark_sent, mail))


@contextmanager
def just_before_the_words(connection: BaseEmailBackend, act: Callable[[], None]) -> Iterator[None]:
    """SMTP names sender and receiver first: a server that refuses or is slow there leaves no doubt.
    Other backends do everything in one step."""
    smtp = getattr(connection, "connection", None)
    if not isinstance(smtp, smtplib.SMTP):
        act()
        yield
        return
    data = smtp.data

    def marked(words):
        act()
        return data(words)

    smtp.data = marked
    try:
        yield
    finally:
        del smtp.data


def mark_handed(mail: Mail) -> None:
    mail.handed_at = timezone.now()
    if not Mail.objects.claimed_by(mail.claim).filter(handed_at=None).update(handed_at=mail.handed_at):
        raise Lost


def mark_sent(mail: Mail) -> None:
    """Its words have done their work; address and subject stay for those who ask whether it went out."""
    Mail.objects.claimed_by(mail.claim).update(
        sent_at=timezone.now(), claimed_until=None, text="", html="", headers={}, error=""
    )


def after_failure(mail: Mail, error: Exception) -> None:
    mine = Mail.objects.claimed_by(mail.claim)
    said = f"{type(error).__name__}: {error}".replace(mail.to, "…")[:500]
    now = timezone.now()
    if mail.handed_at and is_silence(error):
        mine.update(error=said, claimed_until=now)
    elif is_final(error) or mail.tries > len(PAUSES):
        mine.update(error=said, failed_at=now, claimed_until=None)
    else:
        later = now + PAUSES[mail.tries - 1]
        mine.update(error=said, not_before=later, handed_at=None, claimed_until=None)


def is_silence(error: Exception) -> bool:
    """The server had the words and we did not hear what it did with them."""
    return isinstance(
        error, TimeoutError | smtplib.SMTPServerDisconnected | ConnectionResetError | BrokenPipeError
    )


def is_final(error: Exception) -> bool:
    """The server says that this mail will never reach this person."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= REACHES_NOBODY for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= REACHES_NOBODY

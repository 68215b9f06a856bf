"""From the outbox to a mail server that may refuse, be slow, or be away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from background import outbox
from background.models import Mail
from tests.background.making import post

pytestmark = pytest.mark.django_db(transaction=True)


def deliver_for_days() -> None:
    """Days go by, hour after hour."""
    for hour in range(60):
        outbox.deliver(now=timezone.now() + timedelta(hours=hour))


def state() -> str:
    return Mail.objects.get().state(timezone.now() + timedelta(hours=1))


def test_a_mail_reaches_the_server_with_its_headers(smtp):
    post(headers={"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"})

    outbox.deliver()

    message = smtp.taken[0]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == Mail.objects.get().message_id
    assert state() == "sent"


def test_a_server_that_says_later_is_asked_later(smtp):
    smtp.answers["rcpt"] = "450 greylisted"
    post()

    outbox.deliver()
    smtp.answers.clear()
    at_once = outbox.deliver()
    later = outbox.deliver(now=timezone.now() + timedelta(minutes=2))

    assert (at_once, later) == (0, 1)
    assert smtp.receivers == ["nadia@example.com"]
    assert state() == "sent"


@pytest.mark.parametrize("stage", ["rcpt", "words"])
def test_an_address_that_does_not_exist_is_tried_once_and_shown(smtp, stage):
    smtp.answers[stage] = "550 <nadia@example.com>: no such person"
    post()

    deliver_for_days()

    mail = Mail.objects.get()
    assert (mail.tries, state()) == (1, "failed")
    assert "no such person" in mail.error
    assert "nadia" not in mail.error


def test_a_mail_that_fails_for_a_day_is_given_up_and_shown(smtp):
    smtp.answers["mail"] = "451 try again"
    post()

    deliver_for_days()

    assert (Mail.objects.get().tries, state()) == (8, "failed")


def test_a_server_that_is_away_costs_no_try(smtp):
    smtp.answers["connect"] = "421 closed for today"
    post()
    with pytest.raises(OSError, match="closed for today"):
        outbox.deliver()
    waiting = Mail.objects.get()

    smtp.answers.clear()
    outbox.deliver()

    assert (waiting.tries, waiting.state(timezone.now())) == (0, "waiting")
    assert "cannot be reached" in waiting.error
    assert state() == "sent"


def test_a_page_works_while_the_mail_server_is_away(smtp, settings):
    settings.MAIL_AT_ONCE = True
    smtp.answers["connect"] = "421 closed for today"

    is_new = post()

    assert is_new
    assert state() == "waiting"


def test_a_server_that_hangs_before_it_has_the_words_is_tried_again(smtp):
    smtp.hold_at("rcpt")
    post()

    outbox.deliver()
    smtp.let_go()
    outbox.deliver(now=timezone.now() + timedelta(minutes=2))

    assert smtp.receivers == ["nadia@example.com"]
    assert state() == "sent"


def test_a_server_that_took_the_words_and_says_nothing_is_not_given_them_again(smtp):
    smtp.hold_at("words")
    post()

    outbox.deliver()
    smtp.let_go()
    deliver_for_days()

    assert smtp.receivers == ["nadia@example.com"]
    assert state() == "in doubt"


def test_one_bad_address_holds_up_nobody(smtp):
    for name in "abc":
        post(to=f"{name}@example.com")
    smtp.answers["rcpt"] = "550 no such person"
    outbox.deliver(limit=1)
    smtp.answers.clear()

    outbox.deliver()

    assert smtp.receivers == ["b@example.com", "c@example.com"]

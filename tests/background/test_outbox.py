"""Mail is a row of the act that causes it: it exists once, or not at all."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from background import outbox
from background.models import Mail
from tests.background.making import post

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_mail_leaves_when_its_act_is_committed():
    with transaction.atomic():
        post(subject="Live: Welder", text="Your listing is live.", html="<p>Your listing is live.</p>")
        before = len(mail.outbox)

    message = mail.outbox[0]
    assert before == 0
    assert (message.to, message.subject, message.body) == (
        ["nadia@example.com"],
        "Live: Welder",
        "Your listing is live.",
    )
    assert message.alternatives[0].content == "<p>Your listing is live.</p>"


def test_an_act_that_runs_twice_mails_once():
    first = post(key="approved:1")
    second = post(key="approved:1", subject="The same in other words")

    assert (first, second) == (True, False)
    assert [message.subject for message in mail.outbox] == ["Hello"]


def test_an_act_that_is_undone_mails_nobody():
    with transaction.atomic():
        post()
        transaction.set_rollback(True)

    assert mail.outbox == []
    assert not Mail.objects.exists()


def test_without_sending_at_once_a_mail_waits_for_the_worker(settings):
    settings.MAIL_AT_ONCE = False

    post()
    before = len(mail.outbox)
    outbox.deliver()

    assert (before, len(mail.outbox)) == (0, 1)


def test_a_mail_for_later_waits_for_its_time():
    tomorrow = timezone.now() + timedelta(days=1)

    post(not_before=tomorrow)
    outbox.deliver()
    before = len(mail.outbox)
    outbox.deliver(now=tomorrow)

    assert (before, len(mail.outbox)) == (0, 1)


def test_what_was_sent_is_not_sent_again():
    post()

    outbox.deliver()
    outbox.deliver(now=timezone.now() + timedelta(days=1))

    assert len(mail.outbox) == 1


def test_a_mail_has_the_same_message_id_whenever_it_is_sent():
    post(key="alert:7:2026-12-01", headers={"List-Unsubscribe": "<https://rolefeed.example/stop/abc>"})
    first = mail.outbox[0].extra_headers
    Mail.objects.all().delete()
    post(key="alert:7:2026-12-01")

    assert first["List-Unsubscribe"] == "<https://rolefeed.example/stop/abc>"
    assert mail.outbox[1].extra_headers["Message-ID"] == first["Message-ID"]


def test_a_subject_has_one_line():
    post(subject="Live: Writer\r\nBcc: everybody@example.com")

    assert mail.outbox[0].subject == "Live: Writer Bcc: everybody@example.com"
    assert mail.outbox[0].bcc == []


@pytest.mark.parametrize(
    "nonsense",
    [
        {"to": "nadia@example.com, everybody@example.com"},
        {"to": "nadia@example.com\nBcc: everybody@example.com"},
        {"to": ""},
        {"sender": "Rolefeed <hello@example.com>\nBcc: everybody@example.com"},
        {"headers": {"X-Note": "one\nBcc: everybody@example.com"}},
        {"headers": {"X-Note\nBcc": "everybody@example.com"}},
        {"headers": {"Bcc": "everybody@example.com"}},
        {"key": ""},
        {"key": "k" * 201},
    ],
    ids=str,
)
def test_more_receivers_or_headers_than_meant_are_refused(nonsense):
    with pytest.raises((outbox.NotAMail, ValidationError)):
        post(**nonsense)

    assert not Mail.objects.exists()


def test_the_words_of_a_mail_are_gone_when_it_is_sent():
    post(text="A secret link", html="<p>A secret link</p>")

    row = Mail.objects.get()
    assert (row.text, row.html, row.to) == ("", "", "nadia@example.com")


# Forgetting a person


def mails() -> dict[str, str]:
    return dict(Mail.objects.values_list("key", "to"))


def test_who_left_gets_no_more_mail_and_none_says_that_they_did():
    later = timezone.now() + timedelta(days=1)
    post(key="waits", to="priya@example.com", not_before=later)
    post(key="last word", to="priya@example.com", not_before=later)
    post(key="sent", to="Priya@example.com")
    post(key="another's", to="leo@example.com")

    outbox.forget("priya@example.com", but=["last word"])

    assert mails() == {"sent": "", "last word": "priya@example.com", "another's": "leo@example.com"}
    assert Mail.objects.get(key="sent").subject == ""


def test_a_letter_that_waits_is_forgotten_with_who_wrote_it():
    letter = {"to": "jobs@acme.example", "headers": {"Reply-To": "priya@example.com"}}
    outbox.hold(key="held", subject="Application", text="I am Priya", **letter)
    post(key="on its way", text="I am Priya", not_before=timezone.now() + timedelta(days=1), **letter)
    outbox.hold(
        key="another's", subject="", text="", to="jobs@acme.example", headers={"Reply-To": "leo@example.com"}
    )

    outbox.forget("priya@example.com")

    assert set(mails()) == {"another's"}


def test_forgetting_twice_is_forgetting_once():
    post(key="sent", to="priya@example.com")
    outbox.forget("priya@example.com")
    erased = Mail.objects.get().erased_at

    outbox.forget("priya@example.com")

    assert Mail.objects.get().erased_at == erased

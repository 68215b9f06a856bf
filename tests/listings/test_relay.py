"""Writing to an employer who takes applications by mail: nobody sees the address, nobody is flooded."""

import re
from datetime import timedelta
from time import time

import pytest
from django.core import mail, signing
from django.urls import reverse
from django.utils import timezone

from background.models import Mail
from background.tasks import forget_old_mail
from listings.forms import letter as letter_form
from tests import make

pytestmark = pytest.mark.django_db

WRITTEN = {"name": "Priya R.", "email": "priya@example.com", "message": "I ran six tests.\nHere is my work."}


@pytest.fixture
def listing():
    return make.live_listing(apply_by="email", apply_email="jobs@acme.example", apply_url="")


@pytest.fixture
def stamp(monkeypatch):
    """The stamp of a form that was opened so many seconds ago."""

    def made(ago: float = 60) -> str:
        then = time() - ago
        with monkeypatch.context() as clock:
            clock.setattr(signing.time, "time", lambda: then)
            return letter_form.LetterForm(user=make.user()).initial["stamp"]

    return made


def write(client, listing, stamp: str, **changes):
    return client.post(reverse("write_to_employer", args=[listing.pk]), WRITTEN | {"stamp": stamp} | changes)


def link() -> str:
    return re.search(r"http\S+(/listings/write/\S+)", mail.outbox[-1].body)[1]


def test_the_page_of_the_listing_shows_the_address_to_nobody(client, listing):
    strangers = client.get(listing.get_absolute_url()).content.decode()
    client.force_login(make.user())
    signed_in = client.get(listing.get_absolute_url()).content.decode()

    for shown in (strangers, signed_in):
        assert "jobs@acme.example" not in shown
        assert reverse("write_to_employer", args=[listing.pk]) in shown


def test_a_stranger_confirms_the_own_address_before_the_letter_goes(client, listing, stamp):
    asked = write(client, listing, stamp())
    to = [message.to for message in mail.outbox]
    page = client.get(link()).content.decode()
    after_looking = len(mail.outbox)
    sent = client.post(link())

    assert asked.url == listing.get_absolute_url()
    assert to == [["priya@example.com"]]
    assert "jobs@acme.example" not in mail.outbox[0].body + page
    assert after_looking == 1
    assert "Your letter is on its way to Acme" in sent.content.decode()
    letter = mail.outbox[-1]
    assert (letter.to, letter.extra_headers["Reply-To"]) == (["jobs@acme.example"], "priya@example.com")
    assert "Priya R. writes to you" in letter.body
    assert "I ran six tests.\nHere is my work." in letter.body


def test_pressing_twice_sends_once(client, listing, stamp):
    write(client, listing, stamp())
    address = link()

    answers = [client.post(address).content.decode() for _ in range(2)]

    assert "Your letter is on its way" in answers[0]
    assert "Nothing more to send" in answers[1]
    assert len(mail.outbox) == 2


def test_the_same_form_sent_twice_is_one_letter(client, listing, stamp):
    same = stamp()

    for _ in range(2):
        write(client, listing, same)

    assert len(mail.outbox) == 1


def test_who_is_signed_in_writes_from_the_address_of_the_account_at_once(client, listing, stamp):
    client.force_login(make.user("tom@example.com", name="Tom"))

    write(client, listing, stamp(), email="somebody.else@example.com")

    [letter] = mail.outbox
    assert (letter.to, letter.extra_headers["Reply-To"]) == (["jobs@acme.example"], "tom@example.com")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "Enter your name"),
        ({"email": ""}, "Enter your email address"),
        ({"email": "priya"}, "Enter an email address like name@example.com"),
        ({"message": ""}, "Write to the employer"),
        ({"message": "x" * 2001}, "at most 2000 characters"),
        ({"stamp": ""}, "This page was open for a long time"),
        ({"stamp": "nonsense:1:2"}, "This page was open for a long time"),
    ],
)
def test_what_is_wrong_is_said_and_the_text_stays(client, listing, stamp, changes, message):
    response = write(client, listing, **{"stamp": stamp()} | changes)

    assert response.status_code == 422
    assert message in response.content.decode()
    assert changes.get("message", "I ran six tests.") in response.content.decode()
    assert mail.outbox == []


def test_a_form_that_comes_back_at_once_was_filled_by_a_machine(client, listing, stamp):
    quick = write(client, listing, stamp(0))
    trapped = write(client, listing, stamp(), website="https://spam.example")

    assert quick.status_code == 422
    assert trapped.status_code == 302
    assert not Mail.objects.exists()


def test_an_old_page_gets_a_new_stamp(client, listing, stamp):
    first = write(client, listing, stamp(timedelta(days=3).total_seconds()))
    new = first.context["form"]["stamp"].value()

    assert first.status_code == 422
    assert "That was very quick" in write(client, listing, new).content.decode()


@pytest.mark.parametrize(
    ("many", "change"),
    [
        (3, lambda number: {}),
        (10, lambda number: {"email": f"person{number}@example.com"}),
    ],
)
def test_nobody_is_flooded(client, listing, stamp, many, change):
    answers = [write(client, listing, stamp(), **change(number)) for number in range(many + 1)]

    assert [answer.status_code for answer in answers] == [302] * many + [429]
    assert "You have tried many times." in answers[-1].content.decode()
    assert len(mail.outbox) == many


def test_a_header_of_ones_own_changes_no_limit(client, listing, stamp):
    for number in range(10):
        write(client, listing, stamp(), email=f"person{number}@example.com")

    forged = client.post(
        reverse("write_to_employer", args=[listing.pk]),
        WRITTEN | {"stamp": stamp(), "email": "person11@example.com"},
        headers={"X-Forwarded-For": "203.0.113.9"},
    )

    assert forged.status_code == 429


def test_a_listing_that_closed_meanwhile_takes_nothing_and_gives_the_text_back(client, listing, stamp):
    listing.closes_at = timezone.now() - timedelta(minutes=1)
    listing.save()

    opened = client.get(reverse("write_to_employer", args=[listing.pk]))
    sent = write(client, listing, stamp())

    assert opened.url == listing.get_absolute_url()
    assert sent.status_code == 409
    assert "This listing closed while you were writing" in sent.content.decode()
    assert "I ran six tests." in sent.content.decode()
    assert not Mail.objects.exists()


def test_a_letter_confirmed_after_closing_stays_here(client, listing, stamp):
    write(client, listing, stamp())
    listing.closes_at = timezone.now() - timedelta(minutes=1)
    listing.save()

    answer = client.post(link()).content.decode()

    assert "It closed before you confirmed your letter" in answer
    assert len(mail.outbox) == 1


def test_a_letter_that_nobody_confirms_is_forgotten(client, listing, stamp):
    write(client, listing, stamp())
    Mail.objects.held().update(created_at=timezone.now() - timedelta(days=3, hours=1))

    forget_old_mail()

    assert "Nothing more to send" in client.post(link()).content.decode()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("signed", ["nonsense", "WzEsIngiXQ:1tHis:nope"])
def test_a_link_that_we_did_not_sign_leads_nowhere(client, signed):
    for method in (client.get, client.post):
        response = method(reverse("send_letter", args=[signed]))
        assert response.status_code == 404
        assert "This link has run out" in response.content.decode()


def test_only_listings_that_take_letters_have_the_page(client):
    elsewhere = make.live_listing()
    draft = make.listing(apply_by="email", apply_email="jobs@acme.example")

    for listing in (elsewhere, draft):
        assert client.get(reverse("write_to_employer", args=[listing.pk])).status_code == 404
        assert write(client, listing, "").status_code == 404


def test_lines_in_a_name_are_no_headers(client, listing, stamp):
    write(
        client,
        listing,
        stamp(),
        name="Priya\nBcc: all@example.com",
        email="a@example.com\nBcc: b@example.com",
    )

    assert mail.outbox == []

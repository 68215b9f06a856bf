"""What somebody at the entrance cannot find out, or make us say."""

from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "nadia@example.com", "nobody@example.com"


@pytest.fixture
def hashed(monkeypatch) -> Callable[[str, dict], int]:
    """How often a password is hashed, which is what takes the time, for what this page is sent."""
    calls: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: calls.append("hashed") or encode(*args))

    def count(name: str, sent: dict) -> int:
        calls.clear()
        Client().post(reverse(name), sent)
        return len(calls)

    return count


@pytest.mark.parametrize(
    ("name", "field", "password", "times"),
    [
        ("account_login", "login", "password", 1),
        ("account_signup", "email", "password1", 1),
        ("account_reset_password", "email", "password", 0),
    ],
)
def test_a_known_address_is_as_much_work_as_an_unknown_one(hashed, name, field, password, times):
    make.user(KNOWN)

    work = [hashed(name, {field: email, password: "three wrong words"}) for email in (KNOWN, UNKNOWN)]

    assert work == [times, times]


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password"])
@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil.example"])
def test_a_mail_is_never_asked_for_under_another_name(client, name, host):
    make.user(KNOWN)

    answer = client.post(
        reverse(name), {"email": KNOWN, "password1": "three random words"}, headers={"host": host}
    )

    assert answer.status_code == 400
    assert mail.outbox == []


def test_what_a_visitor_says_of_a_proxy_does_not_come_into_mails(client):
    make.user(KNOWN)
    said = {"x-forwarded-host": "evil.example", "forwarded": "host=evil.example", "x-host": "evil.example"}

    client.post(reverse("account_reset_password"), {"email": KNOWN}, headers=said)

    assert "evil.example" not in mail.outbox[0].body
    assert "://testserver/" in mail.outbox[0].body

"""Making an account: the address is confirmed first, and nobody learns who has one."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from background import outbox
from tests import make

pytestmark = pytest.mark.django_db

NEW = {"email": "Nadia@Example.com", "password1": "three random words"}


def link_in_mail() -> str:
    return re.search(r"https?://testserver(/\S+)", mail.outbox[-1].body)[1]


def test_a_person_signs_up_confirms_and_signs_in(client):
    client.post(reverse("account_signup"), NEW)
    confirm = link_in_mail()
    client.get(confirm)
    before = client.post(reverse("account_login"), {"login": NEW["email"], "password": NEW["password1"]})
    client.post(confirm)
    after = client.post(reverse("account_login"), {"login": NEW["email"], "password": NEW["password1"]})

    assert before.url == reverse("account_email_verification_sent")
    assert after.url == reverse("account")
    assert User.objects.get().email == "nadia@example.com"


def test_opening_the_link_alone_confirms_nothing(client):
    client.post(reverse("account_signup"), NEW)

    client.get(link_in_mail())

    assert not User.objects.get().emailaddress_set.get().verified


def test_a_known_address_gets_the_same_answer_and_a_mail_that_says_so(client):
    make.user("nadia@example.com")

    known = client.post(reverse("account_signup"), NEW)
    unknown = client.post(reverse("account_signup"), NEW | {"email": "new@example.com"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.subject for message in mail.outbox] == [
        "You have an account already",
        "Confirm your address",
    ]
    assert User.objects.filter(email="nadia@example.com").count() == 1


def test_a_lost_password_gets_the_same_answer_for_known_and_unknown(client):
    make.user("nadia@example.com")

    answers = {
        client.post(reverse("account_reset_password"), {"email": email}).url
        for email in ("nadia@example.com", "nobody@example.com")
    }

    assert len(answers) == 1
    assert [message.subject for message in mail.outbox] == [
        "Choose a new password",
        "No account with this address",
    ]


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("short", "Use at least 12 characters. Three random words work well."),
        ("qwerty123456", "too common"),
        ("", "required"),
    ],
)
def test_weak_passwords_are_refused_with_advice(client, password, message):
    response = client.post(reverse("account_signup"), NEW | {"password1": password})

    assert message in str(response.context["form"].errors)
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["x" * 64 + "1 ä 漢字", "   leading and trailing   "])
def test_long_passwords_of_any_letters_are_taken(client, password):
    client.post(reverse("account_signup"), NEW | {"password1": password})

    assert User.objects.get().check_password(password)


def test_a_wrong_password_says_what_to_do(client):
    make.user("nadia@example.com")

    response = client.post(
        reverse("account_login"), {"login": "nadia@example.com", "password": "wrong words here"}
    )

    assert "That email and password do not match" in response.content.decode()


def test_guessing_is_slowed_down_and_a_forged_address_does_not_help(client):
    make.user("nadia@example.com")
    guess = {"login": "nadia@example.com", "password": "wrong words here"}

    answers = [
        client.post(reverse("account_login"), guess, headers={"X-Forwarded-For": f"10.0.0.{n}"})
        for n in range(30)
    ]

    said = answers[-1].content.decode()
    assert answers[-1].status_code == 429 or "You have tried many times" in said


def test_a_signed_in_person_gets_a_new_session_and_signing_out_ends_it(client):
    make.user("nadia@example.com")
    client.get("/")
    client.post(reverse("account_login"), {"login": "nadia@example.com", "password": make.PASSWORD})
    cookie = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))

    client.cookies["sessionid"] = cookie
    assert client.get(reverse("account")).status_code == 302


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_leads_to_own_pages_only(client, target):
    make.user("nadia@example.com")

    response = client.post(
        reverse("account_login") + f"?next={target}",
        {"login": "nadia@example.com", "password": make.PASSWORD, "next": target},
    )

    assert response.url == reverse("account")


def test_signing_in_leads_back_to_where_one_was(client):
    make.user("nadia@example.com")

    response = client.post(
        reverse("account_login"), {"login": "nadia@example.com", "password": make.PASSWORD, "next": "/post/"}
    )

    assert response.url == "/post/"


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_reset_password", "account_email_verification_sent"]
)
def test_pages_of_the_entrance_are_open(client, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["account", "account_email", "account_change_password"])
def test_pages_of_an_account_are_its_owners(client, name):
    signed_out = client.get(reverse(name))
    client.force_login(make.user())

    assert signed_out.status_code == 302
    assert client.get(reverse(name)).status_code == 200


def test_an_address_is_one_address_in_any_case():
    make.user("nadia@example.com")

    assert User.objects.get_by_natural_key("NADIA@example.com").email == "nadia@example.com"


def test_signing_up_works_while_the_mail_server_does_not(client, settings):
    locmem = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answer = client.post(reverse("account_signup"), NEW)

    settings.EMAIL_BACKEND = locmem
    outbox.deliver()

    assert answer.url == reverse("account_email_verification_sent")
    assert client.get(link_in_mail()).status_code == 200


def test_who_asks_for_a_second_link_gets_one(client):
    make.user("nadia@example.com")

    for _ in range(2):
        client.post(reverse("account_reset_password"), {"email": "nadia@example.com"})

    assert [message.subject for message in mail.outbox] == ["Choose a new password"] * 2

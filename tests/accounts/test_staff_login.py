"""Staff come in by the door of everybody, which counts tries."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_tried_before():
    cache.clear()


def test_the_admin_asks_to_sign_in_where_everybody_does_and_leads_back(client):
    staff = make.staff()

    asked = client.get(reverse("admin:index"), follow=True)

    assert asked.redirect_chain[-1][0] == "/account/login/?next=/admin/"
    signed_in = client.post(
        "/account/login/?next=/admin/", {"login": staff.email, "password": make.PASSWORD}, follow=True
    )
    assert signed_in.redirect_chain[-1][0] == "/admin/"
    assert signed_in.status_code == 200


def test_there_is_no_second_form_to_guess_passwords_at(client):
    staff = make.staff()

    answer = client.post("/admin/login/", {"username": staff.email, "password": make.PASSWORD})

    assert answer.status_code == 405
    assert client.get(reverse("account")).status_code == 302


def test_guessing_the_password_of_staff_ends_soon(client):
    staff = make.staff()
    for _ in range(15):
        client.post("/account/login/", {"login": staff.email, "password": "wrong"})

    answer = client.post("/account/login/", {"login": staff.email, "password": make.PASSWORD})

    assert "You have tried many times" in answer.content.decode()


def test_who_is_no_staff_finds_nothing(client):
    client.force_login(make.user())

    assert client.get("/admin/", follow=True).status_code == 404


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "/admin/\n"])
def test_it_leads_nowhere_else(client, wanted):
    client.force_login(make.staff())

    assert client.get("/admin/login/", {"next": wanted}).url == "/admin/"

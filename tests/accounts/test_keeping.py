"""What somebody typed while their session ended: there again for that person, and for nobody else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import keeping
from listings.models import Listing
from tests import make

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "Paid social executive",
    "platforms": ["tiktok", "x"],
    "description": "Half a text",
    "save": "",
}


@pytest.fixture
def nadia(client):
    person = make.user("nadia@example.com")
    make.company(person)
    return person


def whose(person) -> dict:
    """The hidden field of a form that this person opened while signed in."""
    return {"typed_by": keeping.sign(person)}


def sign_in(client, person, address: str):
    return client.post(
        f"{reverse('account_login')}?next={address}", {"login": person.email, "password": make.PASSWORD}
    )


def back(client) -> dict:
    form = client.get(reverse("post")).context["form"]
    return {name: form[name].value() for name in ("title", "platforms", "description")}


def test_after_signing_in_the_page_has_all_that_was_typed(client, nadia):
    sent = client.post(reverse("post"), TYPED | whose(nadia))
    asked = client.get(sent.url).content.decode()
    signed_in = sign_in(client, nadia, reverse("post"))
    page = client.get(signed_in.url)

    assert sent.url == f"{reverse('account_login')}?next=/post/"
    assert "You were signed out. Sign in and your text will still be here." in asked
    assert signed_in.url == reverse("post")
    assert "Your text is still here" in page.content.decode()
    assert "There is a problem" not in page.content.decode()
    form = page.context["form"]
    assert {name: form[name].value() for name in TYPED if name != "save"} == {
        k: v for k, v in TYPED.items() if k != "save"
    }
    assert not Listing.objects.exists()


def test_it_is_there_once(client, nadia):
    client.post(reverse("post"), TYPED | whose(nadia))
    sign_in(client, nadia, reverse("post"))

    assert back(client)["title"] == TYPED["title"]
    assert not back(client)["title"]


def test_another_person_on_the_same_browser_never_sees_it(client, nadia):
    other = make.user("other@example.com")
    make.company(other, name="Other")
    client.post(reverse("post"), TYPED | whose(nadia))

    sign_in(client, other, reverse("post"))

    assert keeping.KEY not in client.session
    assert TYPED["description"] not in client.get(reverse("post")).content.decode()


@pytest.mark.parametrize("signature", ["", "nonsense", "1:2:3"])
def test_a_form_that_nobody_signed_is_not_kept(client, nadia, signature):
    response = client.post(reverse("post"), TYPED | {"typed_by": signature})

    assert response.url.startswith(reverse("account_login"))
    assert keeping.KEY not in client.session


def test_only_pages_that_say_so_keep_anything(client, nadia):
    client.post(reverse("new_company"), {"name": "Fern"} | whose(nadia))

    assert keeping.KEY not in client.session


def test_what_is_too_large_is_not_kept(client, nadia):
    client.post(reverse("post"), TYPED | whose(nadia) | {"description": "x" * keeping.MOST})

    assert keeping.KEY not in client.session


def test_a_machine_that_sends_one_signed_form_again_and_again_fills_no_table(client, nadia, monkeypatch):
    monkeypatch.setattr(keeping, "TEXTS_AN_HOUR", 3)

    answers = [Client().post(reverse("post"), TYPED | whose(nadia)) for _ in range(5)]
    forged = [Client(enforce_csrf_checks=True).post(reverse("post"), TYPED | whose(nadia)) for _ in range(2)]

    assert {answer.url for answer in answers} == {f"{reverse('account_login')}?next=/post/"}
    assert [answer.status_code for answer in forged] == [403] * 2
    assert Session.objects.count() == 3


def test_passwords_and_files_are_not_kept_and_that_is_said(client, nadia):
    file = SimpleUploadedFile("cv.pdf", b"text")
    sent = client.post(reverse("post"), TYPED | whose(nadia) | {"New_Password1": "secret words", "cv": file})

    asked = client.get(sent.url).content.decode()

    assert "Files are not kept" in asked
    assert "secret words" not in str(client.session[keeping.KEY])


def test_after_a_day_it_is_gone(client, nadia):
    client.post(reverse("post"), TYPED | whose(nadia))
    session = client.session
    session[keeping.KEY] |= {"at": (timezone.now() - timedelta(days=1, minutes=1)).isoformat()}
    session.save()

    sign_in(client, nadia, reverse("post"))

    assert not back(client)["title"]


def test_a_form_with_an_old_token_comes_back_to_be_sent_again(nadia):
    """Who signs in again in another window gets a new token, and the form keeps the old one."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(nadia)

    refused = strict.post(reverse("post"), TYPED | whose(nadia))

    assert refused.url == reverse("post")
    assert back(strict)["title"] == TYPED["title"]
    assert not Listing.objects.exists()


def test_a_form_of_a_foreign_page_is_refused_as_ever(nadia):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(nadia)

    for forged in (TYPED, TYPED | whose(make.user())):
        assert strict.post(reverse("post"), forged).status_code == 403
    assert not back(strict)["title"]


def test_a_listing_that_was_edited_comes_back_on_its_own_page(client, nadia):
    listing = make.listing(nadia, company=nadia.companies.get())
    address = reverse("edit_listing", args=[listing.pk])

    client.post(address, TYPED | whose(nadia))
    page = client.get(sign_in(client, nadia, address).url)

    assert page.context["form"]["title"].value() == TYPED["title"]
    listing.refresh_from_db()
    assert listing.title == "Social media coordinator"

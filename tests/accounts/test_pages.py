"""Every page of an account is one of ours, also those that a library answers."""

from pathlib import Path

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.response import TemplateResponse
from django.urls import get_resolver, reverse

from accounts.models import User
from accounts.urls import urlpatterns
from tests import make

pytestmark = pytest.mark.django_db

OURS = Path(settings.BASE_DIR) / "templates"
KEYS = {"key": "set-password", "uidb36": "x"}
SIGNED_IN = {"account", "account_logout", "account_email", "account_change_password", "account_set_password"}


def page_of(client, name: str) -> TemplateResponse:
    ((_, parameters),) = get_resolver().reverse_dict.getlist(name)[0][0]
    return client.get(reverse(name, kwargs={parameter: KEYS[parameter] for parameter in parameters}))


def foreign(response) -> list[str]:
    pages = [
        template for template in response.templates if str(template.name).startswith(("account", "allauth"))
    ]
    return [page.name for page in pages if not Path(page.origin.name).is_relative_to(OURS)]


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_every_page_of_an_account_is_ours(client, pattern):
    if pattern.name in SIGNED_IN:
        user = make.user()
        if pattern.name == "account_set_password":
            user.set_unusable_password()
            user.save()
        client.force_login(user)

    response = page_of(client, pattern.name)

    assert response.status_code == 200
    assert "base.html" in [template.name for template in response.templates]
    assert foreign(response) == []


def reset_link(user: User) -> str:
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


def test_the_link_of_a_lost_password_opens_a_form_of_ours_and_works_once(client):
    user = make.user()
    form = client.get(reset_link(user), follow=True)
    new = {"password1": "four other random words", "password2": "four other random words"}

    done = client.post(form.request["PATH_INFO"], new, follow=True)
    again = client.get(form.request["PATH_INFO"])

    assert "Choose a new password" in form.content.decode()
    assert "Your password is new" in done.content.decode()
    assert "This link works no more" in again.content.decode()
    assert User.objects.get().check_password("four other random words")


def test_an_address_changes_when_the_link_to_the_new_one_is_opened(client):
    client.force_login(make.user("old@example.com"))

    answer = client.post(
        reverse("account_email"), {"email": "new@example.com", "action_add": ""}, follow=True
    )

    assert "We sent a link to <strong>new@example.com</strong>" in answer.content.decode()
    assert User.objects.get().email == "old@example.com"


def test_a_change_of_address_is_called_off(client):
    client.force_login(make.user("old@example.com"))
    client.post(reverse("account_email"), {"email": "new@example.com", "action_add": ""})

    client.post(reverse("account_email"), {"email": "new@example.com", "action_remove": ""})

    assert client.get(reverse("account_email")).context["new_emailaddress"] is None


def test_a_password_changes(client):
    client.force_login(make.user())
    words = "four other random words"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": make.PASSWORD, "password1": words, "password2": words},
    )

    assert User.objects.get().check_password(words)

"""Two steps away, one press back: the pages of deleting an account."""

import pytest
from django.urls import reverse
from django.utils import timezone

from candidates import leaving
from candidates.models import Candidate
from employers.models import Membership
from tests import make

pytestmark = pytest.mark.django_db
PASSWORD = {"password": make.PASSWORD}


@pytest.fixture
def priya(client):
    priya = make.user("priya@example.com")
    client.force_login(priya)
    return priya


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_first_step_says_what_goes_and_what_stays(client, priya):
    listing = make.open_listing()
    make.application(listing, priya)
    priya.saved_listings.create(listing=listing)

    page = text(client.get(reverse("delete_account")))

    assert "All that you wrote in 1 application:" in page
    assert "1 of them has no outcome yet." in page
    assert "1 saved listing, 0 alerts, 0 drafts" in page
    assert reverse("confirm_deletion") in page


def test_the_right_password_asks_for_it_and_nothing_is_gone_yet(client, priya):
    answer = client.post(reverse("confirm_deletion"), PASSWORD, follow=True)

    assert "We delete your account in 14 days." in text(answer)
    assert "Keep my account" in text(answer)
    assert reverse("confirm_deletion") not in text(answer)
    assert Candidate.objects.leaving().get().user == priya


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Enter your password"), ("something else", "This is not your password.")]
)
def test_another_password_does_nothing(client, priya, typed, said):
    answer = client.post(reverse("confirm_deletion"), {"password": typed})

    assert answer.status_code == 422
    assert said in text(answer)
    assert typed == "" or typed not in text(answer)
    assert not Candidate.objects.leaving()


def test_guessing_the_password_ends_soon(client, priya):
    for _ in range(10):
        client.post(reverse("confirm_deletion"), {"password": "guess"})

    assert client.post(reverse("confirm_deletion"), PASSWORD).status_code == 429
    assert not Candidate.objects.leaving()


def test_opening_the_pages_changes_nothing(client, priya):
    for name in ("delete_account", "confirm_deletion"):
        assert client.get(reverse(name)).status_code == 200

    assert not Candidate.objects.exists()


def test_a_second_time_nothing_is_asked_again(client, priya):
    client.post(reverse("confirm_deletion"), PASSWORD)
    first = leaving.leaves_on(priya)

    answer = client.post(reverse("confirm_deletion"), PASSWORD)

    assert answer.url == reverse("delete_account")
    assert leaving.leaves_on(priya) == first


def test_the_account_page_says_when_and_one_press_keeps_it(client, priya):
    leaving.ask(priya)
    day = timezone.localtime(leaving.leaves_on(priya))
    assert f"We delete this account on <strong>{day.day} {day:%B %Y}</strong>" in text(
        client.get(reverse("account"))
    )

    answer = client.post(reverse("undo_deletion"), follow=True)

    assert "You keep your account." in text(answer)
    assert "We delete this account" not in text(answer)
    assert leaving.leaves_on(priya) is None


def test_whoever_signs_in_meanwhile_is_told(client):
    leaving.ask(make.user("leo@example.com"))

    answer = client.post(
        reverse("account_login"), {"login": "leo@example.com", "password": make.PASSWORD}, follow=True
    )

    assert "We delete your account on" in text(answer)
    assert "You can keep it" in text(answer)


def test_whoever_stays_hears_nothing_of_it(client, priya):
    assert "delete this account" not in text(client.get(reverse("account")))


def test_the_only_owner_is_sent_to_the_team_first(client, priya):
    company = make.company(priya)
    Membership.objects.create(company=company, user=make.user())

    page = text(client.get(reverse("delete_account")))
    answer = client.post(reverse("confirm_deletion"), PASSWORD)

    assert reverse("team", args=[company.slug]) in page
    assert reverse("confirm_deletion") not in page
    assert answer.url == reverse("delete_account")
    assert not Candidate.objects.leaving()


def test_the_last_member_is_sent_to_the_desk_first(client, priya):
    make.live_listing(priya)

    assert f"{reverse('desk')}?company=acme" in text(client.get(reverse("delete_account")))


def test_pages_about_leaving_are_kept_by_nobody(client, priya):
    for name in ("delete_account", "confirm_deletion"):
        assert "no-store" in client.get(reverse(name))["Cache-Control"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_first_step_asks_as_much_for_many_as_for_one(client, priya, django_assert_num_queries, rows):
    for _ in range(rows):
        make.application(make.open_listing(), priya)

    with django_assert_num_queries(14):
        client.get(reverse("delete_account"))

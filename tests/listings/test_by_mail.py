"""Links in mails act without signing in: a GET shows a button, a POST acts once, and nothing else opens them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from listings import signed
from listings.models import Listing
from listings.states import Status
from tests import make

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def listing():
    now = timezone.now()
    return make.confirmed_listing(
        make.user("nadia@example.com"),
        title="Writer",
        published_at=now - 25 * DAY,
        confirmed_at=now - 11 * DAY,
        closes_at=now + 5 * DAY,
    )


def address(name: str, listing: Listing) -> str:
    token = signed.to_renew(listing) if name == "renew_by_mail" else signed.to_confirm(listing)
    return reverse(name, args=[token])


def state() -> tuple:
    found = Listing.objects.get()
    return found.status, found.renewals, found.closes_at, found.confirmed_at, found.decisions.count()


LINKS = ["still_hiring", "not_hiring", "renew_by_mail"]


@pytest.mark.parametrize("name", LINKS)
def test_looking_at_a_link_changes_nothing(client, listing, name):
    before = state()

    for _ in range(2):
        response = client.get(address(name, listing))

    assert response.status_code == 200
    assert "Writer" in response.content.decode()
    assert response.content.decode().count('<form method="post">') == 1
    assert state() == before


def test_yes_confirms_it_once_without_signing_in(client, listing):
    link = address("still_hiring", listing)

    client.post(link)
    after = state()
    second = client.post(link, follow=True)

    assert timezone.now() - Listing.objects.get().confirmed_at < timedelta(minutes=1)
    assert "That is done" in second.content.decode()
    assert state() == after
    assert Listing.objects.get().decisions.get().who == "the link in a mail"


def test_no_closes_it_once(client, listing):
    link = address("not_hiring", listing)

    client.post(link)
    second = client.post(link, follow=True)

    assert Listing.objects.get().status == Status.CLOSED
    assert "That is done" in second.content.decode()
    assert Listing.objects.get().decisions.count() == 1


def test_a_late_yes_brings_a_hidden_listing_back(client, listing, time_machine):
    link = address("still_hiring", listing)
    Listing.objects.update(closes_at=timezone.now() + 20 * DAY)
    time_machine.move_to(timezone.now() + 8 * DAY)
    hidden = Listing.objects.live().count()

    client.post(link)

    assert (hidden, Listing.objects.live().count()) == (0, 1)


def test_a_link_renews_once(client, listing):
    link = address("renew_by_mail", listing)

    client.post(link)
    second = client.post(link, follow=True)

    renewed = Listing.objects.get()
    assert renewed.renewals == 1
    assert renewed.closes_at == listing.closes_at + 30 * DAY
    assert renewed.published_at == listing.published_at
    assert "That is done" in second.content.decode()


def test_a_link_that_cannot_renew_says_why(client, listing):
    Listing.objects.update(renewals=2)
    listing.refresh_from_db()

    shown = client.get(address("renew_by_mail", listing)).content.decode()
    answer = client.post(address("renew_by_mail", listing))

    assert "It was renewed twice already." in shown
    assert answer.status_code == 302
    assert Listing.objects.get().renewals == 2


def test_a_link_does_not_renew_what_breaks_the_rules(client, listing):
    listing.listing_skills.all().delete()

    response = client.post(address("renew_by_mail", listing))

    assert response.status_code == 422
    assert "Name at least one skill that the work needs" in response.content.decode()
    assert Listing.objects.get().renewals == 0


def test_an_old_question_is_answered_by_a_newer_answer(client, listing):
    """Two mails, the first answered: the link of the other does nothing any more."""
    yes, no = address("still_hiring", listing), address("not_hiring", listing)
    client.post(yes)

    response = client.post(no, follow=True)

    assert "That is done" in response.content.decode()
    assert Listing.objects.get().status == Status.LIVE


@pytest.mark.parametrize("name", LINKS)
@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1], lambda t: t.replace(".", "1."), lambda t: "x", lambda t: f"9{t}"]
)
def test_a_link_that_is_not_ours_opens_nothing(client, listing, name, spoil):
    token = address(name, listing).split("/")[2]
    before = state()

    response = client.post(reverse(name, args=[spoil(token)]))

    assert response.status_code == 404
    assert "This link does not work" in response.content.decode()
    assert state() == before


def test_the_link_of_one_question_does_not_answer_another(client, listing):
    token = signed.to_confirm(listing)

    assert client.post(reverse("renew_by_mail", args=[token])).status_code == 404


@pytest.mark.parametrize("name", LINKS)
def test_a_link_runs_out(client, listing, name, time_machine):
    link = address(name, listing)

    time_machine.move_to(timezone.now() + 100 * DAY)

    assert client.get(link).status_code == 410


def test_the_link_of_a_listing_that_is_gone_opens_nothing(client, listing):
    link = address("still_hiring", listing)
    listing.delete()

    assert client.get(link).status_code == 404


@pytest.mark.parametrize("name", LINKS)
def test_a_link_is_kept_by_no_cache_no_search_engine_and_told_to_no_other_site(client, listing, name):
    response = client.get(address(name, listing))

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"
    assert "nadia" not in address(name, listing) + response.content.decode()


@pytest.mark.parametrize("name", LINKS)
def test_the_button_is_needed(client, listing, name):
    """Whoever posts from elsewhere has not seen the page."""
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(address(name, listing)).status_code == 403
    assert client.put(address(name, listing)).status_code == 405

"""Who comes by the mail of an alert sees from which one, and what came with it. The mark in the link gives no power."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from candidates.alerting import acts, finding, idling, marks, sending
from candidates.models import Alert
from listings.search.query import SearchQuery
from tests import make

pytestmark = pytest.mark.django_db
BROWSER = {"User-Agent": "Mozilla/5.0"}
BAR = "alert “Every new listing”"


@pytest.fixture
def priya():
    return make.user("priya@example.com")


@pytest.fixture
def alert(priya):
    choices = {"frequency": "instant", "hour": 7, "time_zone": "UTC"}
    return acts.make(SearchQuery(), email=priya.email, user=priya, **choices)


@pytest.fixture
def mailed(alert, django_capture_on_commit_callbacks):
    """Three listings in one mail, as they stand in it."""
    finding.find()
    now = timezone.now()
    made = [
        make.live_listing(title=name, published_at=now + timedelta(seconds=at))
        for at, name in enumerate(["Third", "Second", "First"], 1)
    ]
    with django_capture_on_commit_callbacks(execute=True):
        finding.find()
        sending.send_due()
    return made[::-1]


def page(client, listing, mark) -> str:
    return client.get(f"{listing.get_absolute_url()}?alert={mark}", headers=BROWSER).content.decode()


def used(alert) -> bool:
    return Alert.objects.get(pk=alert.pk).used_at > timezone.now() - timedelta(minutes=1)


def long_ago(alert) -> None:
    Alert.objects.filter(pk=alert.pk).update(used_at=timezone.now() - timedelta(days=80))


def test_links_in_the_mail_lead_to_the_bar_and_from_there_to_the_next_of_the_same_mail(client, alert, mailed):
    first, second, third = mailed
    link = re.search(r"/listings/\S+first\S*", mail.outbox[0].body)[0]

    shown = client.get(link, headers=BROWSER).content.decode()

    assert f"From your {BAR}" in shown
    assert f"{second.get_absolute_url()}?alert={marks.mark_of(alert)}" in shown
    assert third.get_absolute_url() in page(client, second, marks.mark_of(alert)).split("Next:")[1][:200]
    assert "This is the last one of the mail" in page(client, third, marks.mark_of(alert))


def test_both_parts_of_the_mail_have_the_mark_and_none_the_token_in_a_link_to_a_listing(alert, mailed):
    for part in (mail.outbox[0].body, mail.outbox[0].alternatives[0].content):
        links = re.findall(r"/listings/\d+[^\s\"]*", part)
        assert len(links) == 3
        assert all(link.endswith(f"?alert={marks.mark_of(alert)}") for link in links)
        assert not any(alert.token in link for link in links)


def test_what_closed_meanwhile_is_passed_over(client, alert, mailed):
    first, second, third = mailed
    second.status, second.ended_at = "closed", timezone.now()
    second.save()

    shown = page(client, first, marks.mark_of(alert))

    assert third.get_absolute_url() in shown.split("Next:")[1][:200]


def test_to_open_it_is_use_and_answers_the_question_whether_to_go_on(client, alert, mailed):
    long_ago(alert)
    Alert.objects.filter(pk=alert.pk).update(asked_at=timezone.now() - timedelta(days=13))

    page(client, mailed[0], marks.mark_of(alert))

    assert used(alert)
    assert idling.ask_and_stop(timezone.now() + timedelta(days=2)) == (0, 0)


def test_a_program_that_follows_links_is_nobody(client, alert, mailed):
    long_ago(alert)

    client.get(
        f"{mailed[0].get_absolute_url()}?alert={marks.mark_of(alert)}",
        headers={"User-Agent": "LinkCheck/1.0 bot"},
    )

    assert not used(alert)


def test_only_the_owner_who_is_signed_in_may_edit(alert, mailed, priya):
    edit, mark = reverse("change_alert", args=[alert.token]), marks.mark_of(alert)
    owner, other = Client(), Client()
    owner.force_login(priya)
    other.force_login(make.user())

    shown = [page(client, mailed[0], mark) for client in (owner, other, Client())]

    assert [edit in one for one in shown] == [True, False, False]
    assert [alert.token in one for one in shown] == [True, False, False]
    assert f"From the {BAR}" in shown[1]


@pytest.mark.parametrize(
    "mark", ["", "1", "1-", "1-0000000000000000", "x-y", "-", "99999999999999999999-0", "¹-x"]
)
def test_a_mark_that_we_did_not_make_is_nothing(client, alert, mailed, mark):
    long_ago(alert)

    assert BAR not in page(client, mailed[0], mark)
    assert not used(alert)


def test_neither_is_that_of_an_alert_that_stopped_nor_at_a_listing_of_no_mail(client, alert, mailed):
    other = make.live_listing()
    at_other = page(client, other, marks.mark_of(alert))
    acts.stop(alert)

    assert (BAR in at_other, BAR in page(client, mailed[0], marks.mark_of(alert))) == (False, False)


def test_the_address_for_search_engines_has_no_mark(client, alert, mailed):
    shown = page(client, mailed[0], marks.mark_of(alert))

    assert f'<link rel="canonical" href="http://testserver{mailed[0].get_absolute_url()}">' in shown

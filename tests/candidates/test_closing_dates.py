"""A listing closes on one day, whoever says it: an employer who is to confirm it sooner changes nothing of that."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from background.models import Mail
from candidates import reminding
from candidates.alerting import acts, finding, sending
from candidates.models import Candidate, SavedListing
from listings.search.query import SearchQuery
from tests import make

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 5, 19, 15, 0, tzinfo=UTC)
CLOSES, CONFIRM_BY = NOW + timedelta(days=14), NOW + timedelta(days=7)
THE_DAY, ANOTHER_DAY = "2 June", "26 May"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def priya(client):
    person = make.user("priya@example.com")
    client.force_login(person)
    return person


@pytest.fixture
def saved(priya):
    listing = make.open_listing(closes_at=CLOSES, confirm_by=CONFIRM_BY, published_at=NOW - timedelta(days=9))
    SavedListing.objects.create(user=priya, listing=listing)
    return listing


def test_every_page_says_the_same_day(client, priya, saved):
    draft = make.draft(saved, priya)
    pages = [
        reverse("board"), saved.get_absolute_url(), saved.company.get_absolute_url(), reverse("saved"), reverse("me"),
        reverse("apply", args=[saved.pk]), draft.get_absolute_url(),
    ]  # fmt: skip

    said = {page: client.get(page).content.decode() for page in pages}

    assert [page for page in pages if THE_DAY not in said[page] or ANOTHER_DAY in said[page]] == []


def test_the_alert_says_the_same_day(saved):
    alert = acts.make(SearchQuery(), email="leo@example.com", frequency="instant", hour=7, time_zone="UTC")
    acts.confirm(alert)
    finding.find()
    saved.published_at = NOW + timedelta(seconds=1)
    saved.save()
    Mail.objects.all().delete()

    finding.find(NOW + timedelta(minutes=1))
    sending.send_due(NOW + timedelta(minutes=1))

    sent = Mail.objects.get()
    assert [f"Closes {THE_DAY}" in part for part in (sent.text, sent.html)] == [True, True]


def test_the_calendar_says_the_same_day(priya, saved):
    Candidate.objects.place(priya, calendar_key="5f2a9d0e-3d26-4b7f-9c1e-6a0d2b8c4e11")
    address = reverse("saved_calendar", args=[Candidate.objects.get().calendar_key])

    event = Calendar.from_ical(Client().get(address).content).walk("VEVENT")[0]

    assert event["dtstart"].dt == CLOSES


def test_the_reminder_comes_two_days_before_that_day_and_says_it(saved):
    saved.confirm_by = CLOSES
    saved.save()

    assert reminding.remind(CONFIRM_BY - timedelta(days=1)) == 0
    assert reminding.remind(CLOSES - timedelta(days=1)) == 1
    assert THE_DAY in Mail.objects.get().text

"""The calendar of closing dates: right for every calendar program, and open to who has the address alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from candidates.models import Candidate, SavedListing
from tests import make

pytestmark = pytest.mark.django_db
NASTY = "Söcial, media; manager\\lead " + "é" * 60


@pytest.fixture
def priya(client):
    person = make.user("priya@example.com")
    client.force_login(person)
    return person


def make_calendar(client) -> str:
    client.post(reverse("change_calendar"), {"act": "make"})
    return reverse("saved_calendar", args=[Candidate.objects.get().calendar_key])


def save(person, **fields):
    listing = make.live_listing(**fields)
    SavedListing.objects.create(user=person, listing=listing)
    return listing


def events(address: str) -> list:
    return Calendar.from_ical(Client().get(address).content).walk("VEVENT")


def test_a_calendar_program_reads_when_saved_listings_close(client, priya, settings):
    settings.SITE_URL = "https://rolefeed.example"
    closes = timezone.now().replace(microsecond=0) + timedelta(days=3)
    listing = save(priya, title=NASTY, company=make.company(name="Fern & Co"), closes_at=closes)

    response = Client().get(make_calendar(client))
    event = Calendar.from_ical(response.content).walk("VEVENT")[0]

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert event["summary"] == f"Closes: {NASTY}, Fern & Co"
    assert event["dtstart"].dt == closes
    assert event["uid"] == f"closes-{listing.pk}@rolefeed.example"
    assert event["url"] == f"https://rolefeed.example{listing.get_absolute_url()}"


def test_it_is_written_as_the_standard_has_it(client, priya):
    listing = save(priya, title=NASTY)

    text = Client().get(make_calendar(client)).content

    assert text.startswith(b"BEGIN:VCALENDAR\r\n")
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert f"DTSTART:{listing.closes_at:%Y%m%dT%H%M%SZ}".encode() in text
    assert f"DTSTAMP:{listing.changed_at:%Y%m%dT%H%M%SZ}".encode() in text
    assert b"S\xc3\xb6cial\\, media\\; manager\\\\lead" in text.replace(b"\r\n ", b"")
    assert text.count(b"VERSION:2.0") == text.count(b"PRODID:") == 1


def test_a_listing_keeps_its_event_when_its_date_moves(client, priya):
    listing = save(priya)
    address = make_calendar(client)
    before = events(address)[0]
    listing.closes_at += timedelta(days=2)
    listing.save()

    after = events(address)[0]

    assert after["uid"] == before["uid"]
    assert after["dtstart"].dt - before["dtstart"].dt == timedelta(days=2)
    assert after["dtstamp"].dt >= before["dtstamp"].dt


def test_only_ones_own_open_listings_are_in_it(client, priya):
    save(priya, title="Mine")
    save(priya, title="Over", status="closed", ended_at=timezone.now())
    save(make.user(), title="Another's")

    assert [str(event["summary"]) for event in events(make_calendar(client))] == ["Closes: Mine, Acme"]


def test_a_new_address_ends_the_old_one_and_stopping_ends_both(client, priya):
    first = make_calendar(client)
    second = make_calendar(client)
    codes = [Client().get(address).status_code for address in (first, second)]

    client.post(reverse("change_calendar"), {"act": "stop"})

    assert (codes, Client().get(second).status_code) == ([404, 200], 404)


def test_nobody_guesses_an_address_and_nobody_keeps_the_answer(client, priya):
    address = make_calendar(client)

    assert Client().get(reverse("saved_calendar", args=[uuid4()])).status_code == 404
    assert "no-store" in Client().get(address)["Cache-Control"]
    assert "private" in Client().get(address)["Cache-Control"]
    assert Client().post(address).status_code == 405


def test_who_leaves_takes_the_calendar_along(client, priya):
    address = make_calendar(client)
    Candidate.objects.place(priya, delete_after=timezone.now())

    assert Client().get(address).status_code == 404


def test_nobody_makes_a_calendar_by_looking_and_the_page_shows_its_address(client, priya):
    before = client.get(reverse("saved")).content.decode()
    assert client.get(reverse("change_calendar")).status_code == 405
    address = make_calendar(client)

    assert ("Make a calendar" in before, Candidate.objects.count()) == (True, 1)
    assert f"http://testserver{address}" in client.get(reverse("saved")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_the_same_number_of_questions(client, priya, django_assert_num_queries, rows):
    for _ in range(rows):
        save(priya)
    address = make_calendar(client)

    with django_assert_num_queries(3):
        Client().get(address)

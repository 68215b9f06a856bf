"""Messages that somebody reported, as staff see them."""

import pytest
from django.core import mail
from django.urls import reverse

from candidates import talking
from tests import make

pytestmark = pytest.mark.django_db
LIST = reverse("admin:candidates_message_changelist")
FOUND = {"finding": "against", "note": "Asks for a fee. Listing frozen."}


@pytest.fixture
def nadia():
    return make.user("nadia@acme.example")


@pytest.fixture
def application(nadia):
    return make.application(
        make.open_listing(nadia, title="Paid social exec"), make.user("priya@example.com")
    )


@pytest.fixture
def reported(application, nadia):
    talking.say(application, "When do we start?", by=application.user, from_employer=False)
    message = talking.say(application, "First send 50 pounds", by=nadia, from_employer=True)
    talking.report(message, why="Asks for money or bank details")
    return message


@pytest.fixture
def olu(client):
    olu = make.staff(email="olu@rolefeed.example")
    client.force_login(olu)
    return client


def address(message) -> str:
    return reverse("admin:judge_message", args=[message.pk])


def test_the_list_has_reported_messages_and_no_others(olu, application, nadia, reported):
    quiet = talking.say(application, "Nothing wrong", by=nadia, from_employer=True)

    page = olu.get(LIST).content.decode()

    assert "Asks for money or bank details" in page
    assert olu.get(address(quiet)).status_code == 404


def test_the_page_shows_both_sides_and_the_reason(olu, reported):
    page = olu.get(address(reported)).content.decode()

    for words in (
        "When do we start?",
        "First send 50 pounds",
        "Asks for money or bank details",
        "the candidate",
    ):
        assert words in page


def test_looked_at_with_a_note_and_who_reported_it_is_told(olu, reported, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        olu.post(address(reported), FOUND)
        again = olu.post(address(reported), FOUND, follow=True)

    reported.refresh_from_db()
    (told,) = mail.outbox
    assert reported.judged_at
    assert told.to == ["priya@example.com"]
    assert "It is against our rules" in told.body
    assert "Listing frozen" not in told.body
    assert "50 pounds" not in told.body
    assert "Somebody was faster" in again.content.decode()
    assert "Asks for money" not in olu.get(LIST).content.decode()
    assert "Asks for a fee. Listing frozen." in olu.get(address(reported)).content.decode()


def test_an_employer_who_reported_is_told_too(olu, application, django_capture_on_commit_callbacks):
    message = talking.say(application, "You are fools", by=application.user, from_employer=False)
    talking.report(message, why="Rude")

    with django_capture_on_commit_callbacks(execute=True):
        olu.post(address(message), {"finding": "fine", "note": "Harsh, no more."})

    (told,) = mail.outbox
    assert told.to == ["nadia@acme.example"]
    assert "found nothing against our rules" in told.body


@pytest.mark.parametrize("missing", FOUND)
def test_without_a_finding_or_a_note_nothing_is_done(olu, reported, missing):
    response = olu.post(address(reported), FOUND | {missing: ""})

    reported.refresh_from_db()
    assert response.status_code == 422
    assert reported.judged_at is None


@pytest.mark.parametrize("who", ["candidate", "employer", "staff without the right", "nobody"])
def test_nobody_else_reads_them(client, reported, application, nadia, who):
    people = {
        "candidate": application.user,
        "employer": nadia,
        "staff without the right": make.user(is_staff=True),
    }
    if who in people:
        client.force_login(people[who])

    for response in (client.get(LIST), client.get(address(reported)), client.post(address(reported), FOUND)):
        assert response.status_code in (302, 403)
        assert b"50 pounds" not in response.content
    reported.refresh_from_db()
    assert reported.judged_at is None


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_a_fixed_number_of_times(
    olu, application, nadia, django_assert_num_queries, number
):
    for _ in range(number):
        talking.report(talking.say(application, "x", by=nadia, from_employer=True), why="Rude")

    with django_assert_num_queries(5):
        olu.get(LIST)

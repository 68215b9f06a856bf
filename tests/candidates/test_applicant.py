"""One who applied, as the members of the company see them, and every act: right, wrong, twice."""

import re
from html import unescape

import pytest
from django.core import mail
from django.urls import reverse

from candidates import hiring, talking
from candidates.files import keeping
from candidates.hiring import hiding
from candidates.models import Application
from candidates.states import Stage
from employers.models import Membership
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia(client):
    person = make.user("nadia@acme.example", name="Nadia")
    client.force_login(person)
    return person


@pytest.fixture
def listing(nadia):
    return make.open_listing(nadia, title="Paid social exec", skills=["copywriting"])


@pytest.fixture
def application(listing):
    return make.application(
        listing, make.user("priya@example.com"), name="Priya Rahman", skills=["copywriting"],
        cv=keeping.put(b"my cv", "pdf"), cv_kind="pdf",
        profile={"headline": "Strategist", "country": "GB", "city": "Leeds"},
        pieces=[
            {
                "kind": "image-set", "title": "Spring", "my_part": "All of it", "alt_text": "Tulips", "file_kind": "image",
                "file": keeping.put(b"pixels", "image"), "link": "https://priya.example/spring",
            },
            {"kind": "article", "title": "Words", "my_part": "Half", "file": keeping.put(b"pdf", "pdf"), "file_kind": "pdf"},
        ],
    )  # fmt: skip


def page(client, application, query: str = "") -> str:
    return unescape(client.get(address("applicant", application) + query).content.decode())


def address(name: str, application, *more: int) -> str:
    return reverse(name, args=[application.pk, *more])


def test_the_page_shows_what_was_sent(client, application):
    shown = page(client, application)

    for words in (
        "Priya Rahman",
        "Strategist",
        "Leeds, United Kingdom",
        "1 of 1 required skills",
        "Spring",
        "All of it",
    ):
        assert words in shown
    assert 'alt="Tulips"' in shown
    for name, more in (("application_cv", []), ("application_piece", [0]), ("application_piece", [1])):
        assert f'"{address(name, application, *more)}"' in shown


def test_the_page_says_in_words_which_skills_are_missing_and_what_else_somebody_can_do(client, nadia):
    listing = make.open_listing(nadia, skills=["copywriting", "meta-ads"])

    shown = page(client, make.application(listing, skills=["copywriting", "seo", "sql"]))

    assert "1 of 2 required skills" in shown
    assert "Missing: Meta Ads" in shown
    assert "Also: SEO, SQL" in shown


def test_a_result_is_called_self_reported(client, listing):
    piece = {"title": "Spring", "my_part": "All", "result": "41,000 views", "result_source": "my account"}

    shown = page(client, make.application(listing, pieces=[piece | {"result_on": "2026-05-02"}]))

    assert "(self-reported; from my account, read on 2 May 2026)" in shown


def test_files_are_given_out_under_names_of_our_own(client, application):
    answers = [
        client.get(address("application_cv", application)),
        client.get(address("application_piece", application, 0)),
        client.get(address("application_piece", application, 1)),
    ]

    assert [b"".join(answer) for answer in answers] == [b"my cv", b"pixels", b"pdf"]
    assert [answer["Content-Disposition"] for answer in answers] == [
        f'attachment; filename="cv-{application.pk}.pdf"',
        f'inline; filename="portfolio-{application.pk}-1.webp"',
        f'attachment; filename="portfolio-{application.pk}-2.pdf"',
    ]
    assert {answer["X-Content-Type-Options"] for answer in answers} == {"nosniff"}


def test_a_file_that_is_not_there_is_not_found(client, application):
    assert client.get(address("application_piece", application, 2)).status_code == 404
    keeping.throw_away(application.cv, "pdf")
    Application.objects.filter(pk=application.pk).update(cv="")
    assert client.get(address("application_cv", application)).status_code == 404


def test_while_names_are_hidden_no_file_opens_and_nothing_links_to_one(client, application):
    hiding.hide_names(application.listing, True)

    shown = page(client, application)

    assert f"<h1>Applicant {application.pk}</h1>" in shown
    for words in ("Priya", "Rahman", "Strategist", "Leeds,", "priya.example", "/cv/", "/pieces/"):
        assert words not in shown
    assert client.get(address("application_cv", application)).status_code == 404
    assert client.get(address("application_piece", application, 0)).status_code == 404


# Moving


def move(client, application, stage: str, seen: str = "sent", **more):
    data = {"stage": stage, "seen": seen} | more
    return client.post(address("move_applicant", application), data)


@pytest.mark.parametrize(
    ("path", "buttons"),
    [
        ([], ["read", "shortlisted"]),
        ([Stage.SHORTLISTED], ["interview", "offered"]),
        ([Stage.SHORTLISTED, Stage.OFFERED], ["hired", "declined"]),
        ([Stage.SHORTLISTED, Stage.OFFERED, Stage.HIRED], []),
    ],
)
def test_there_is_a_button_for_every_move_that_is_possible(client, application, nadia, path, buttons):
    for stage in path:
        hiring.move(application, stage, by=nadia)

    assert re.findall(r'name="stage" value="([\w-]+)"', page(client, application)) == buttons


def test_a_move_is_told_to_the_candidate_with_the_message(client, application):
    mail.outbox.clear()

    response = move(client, application, "shortlisted", message="We liked Spring.")

    application.refresh_from_db()
    assert application.stage == Stage.SHORTLISTED
    assert response.url == address("applicant", application)
    (told,) = mail.outbox
    assert told.to == ["priya@example.com"]
    assert "You are on the shortlist of Acme." in told.body
    assert "We liked Spring." in told.body


def test_who_looked_at_an_older_stage_is_told_that_somebody_was_faster(client, application, nadia):
    hiring.move(application, Stage.READ, by=nadia)

    response = move(client, application, "shortlisted", seen="sent")

    assert response.status_code == 409
    application.refresh_from_db()
    assert application.stage == Stage.READ


@pytest.mark.parametrize("stage", ["draft", "withdrawn", "sent", "nonsense", ""])
def test_nobody_is_moved_where_no_employer_moves_anybody(client, application, stage):
    assert move(client, application, stage).status_code == 422
    application.refresh_from_db()
    assert application.stage == Stage.SENT


def test_read_and_on_to_the_next(client, listing, application):
    newer = make.application(listing, name="Newer")
    assert "Mark as read and go to the next" in page(client, newer)

    response = move(client, newer, "read", next="1", list_stage="sent", sort="newest")

    assert response.url == f"{address('applicant', application)}?stage=sent"


def test_people_are_gone_through_one_by_one(client, listing, application):
    newer, newest = make.application(listing), make.application(listing)

    shown = page(client, newer, "?stage=sent")

    assert f'href="{address("applicant", newest)}?stage=sent" data-before' in shown
    assert f'href="{address("applicant", application)}?stage=sent" data-after' in shown


def test_an_offer_ends_with_hired_or_declined(client, application, nadia):
    for stage in (Stage.SHORTLISTED, Stage.OFFERED):
        hiring.move(application, stage, by=nadia)

    move(client, application, "hired", seen="offered")

    assert "Nothing more can be done with it." in page(client, application)
    application.listing.refresh_from_db()
    assert application.listing.applications_waiting == 0


# Notes


def test_a_note_is_for_colleagues_alone(client, application):
    mail.outbox.clear()

    client.post(address("note_applicant", application), {"text": "Asks for 32k."})

    assert "Asks for 32k." in page(client, application)
    client.force_login(application.user)
    assert "Asks for 32k." not in client.get(application.get_absolute_url()).content.decode()
    assert mail.outbox == []


def test_an_empty_note_is_sent_back(client, application):
    response = client.post(address("note_applicant", application), {"text": " "})

    assert response.status_code == 422
    assert "Write the note" in response.content.decode()


# Sharing


def test_a_colleague_gets_a_link_and_nothing_of_the_candidate(client, application, nadia):
    tom = make.user("tom@acme.example", name="Tom")
    colleague = Membership.objects.create(company=application.listing.company, user=tom)
    mail.outbox.clear()

    for _ in range(2):
        client.post(address("share_applicant", application), {"colleague": colleague.pk})

    (told,) = mail.outbox
    assert told.to == ["tom@acme.example"]
    assert "Priya" not in told.body + told.subject
    assert address("applicant", application) in told.body


@pytest.mark.parametrize("who", ["rival", "myself", "nobody"])
def test_it_is_shared_with_colleagues_and_nobody_else(client, application, nadia, who):
    rival = make.user()
    theirs = Membership.objects.create(company=make.company(name="Rival"), user=rival)
    mine = Membership.objects.get(user=nadia)
    Membership.objects.create(company=application.listing.company, user=make.user())
    mail.outbox.clear()

    chosen = {"rival": theirs.pk, "myself": mine.pk, "nobody": ""}[who]
    response = client.post(address("share_applicant", application), {"colleague": chosen})

    assert response.status_code == 422
    assert mail.outbox == []


def test_who_is_alone_is_led_to_the_team(client, application):
    assert "You are alone in this company." in page(client, application)


# Messages


def test_a_message_is_mailed_and_counts_as_an_answer(client, application):
    mail.outbox.clear()

    client.post(address("write_to_applicant", application), {"text": "Can you meet on Monday?"})

    assert "Can you meet on Monday?" in page(client, application)
    (told,) = mail.outbox
    assert told.to == ["priya@example.com"]
    application.refresh_from_db()
    assert application.answered_at


def test_a_message_that_was_opened_is_no_longer_new(client, application):
    talking.say(application, "On Tuesday?", by=application.user, from_employer=False)

    assert ">new</span>" in page(client, application)
    assert ">new</span>" not in page(client, application)


def test_messages_end_with_the_application(client, application, nadia):
    hiring.move(application, Stage.NOT_SELECTED, by=nadia, message="Sorry.", reason="other")

    response = client.post(address("write_to_applicant", application), {"text": "One more thing"})

    assert response.status_code == 409
    assert "messages with it" in page(client, application)


def test_an_empty_message_is_sent_back(client, application):
    response = client.post(address("write_to_applicant", application), {"text": ""})

    assert response.status_code == 422
    assert "Write the message" in response.content.decode()


def test_there_is_a_limit_to_messages(client, application, monkeypatch):
    monkeypatch.setattr("candidates.forms.hiring.MOST_MESSAGES", 1)
    client.post(address("write_to_applicant", application), {"text": "One"})

    assert client.post(address("write_to_applicant", application), {"text": "Two"}).status_code == 429


def test_what_a_candidate_wrote_is_reported_with_a_reason(client, application):
    said = talking.say(application, "Pay me first.", by=application.user, from_employer=False)
    report = address("report_candidate", application, said.pk)

    assert client.post(report, {"why": ""}).status_code == 422
    client.post(report, {"why": "A scam"})
    client.post(report, {"why": "Again"})

    said.refresh_from_db()
    assert (said.reported_why, bool(said.reported_at)) == ("A scam", True)
    assert "Reported to our staff" in page(client, application)


def test_what_the_company_wrote_is_nothing_to_report(client, application, nadia):
    said = talking.say(application, "Hello", by=nadia, from_employer=True)

    assert client.post(address("report_candidate", application, said.pk), {"why": "x"}).status_code == 404


def test_a_message_of_another_application_is_not_found(client, application, listing):
    other = make.application(listing)
    said = talking.say(other, "Hello", by=None, from_employer=False)

    assert client.post(address("report_candidate", application, said.pk), {"why": "x"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_number_of_questions_for_any_number_of_rows(
    client, application, nadia, assert_questions, rows
):
    for number in range(rows):
        hiring.note(application, f"Note {number}", by=nadia)
        talking.say(application, f"Message {number}", by=nadia, from_employer=True)
        make.application(application.listing)
        Membership.objects.create(company=application.listing.company, user=make.user())
    page(client, application)

    with assert_questions(17):
        client.get(address("applicant", application))

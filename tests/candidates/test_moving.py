"""How an application moves: who may, what else changes with it, and that a listing ends with an answer for everybody."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from background.models import Mail
from candidates import applying, hiring, talking
from candidates.applying import AlreadyApplied, NotOpen
from candidates.models import Application
from candidates.states import ENDED, MOVES, WAITING, Stage, WrongStage
from listings import lifecycle
from listings.lifecycle import PeopleWait
from listings.models import Listing
from tests import make

pytestmark = pytest.mark.django_db(transaction=False)
KIND = {"message": "Thank you for your time.", "reason": "others-closer"}
BY_EMPLOYER = {"sent", "draft", "withdrawn"}


@pytest.fixture
def nadia():
    return make.user("nadia@acme.example")


@pytest.fixture
def listing(nadia):
    return make.open_listing(nadia, title="Paid social exec")


@pytest.fixture
def saved(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_sending_tells_both_and_counts_who_waits(listing, saved):
    with saved():
        sent = make.application(listing, make.user("priya@example.com"))

    assert sent.stage == Stage.SENT
    assert sent.sent_at
    listing.refresh_from_db()
    assert listing.applications_waiting == 1
    assert sorted((m.to[0], m.subject) for m in mail.outbox) == [
        ("nadia@acme.example", "New applications: Paid social exec at Acme"),
        ("priya@example.com", "Sent: Paid social exec at Acme"),
    ]
    to_employer = next(m for m in mail.outbox if m.to == ["nadia@acme.example"])
    assert "priya" not in f"{to_employer.body}{to_employer.subject}".lower()


def test_who_follows_within_the_hour_is_told_of_when_it_is_over(listing, saved, time_machine):
    time_machine.move_to(datetime(2026, 11, 25, 10, 5, tzinfo=UTC), tick=False)
    with saved():
        for _ in range(3):
            make.application(listing)

    waiting = Mail.objects.filter(to="nadia@acme.example", sent_at=None)
    assert [m.to for m in mail.outbox].count(["nadia@acme.example"]) == 1
    assert [one.not_before for one in waiting] == [datetime(2026, 11, 25, 11, tzinfo=UTC)]


def test_sent_twice_is_one_application_and_one_mail(listing, saved):
    draft = make.draft(listing, make.user())

    with saved():
        applying.send(draft)
        applying.send(draft)

    assert Application.objects.sent().count() == 1
    assert len(mail.outbox) == 2


def test_a_person_begins_one_draft_and_applies_once(listing):
    priya = make.user(name="Priya R.")
    first = applying.begin(listing, user=priya)

    assert applying.begin(listing, user=priya) == first
    Application.objects.update(why="I ran three accounts.")
    applying.send(first)
    with pytest.raises(AlreadyApplied) as refused:
        applying.begin(listing, user=priya)
    assert refused.value.application == first


def test_a_guest_with_the_address_of_somebody_who_applied_does_not_apply_again(listing):
    make.application(listing, make.user("priya@example.com"))

    with pytest.raises(AlreadyApplied):
        make.application(listing, email="priya@example.com")


def test_a_guests_draft_keeps_nobody_from_applying(listing):
    make.draft(listing, email="priya@example.com", confirmed_at=None)

    assert make.application(listing, make.user("priya@example.com")).stage == Stage.SENT


def test_a_guest_who_did_not_confirm_sends_nothing(listing):
    with pytest.raises(NotOpen):
        make.application(listing, confirmed_at=None)

    assert not Application.objects.sent().exists()


def test_what_closed_meanwhile_takes_nothing_and_the_draft_stays(listing, nadia):
    draft = make.draft(listing, make.user(), why="Kept")
    lifecycle.close(listing, by=nadia, outcome="nobody")

    with pytest.raises(NotOpen):
        applying.send(draft)

    draft.refresh_from_db()
    assert (draft.stage, draft.why) == (Stage.DRAFT, "Kept")


@pytest.mark.parametrize("stage", list(Stage))
def test_an_employer_moves_along_the_table_and_nowhere_else(listing, nadia, stage):
    for goal in Stage:
        application = make.draft(listing)
        times = {"sent_at": application.created_at} if stage != Stage.DRAFT else {}
        times |= {"ended_at": application.created_at} if stage in ENDED else {}
        Application.objects.filter(pk=application.pk).update(stage=stage, **times)
        allowed = goal in MOVES[stage] and goal not in BY_EMPLOYER

        if allowed:
            assert hiring.move(application, goal, by=nadia).stage == goal
        else:
            with pytest.raises(WrongStage):
                hiring.move(application, goal, by=nadia)


def test_of_two_colleagues_the_second_is_told_that_somebody_was_faster(listing, nadia):
    application = make.application(listing)
    hiring.move(application, Stage.SHORTLISTED, by=nadia, seen=Stage.SENT)

    with pytest.raises(WrongStage) as refused:
        hiring.move(application, Stage.NOT_SELECTED, by=nadia, seen=Stage.SENT, **KIND)

    assert refused.value.now == Stage.SHORTLISTED


def test_every_change_is_mailed_in_plain_words(listing, nadia, saved):
    application = make.application(listing, make.user("priya@example.com"))

    with saved():
        hiring.move(application, Stage.NOT_SELECTED, by=nadia, **KIND)

    (told,) = mail.outbox
    assert told.to == ["priya@example.com"]
    assert told.subject == "Update: Paid social exec at Acme"
    assert "Acme has not chosen you this time." in told.body
    assert "Thank you for your time." in told.body


def test_a_listing_does_not_end_while_somebody_waits(listing, nadia):
    make.application(listing)

    for act in (lifecycle.close, lifecycle.mark_filled):
        with pytest.raises(PeopleWait) as refused:
            act(listing, by=nadia, outcome="nobody")
        assert refused.value.number == 1
    listing.refresh_from_db()
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.filter(pk=listing.pk).update(status="closed", ended_at=listing.published_at)


def test_ending_a_listing_gives_everybody_an_outcome(listing, nadia, saved):
    waiting = [make.application(listing), make.application(listing)]
    hiring.move(waiting[1], Stage.SHORTLISTED, by=nadia)

    with saved():
        hiring.mark_filled(listing, by=nadia, outcome="elsewhere", message="The role is filled.")

    listing.refresh_from_db()
    assert (listing.status, listing.applications_waiting) == ("filled", 0)
    assert {a.stage for a in Application.objects.all()} == {Stage.NOT_SELECTED}
    assert sorted(m.to[0] for m in mail.outbox) == sorted(a.email for a in waiting)


def test_a_listing_does_not_end_over_an_open_offer(listing, nadia):
    offered = make.application(listing)
    for stage in (Stage.SHORTLISTED, Stage.OFFERED):
        hiring.move(offered, stage, by=nadia)
    other = make.application(listing)

    with pytest.raises(PeopleWait), transaction.atomic():
        hiring.close(listing, by=nadia, outcome="here", message="The role is filled.")

    other.refresh_from_db()
    assert other.stage == Stage.SENT


def test_an_ended_listing_has_no_application_without_an_outcome(listing, nadia):
    for path in (
        [],
        [Stage.READ],
        [Stage.SHORTLISTED, Stage.INTERVIEW],
        [Stage.SHORTLISTED, Stage.OFFERED, Stage.HIRED],
    ):
        application = make.application(listing)
        for stage in path:
            hiring.move(application, stage, by=nadia)
    applying.withdraw(make.application(listing))

    hiring.close(listing, by=nadia, outcome="here", message="Thank you.")

    assert not Application.objects.at_stage(WAITING).exists()


def test_withdrawing_is_told_to_the_employer_and_twice_is_once(listing, saved):
    application = make.application(listing, make.user())

    with saved():
        applying.withdraw(application)
        applying.withdraw(application)

    assert [m.to for m in mail.outbox] == [["nadia@acme.example"]]
    listing.refresh_from_db()
    assert listing.applications_waiting == 0


def test_messages_reach_the_other_side_and_end_with_the_application(listing, nadia, saved):
    priya = make.user("priya@example.com")
    application = make.application(listing, priya)

    with saved():
        talking.say(application, "Can you meet on Monday?", by=nadia, from_employer=True)
        talking.say(application, "My number is secret.", by=priya, from_employer=False)

    assert sorted(m.to[0] for m in mail.outbox) == ["nadia@acme.example", "priya@example.com"]
    assert "secret" not in next(m for m in mail.outbox if m.to == ["nadia@acme.example"]).body
    application.refresh_from_db()
    assert application.answered_at
    applying.withdraw(application)
    with pytest.raises(WrongStage):
        talking.say(application, "Why?", by=nadia, from_employer=True)

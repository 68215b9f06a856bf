"""Two people, or a person and the clock, at the same moment: everybody is told once and nobody is left out."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from background.models import Mail
from candidates import applying, hiring
from candidates.applying import NotOpen
from candidates.hiring import ending
from candidates.models import Application
from candidates.states import WAITING, Stage, WrongStage
from listings.lifecycle import PeopleWait
from listings.models import Listing
from listings.states import IllegalMove
from roles import vocabulary as taxonomy
from tests import make
from tests.candidates.test_applying import at_once

pytestmark = pytest.mark.django_db(transaction=True)
REFUSALS = (IllegalMove, WrongStage, PeopleWait, NotOpen)


@pytest.fixture
def listing():
    if connection.vendor == "sqlite":
        pytest.skip("a test's SQLite is in memory and has one connection")
    taxonomy.load()
    return make.open_listing(make.user("nadia@acme.example"))


def closing(listing: Listing) -> partial:
    return partial(hiring.close, listing, by=listing.posted_by, outcome="", message="Thank you.")


def refused(answers: list) -> list:
    assert all(not isinstance(answer, Exception) or isinstance(answer, REFUSALS) for answer in answers), (
        answers
    )
    return [answer for answer in answers if isinstance(answer, Exception)]


def everybody_has_an_outcome_and_one_mail(listing: Listing) -> None:
    listing.refresh_from_db()
    assert listing.applications_waiting == 0
    assert not Application.objects.at_stage(WAITING).exists()
    for application in Application.objects.sent():
        ends = [step for step in application.steps.all() if step.after == Stage.NOT_SELECTED]
        assert len(ends) == 1
        assert Mail.objects.filter(key=f"step:{ends[0].pk}").count() == 1


def test_two_colleagues_close_at_once(listing):
    for _ in range(3):
        make.application(listing)

    answers = at_once([closing(listing)] * 2)

    assert len(refused(answers)) == 1
    everybody_has_an_outcome_and_one_mail(listing)


def test_somebody_applies_while_the_listing_closes(listing):
    make.application(listing)
    draft = make.draft(listing)

    answers = at_once([closing(listing), partial(applying.send, draft)])

    refused(answers)
    everybody_has_an_outcome_and_one_mail(listing)


def test_two_clocks_end_at_once(listing):
    for _ in range(3):
        make.application(listing)
    now = timezone.now()
    then = now - timedelta(days=31)
    Listing.objects.filter(pk=listing.pk).update(closes_at=then, confirm_by=now)

    answers = at_once([partial(ending.end_unanswered, now)] * 2)

    assert sorted(answers) == [0, 3]
    everybody_has_an_outcome_and_one_mail(listing)


def test_two_colleagues_decide_about_one_person_at_once(listing):
    one = make.application(listing)
    acts = [
        partial(hiring.move, one, stage, by=listing.posted_by, seen="sent")
        for stage in (Stage.SHORTLISTED, Stage.NOT_SELECTED)
    ]

    answers = at_once(acts)

    assert len(refused(answers)) == 1
    assert one.steps.count() == 2

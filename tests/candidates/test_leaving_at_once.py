"""What happens when two do it at the same moment. Only PostgreSQL can tell: a test's SQLite has one connection."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.core import mail
from django.db import connection, connections
from django.utils import timezone

from accounts.models import User
from candidates import applying, leaving
from candidates.models import Application, Candidate
from candidates.states import Stage
from listings import lifecycle
from listings.models import Listing
from listings.states import Status
from roles import vocabulary as taxonomy
from tests import make
from tests.candidates.typed import MARKER, places_with

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def two_connections(transactional_db):
    if connection.vendor == "sqlite":
        pytest.skip("a test's SQLite is in memory and has one connection")
    taxonomy.load()


def at_once(*acts: Callable) -> list:
    answers: list = []

    def go(act: Callable) -> None:
        try:
            answers.append(act())
        except Exception as error:
            answers.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def leaving_now(priya: User) -> None:
    leaving.ask(priya)
    Candidate.objects.update(delete_after=timezone.now())


def test_two_workers_delete_an_account_once():
    priya = make.user("priya@example.com")
    company = make.company(make.user())
    for _ in range(3):
        make.application(make.open_listing(company=company), priya, why=MARKER)
    leaving_now(priya)

    answers = at_once(leaving.carry_out_due, leaving.carry_out_due)

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert not User.objects.filter(pk=priya.pk).exists()
    assert {one.stage for one in Application.objects.all()} == {Stage.WITHDRAWN}
    assert places_with(MARKER) == set()
    assert len([m for m in mail.outbox if m.subject == "Your account is deleted"]) == 1


@pytest.mark.parametrize("round", range(3))
def test_what_is_sent_at_that_moment_is_not_left_behind(round):
    priya = make.user("priya@example.com")
    draft = make.draft(make.open_listing(make.user()), priya, why=MARKER)
    leaving_now(priya)

    at_once(leaving.carry_out_due, partial(applying.send, draft))

    assert not User.objects.filter(pk=priya.pk).exists()
    assert places_with(MARKER) == set()


@pytest.mark.parametrize("round", range(3))
def test_undone_or_carried_out_but_never_half(round):
    priya = make.user("priya@example.com")
    make.application(make.open_listing(make.user()), priya, why=MARKER)
    leaving_now(priya)

    answers = at_once(leaving.carry_out_due, partial(leaving.undo, priya))

    if User.objects.filter(pk=priya.pk).exists():
        assert Application.objects.get().stage == Stage.SENT
        assert User.objects.get(pk=priya.pk).is_active
    else:
        assert False in answers
        assert places_with(MARKER) == set()


@pytest.mark.parametrize("round", range(3))
def test_nothing_goes_live_while_its_company_is_taken_back(round):
    staff = make.staff()
    company = make.company(make.user())
    waiting = [make.waiting_listing(company=company) for _ in range(3)]

    at_once(
        partial(lifecycle.take_back, company, by=staff),
        *(partial(lifecycle.approve, listing, by=staff) for listing in waiting),
    )

    assert not Listing.objects.of_company(company).filter(status=Status.LIVE).exists()

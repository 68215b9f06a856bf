"""Staff take back what they said of a company: its listings leave the board with it, and come back with a new yes."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from employers import proving
from employers.models import Company
from listings import lifecycle, search
from listings.models import Listing
from listings.search.query import SearchQuery
from listings.states import Status
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return make.staff()


@pytest.fixture
def acme():
    return make.company(make.user("nadia@acme.example"), name="Acme")


@pytest.fixture
def saved(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def statuses(company: Company) -> list[str]:
    return sorted(Listing.objects.of_company(company).values_list("status", flat=True))


def test_live_ones_leave_the_board_in_the_same_moment_and_owners_are_told(acme, staff, saved):
    shown = make.live_listing(company=acme, title="Editor")
    make.live_listing(company=acme)
    other = make.live_listing(title="At another company")

    with saved():
        assert lifecycle.take_back(acme, by=staff) == 2

    assert [listing.pk for listing in Listing.objects.live()] == [other.pk]
    assert search.search(SearchQuery()).ids == [other.pk]
    decision = shown.decisions.get()
    assert (decision.act, decision.before, decision.after, decision.by) == (
        "take back",
        "live",
        "frozen",
        staff,
    )
    assert [(m.to, m.subject) for m in mail.outbox] == [
        (["nadia@acme.example"], "Acme may not post for now"),
    ]
    assert "2 listings are hidden until this is settled" in mail.outbox[0].body


def test_a_page_that_was_public_is_there_no_more(acme, staff, client):
    listing = make.live_listing(company=acme)
    lifecycle.take_back(acme, by=staff)

    assert client.get(listing.get_absolute_url()).status_code == 404


def test_the_other_ones_go_where_they_cannot_be_shown(acme, staff):
    now = timezone.now()
    dates = {"published_at": now, "closes_at": now + timedelta(days=9)}
    planned = make.listing(company=acme, status=Status.SCHEDULED, publish_at=now - timedelta(minutes=1))
    paused = make.listing(company=acme, status=Status.PAUSED, **dates)
    for status in (Status.DRAFT, Status.IN_REVIEW, Status.CLOSED):
        make.listing(company=acme, status=status, **dates)

    lifecycle.take_back(acme, by=staff)

    assert statuses(acme) == ["closed", "draft", "in-review", "in-review", "paused"]
    planned.refresh_from_db()
    assert planned.status == Status.IN_REVIEW
    with pytest.raises(lifecycle.NotReady):
        lifecycle.resume(paused, by=None)
    with pytest.raises(lifecycle.NotReady):
        lifecycle.approve(planned, by=staff)


def test_a_frozen_one_is_not_approved_by_itself(acme, staff):
    listing = make.live_listing(company=acme)
    lifecycle.take_back(acme, by=staff)

    with pytest.raises(lifecycle.NotReady):
        lifecycle.approve(listing, by=staff)


def test_taken_back_twice_is_taken_back_once(acme, staff, saved):
    listing = make.live_listing(company=acme)

    with saved():
        lifecycle.take_back(acme, by=staff)
        assert lifecycle.take_back(acme, by=staff) == 0

    assert listing.decisions.count() == 1
    assert len(mail.outbox) == 1


def test_both_happen_or_neither(acme, staff, monkeypatch):
    make.live_listing(company=acme)

    def fails(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(proving, "take_back", fails)
    with pytest.raises(DatabaseError):
        lifecycle.take_back(acme, by=staff)

    assert statuses(acme) == ["live"]


def test_a_new_yes_brings_back_what_left_for_this_reason_alone(acme, staff, saved):
    back = make.confirmed_listing(company=acme, title="Editor")
    held = make.live_listing(company=acme)
    past = make.live_listing(company=acme, closes_at=timezone.now() - timedelta(days=1))
    Listing.objects.filter(pk=held.pk).update(status=Status.FROZEN)  # for what somebody reported
    lifecycle.take_back(acme, by=staff)

    with saved():
        assert lifecycle.say_yes(acme, by=staff) == 2

    assert [listing.pk for listing in Listing.objects.live()] == [back.pk]
    held.refresh_from_db()
    past.refresh_from_db()
    assert (held.status, past.status, past.is_open) == (Status.FROZEN, Status.LIVE, False)
    assert "2 listings that we had hidden are shown again." in mail.outbox[-1].body
    assert lifecycle.say_yes(acme, by=staff) == 0


def test_a_first_yes_says_nothing_of_listings(staff, saved):
    company = make.company(make.user(), confirmed_at=None)

    with saved():
        lifecycle.say_yes(company, by=staff)

    assert "hidden" not in mail.outbox[0].body


def test_staff_press_buttons_that_say_what_happened(acme, staff, client):
    make.live_listing(company=acme)
    client.force_login(staff)

    refused = client.post(reverse("admin:take_back_company", args=[acme.pk]), follow=True).content.decode()
    assert "Acme may post no more. 1 listing left the board. Its owners get a mail." in refused

    again = client.post(reverse("admin:confirm_company", args=[acme.pk]), follow=True).content.decode()
    assert "Acme may post. 1 listing came back to the board. Its owners get a mail." in again


def test_whoever_presses_resume_meanwhile_is_told_why_not(acme, staff, client):
    now = timezone.now()
    paused = make.listing(
        company=acme, status=Status.PAUSED, published_at=now, closes_at=now + timedelta(days=9)
    )
    lifecycle.take_back(acme, by=staff)
    client.force_login(acme.members.get())

    shown = client.post(reverse("resume", args=[paused.pk]), follow=True).content.decode()

    assert "It cannot be resumed now. Our staff took back that Acme may post." in shown

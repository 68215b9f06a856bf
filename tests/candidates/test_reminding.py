"""Two days before a saved listing closes one mail goes out, once, and only where it helps."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from background.models import Mail
from candidates import moving, reminding
from candidates.models import Candidate, SavedListing
from candidates.states import Stage
from candidates.tasks import remind_of_saved_listings
from listings.models import Listing
from tests import make

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 5, 19, 15, 0, tzinfo=UTC)  # a Wednesday


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def priya():
    return make.user("priya@example.com")


def saved(
    person, *, closes_in: timedelta = timedelta(days=1, hours=20), days_ago: int = 17, **fields
) -> SavedListing:
    closes = {"closes_at": NOW + closes_in, "published_at": NOW - timedelta(days=20)}
    listing = make.open_listing(title="Paid social exec", **closes | {"confirmed_at": NOW} | fields)
    made = SavedListing.objects.create(user=person, listing=listing)
    SavedListing.objects.filter(pk=made.pk).update(at=NOW - timedelta(days=days_ago))
    return made


def test_the_mail_says_what_closes_when_and_since_when_it_is_saved(priya, django_capture_on_commit_callbacks):
    listing = saved(priya).listing

    with django_capture_on_commit_callbacks(execute=True):
        assert reminding.remind() == 1

    sent = mail.outbox[0]
    assert (sent.subject, sent.to) == ("Closes Friday: Paid social exec, Acme", ["priya@example.com"])
    for part in (sent.body, sent.alternatives[0].content):
        assert "Friday 21 May, 11:00" in part
        assert "You saved this on 2 May" in part
        assert listing.get_absolute_url() in part
        assert "£24,000" in part


def test_the_day_is_that_of_where_the_person_lives(priya):
    Candidate.objects.place(priya, time_zone="Pacific/Auckland")
    saved(priya)

    reminding.remind()

    assert Mail.objects.get().subject.startswith("Closes Friday")
    assert "21 May, 23:00 (Pacific/Auckland)" in Mail.objects.get().text


def test_it_goes_once_however_often_the_clock_runs(priya):
    saved(priya)

    assert [reminding.remind(), reminding.remind(), reminding.remind(NOW + timedelta(hours=30))] == [1, 0, 0]


def test_the_clock_does_it(priya):
    saved(priya)

    remind_of_saved_listings()

    assert Mail.objects.count() == 1


def test_each_person_who_saved_it_hears_of_it(priya):
    row = saved(priya)
    other = SavedListing.objects.create(user=make.user(), listing=row.listing)
    SavedListing.objects.filter(pk=other.pk).update(at=NOW - timedelta(days=9))

    assert reminding.remind() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"closes_in": timedelta(days=2, minutes=1)},
        {"closes_in": -timedelta(minutes=1)},
        {"status": "closed", "ended_at": NOW},
        {"status": "filled", "ended_at": NOW},
        {"status": "frozen"},
        {"status": "paused"},
        {"confirmed_at": NOW - timedelta(days=60), "confirm_by": NOW - timedelta(days=1)},
        {"days_ago": 0},
    ],
)
def test_nobody_is_reminded_of_what_is_not_near_or_not_open_or_was_saved_just_now(priya, fields):
    saved(priya, **fields)

    assert reminding.remind() == 0


def test_who_applied_is_not_reminded_also_if_they_had_no_account_then(priya):
    first, second, third = (saved(priya).listing for _ in range(3))
    make.application(first, priya)
    make.application(second, email=priya.email)
    make.draft(third, priya)

    assert reminding.remind() == 1
    assert Mail.objects.with_keys([f"saved-closes:{SavedListing.objects.get(listing=third).pk}:2027-05-21"])


def test_who_withdrew_is_not_reminded_either(priya):
    application = make.application(saved(priya).listing, priya)
    moving.move(application, Stage.WITHDRAWN, by=priya)

    assert reminding.remind() == 0


def test_who_switched_it_off_hears_nothing_until_they_switch_it_on(client, priya):
    saved(priya)
    client.force_login(priya)

    client.post(reverse("switch_reminders"), {"on": "no"})
    off = reminding.remind(), "You get no reminders" in client.get(reverse("saved")).content.decode()
    client.post(reverse("switch_reminders"), {"on": "yes"})

    assert (off, reminding.remind()) == ((0, True), 1)


def test_who_is_leaving_or_gone_hears_nothing(priya):
    gone = make.user(is_active=False)
    saved(priya)
    saved(gone)
    Candidate.objects.place(priya, delete_after=NOW + timedelta(days=3))

    assert reminding.remind() == 0


def test_what_is_renewed_is_spoken_of_again_when_it_really_closes(priya):
    row = saved(priya)
    reminding.remind()
    Listing.objects.filter(pk=row.listing_id).update(closes_at=NOW + timedelta(days=20), confirm_by=None)

    assert reminding.remind(timezone.now()) == 0
    assert reminding.remind(NOW + timedelta(days=19)) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_people_who_were_told_cost_no_more_questions(priya, django_assert_num_queries, rows):
    for _ in range(rows):
        saved(priya)
    reminding.remind()

    with django_assert_num_queries(2):
        reminding.remind()

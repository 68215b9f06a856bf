"""Mails of alerts: to all who are due, however many; what stands in their subject and first line."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from background import schedule, work
from background.models import Mail
from candidates import tasks
from candidates.alerting import acts, finding, sending
from candidates.alerting.sending import subject
from candidates.alerting.times import since
from candidates.models import Alert, AlertMatch
from listings.search.query import SearchQuery
from tests import make

pytestmark = pytest.mark.django_db
AN_HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 4)
    monkeypatch.setattr(sending, "TOGETHER", 2)


def due(email: str, frequency: str = "daily", *, hours_ago: int = 1) -> Alert:
    """Confirmed, with something to send."""
    made = acts.make(SearchQuery(), email=email, frequency=frequency, hour=7, time_zone="UTC")
    now = timezone.now()
    Alert.objects.filter(pk=made.pk).update(
        confirmed_at=now - 9 * AN_HOUR, due_at=now - timedelta(hours=hours_ago)
    )
    Mail.objects.all().delete()
    return made


def found(*alerts: Alert) -> None:
    listing = make.live_listing()
    AlertMatch.objects.bulk_create(AlertMatch(alert=alert, listing=listing) for alert in alerts)


def receivers() -> list[str]:
    return list(Mail.objects.order_by("created_at").values_list("to", flat=True))


def test_the_worker_goes_on_until_none_is_due_and_other_work_has_its_turn_between(monkeypatch):
    finding.find()
    found(*(due(f"person{number}@example.com") for number in range(11)))
    name = f"{tasks.__name__}.look_for_alerts"
    monkeypatch.setattr(schedule, "JOBS", {name: schedule.JOBS[name]})
    turns = []

    schedule.fire_due()
    schedule.fire_due(timezone.now() + timedelta(minutes=5))
    while work.run_next("worker"):
        turns.append(len(receivers()))

    assert turns == [4, 8, 11]


def test_who_wants_to_know_at_once_does_not_wait_behind_those_of_the_hour():
    daily = [due(f"daily{number}@example.com", hours_ago=3) for number in range(5)]
    instant = due("instant@example.com", "instant")
    found(*daily, instant)

    sending.send_due()

    assert receivers()[0] == "instant@example.com"
    assert len(receivers()) == 4


def test_one_that_cannot_be_sent_holds_up_nobody_and_is_tried_again_later():
    broken, *others = [due(f"person{number}@example.com") for number in range(4)]
    Alert.objects.filter(pk=broken.pk).update(email="no address", due_at=timezone.now() - 2 * AN_HOUR)
    found(broken, *others)

    sending.send_due()
    at_once = receivers()
    Alert.objects.filter(pk=broken.pk).update(email="mended@example.com")
    sending.send_due(timezone.now() + AN_HOUR)

    assert at_once == [other.email for other in others]
    assert receivers() == [*at_once, "mended@example.com"]


def test_what_was_found_while_the_mail_was_made_comes_with_the_next_one(monkeypatch):
    """The sender marks what it saw and nothing else, and who finds more afterwards makes the alert due anew."""
    alert = due("priya@example.com")
    found(alert)
    later = make.live_listing()
    stale = Alert.objects.get(pk=alert.pk)
    now = timezone.now()

    sending.send([alert.pk], now)
    finding.write_down([(stale, later.pk)], now)

    alert.refresh_from_db()
    assert alert.due_at is not None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Marketing, hybrid or remote", "4 new: Marketing, hybrid or remote"),
        ("Marketing, hybrid or remote, from £28,000 a year", "4 new: Marketing, hybrid or remote"),
        ("Marketing", "4 new: Marketing"),
        ("Copywriting and SEO and Content strategy and Analytics, remote", "4 new: Copywriting and SEO and Content strategy…"),
        ("W" * 90, "4 new:…"),
    ],
)  # fmt: skip
def test_a_subject_has_as_many_phrases_as_fit(words, said):
    assert subject(4, words) == said


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (datetime(2027, 5, 12, 6, 30, tzinfo=UTC), ""),
        (datetime(2027, 5, 11, 23, 30, tzinfo=UTC), ""),
        (datetime(2027, 5, 11, 22, 30, tzinfo=UTC), "yesterday"),
        (datetime(2027, 5, 10, 7, tzinfo=UTC), "Monday"),
        (datetime(2027, 5, 6, 7, tzinfo=UTC), "Thursday"),
        (datetime(2027, 5, 5, 7, tzinfo=UTC), "5 May"),
    ],
)
def test_a_mail_says_since_which_day_by_the_clock_of_who_gets_it(last, said):
    wednesday = datetime(2027, 5, 12, 7, tzinfo=UTC)

    assert since(last, wednesday, Alert(time_zone="Europe/London")) == said


def test_the_mail_names_the_day_of_the_last_one_and_offers_to_come_once_a_week(client):
    alert = due("priya@example.com")
    now = datetime(2027, 5, 12, 7, tzinfo=UTC)
    AlertMatch.objects.create(alert=alert, listing=make.live_listing(), mailed_at=now - timedelta(days=2))
    AlertMatch.objects.create(alert=alert, listing=make.live_listing(closes_at=now + timedelta(days=9)))

    sending.send_due(now)

    mail = Mail.objects.get()
    weekly = f"/alerts/{alert.token}/?frequency=weekly"
    assert mail.text.startswith("1 new listing since Monday\n")
    assert "1 new listing since Monday" in mail.html
    assert f"Weekly instead: http://127.0.0.1:8000{weekly}" in mail.text
    assert weekly in mail.html
    assert client.get(weekly).context["form"]["frequency"].value() == "weekly"
    alert.refresh_from_db()
    assert alert.frequency == "daily"

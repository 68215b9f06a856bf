"""The clock starts each job once, however many workers look at it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from background import schedule, work
from background.models import Job

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 5, 58, tzinfo=UTC)


@pytest.fixture
def runs(monkeypatch) -> list[str]:
    """What ran, of two jobs that are the only ones."""
    monkeypatch.setattr(schedule, "JOBS", {})
    done: list[str] = []

    @schedule.every(minutes=10)
    def often() -> None:
        done.append("often")

    @schedule.daily(hour=6)
    def early() -> None:
        done.append("early")

    schedule.fire_due(MONDAY)
    return done


def let_pass(moment: datetime) -> None:
    schedule.fire_due(moment)
    while work.run_next("worker"):
        pass


def test_a_job_runs_at_its_time_and_not_before(runs):
    let_pass(MONDAY + timedelta(minutes=1))
    before = list(runs)
    let_pass(MONDAY + timedelta(minutes=2))

    assert before == []
    assert sorted(runs) == ["early", "often"]


def test_a_job_runs_once_in_each_of_its_turns(runs):
    for minute in range(0, 30):
        let_pass(MONDAY + timedelta(minutes=minute))

    assert sorted(runs) == ["early", "often", "often", "often"]


def test_a_job_that_is_days_late_runs_once(runs):
    let_pass(MONDAY + timedelta(days=3))

    assert sorted(runs) == ["early", "often"]


def test_a_clock_that_is_put_back_a_little_starts_nothing_twice(runs):
    let_pass(MONDAY + timedelta(minutes=2))

    for minute in (-50, 1, 2, 3):
        let_pass(MONDAY + timedelta(minutes=minute))

    assert sorted(runs) == ["early", "often"]


def test_a_clock_that_was_far_ahead_stops_nothing(runs):
    let_pass(MONDAY + timedelta(days=1000))
    runs.clear()

    for minute in range(1, 24):
        let_pass(MONDAY + timedelta(minutes=minute))

    assert sorted(runs) == ["early", "often", "often", "often"]


def test_a_job_is_not_started_beside_itself(runs):
    schedule.fire_due(MONDAY + timedelta(minutes=2))
    fired_again = schedule.fire_due(MONDAY + timedelta(minutes=12))
    while work.run_next("worker"):
        pass

    assert fired_again == 0
    assert sorted(runs) == ["early", "often"]


def test_two_that_saw_the_same_job_due_start_it_once(runs):
    now = MONDAY + timedelta(minutes=2)
    seen_by_one, seen_by_other = schedule.known_jobs(now), schedule.known_jobs(now)

    started = [schedule.fire(job, now) for job in seen_by_one + seen_by_other]

    assert started == [True, True, False, False]


def test_a_job_that_left_the_code_starts_nothing(runs):
    Job.objects.create(name="gone", next_run=MONDAY)

    let_pass(MONDAY + timedelta(minutes=2))

    assert sorted(runs) == ["early", "often"]


@pytest.mark.parametrize(
    ("now", "then"),
    [("2026-03-28T12:00", "2026-03-29T06:00"), ("2026-10-24T12:00", "2026-10-25T06:00")],
)
def test_a_daily_job_keeps_its_hour_when_the_clocks_change(now, then):
    with timezone.override("Europe/London"):
        plan = schedule.Daily(6).after(timezone.make_aware(datetime.fromisoformat(now)))

        assert timezone.localtime(plan).isoformat().startswith(then)


def test_a_job_that_has_more_to_do_goes_on_after_other_work_and_never_beside_itself(monkeypatch):
    monkeypatch.setattr(schedule, "JOBS", {})
    done: list[str] = []

    @schedule.every(minutes=10)
    def much() -> str | None:
        done.append("part")
        return schedule.AGAIN if done.count("part") < 3 else None

    @schedule.every(minutes=10)
    def other() -> None:
        done.append("other")

    schedule.fire_due(MONDAY)
    schedule.fire_due(MONDAY + timedelta(minutes=2))
    work.run_next("worker")
    schedule.fire_due(MONDAY + timedelta(minutes=12))
    while work.run_next("worker"):
        pass

    assert done == ["part", "other", "part", "part"]

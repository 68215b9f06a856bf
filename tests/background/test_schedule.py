"""The clock starts each job once, however many workers look at it."""

from datetime import UTC, datetime, timedelta

import pytest

from background import schedule, work

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

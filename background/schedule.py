"""Functions that the clock starts. They live in the `tasks.py` of their app and take no arguments:

    @schedule.every(minutes=10)
    @schedule.daily(hour=6)

A job may run late, twice, or after another worker died in it: write it so that this does no harm. One that has much to
do does a part of it and gives AGAIN: it goes on as soon as other work and mail had their turn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Protocol

from django.db import transaction
from django.utils import timezone

from background.models import Job
from background.work import idempotent, is_unfinished

Function = Callable[[], object]
# Clocks of several machines may differ by so much, and one clock may be put back so far, and nothing runs twice.
LEEWAY = timedelta(hours=1)
AGAIN = "again"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Plan(Protocol):
    length: timedelta

    def after(self, now: datetime) -> datetime: ...


@dataclass(frozen=True)
class Every:
    length: timedelta

    def after(self, now: datetime) -> datetime:
        """Full hours and their parts, so that all machines mean the same moments."""
        return EPOCH + ((now - EPOCH) // self.length + 1) * self.length


@dataclass(frozen=True)
class Daily:
    hour: int
    length: timedelta = timedelta(days=1)

    def after(self, now: datetime) -> datetime:
        """At this hour of TIME_ZONE, also on days that have 23 or 25 hours."""
        here = timezone.localtime(now)
        today = here.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        return today if today > here else today + timedelta(days=1)


@dataclass(frozen=True)
class Planned:
    function: Function
    plan: Plan


JOBS: dict[str, Planned] = {}


def every(*, minutes: int) -> Callable[[Function], Function]:
    return planned(Every(timedelta(minutes=minutes)))


def daily(*, hour: int) -> Callable[[Function], Function]:
    return planned(Daily(hour))


def planned(plan: Plan) -> Callable[[Function], Function]:
    def remember(function: Function) -> Function:
        JOBS[f"{function.__module__}.{function.__qualname__}"] = Planned(function, plan)
        return function

    return remember


def fire_due(now: datetime | None = None) -> int:
    """Enqueue each job whose time has come; how many. Of many workers one succeeds."""
    now = now or timezone.now()
    return sum(fire(job, now) for job in known_jobs(now))


def known_jobs(now: datetime) -> list[Job]:
    """Jobs of this code. A new one waits for its first time."""
    rows = {job.name: job for job in Job.objects.all()}
    new = [Job(name=name, next_run=job.plan.after(now)) for name, job in JOBS.items() if name not in rows]
    if new:
        Job.objects.bulk_create(new, ignore_conflicts=True)
    return [rows[name] for name in JOBS if name in rows]


def fire(job: Job, now: datetime) -> bool:
    """A clock that was far ahead leaves a job planned for a distant day: plan it anew."""
    plan = JOBS[job.name].plan
    if job.next_run > now + 2 * plan.length + LEEWAY:
        Job.objects.plan(job, plan.after(now))
    return job.next_run <= now and enqueue(job, plan.after(now), now)


@transaction.atomic
def enqueue(job: Job, next_run: datetime, now: datetime) -> bool:
    """A job that still waits or runs is not started beside itself."""
    if not Job.objects.take(job, next_run=next_run, now=now) or is_unfinished(job.last_task):
        return False
    task = run_job.enqueue(job.name)
    Job.objects.filter(pk=job.pk).update(last_task=task.id)
    return True


@idempotent(retries=3)
def run_job(name: str) -> None:
    started = monotonic()
    error = ""
    more = False
    try:
        more = JOBS[name].function() is AGAIN
    except Exception as problem:
        error = f"{type(problem).__name__}: {problem}"
        raise
    finally:
        took = round(monotonic() - started, 3)
        Job.objects.filter(pk=name).update(last_run=timezone.now(), took=took, last_error=error)
    if more:
        go_on(name)


@transaction.atomic
def go_on(name: str) -> None:
    """Before the present task is over, so that the clock starts no other beside it."""
    Job.objects.filter(pk=name).update(last_task=run_job.enqueue(name).id)

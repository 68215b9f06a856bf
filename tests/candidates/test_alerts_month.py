"""A month of alerts in steps of an hour, with clocks that change in it, listings that come, go and come back, people who
stop their alerts, and runs that are killed at every point and started again.

The test keeps its own account, in plain Python, of when each listing was open and what each alert should have got.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import wraps
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from background import schedule
from background.models import Mail
from candidates import tasks
from candidates.alerting import acts, finding, sending
from candidates.models import Alert
from candidates.querysets import AlertMatchQuerySet, AlertQuerySet, WatermarkQuerySet
from listings import lifecycle
from listings.models import Listing
from listings.search.query import SearchQuery
from tests import make

pytestmark = pytest.mark.django_db

# Clocks change on 14 March in New York and on 28 March in Berlin; an hour is left out, which some alerts have chosen.
START = datetime(2027, 3, 8, 0, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOURS = 31 * 24
LAST_START = HOURS - 8 * 24
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata"]
SEARCHES = [SearchQuery(), SearchQuery(mode=("remote",)), SearchQuery(level=("senior",))]
POINTS = [
    (finding, "find"),
    (finding, "match"),
    (finding, "write_down"),
    (AlertQuerySet, "bulk_update"),
    (WatermarkQuerySet, "move"),
    (sending, "send"),
    (sending, "post"),
    (AlertMatchQuerySet, "mark_mailed"),
]
SIDES = ["before", "after"]


class Killed(BaseException):
    """As a signal that ends the process: nothing catches it."""


@dataclass
class Killer:
    """Ends a run before or after a function is called for the n-th time."""

    point: tuple | None = None
    calls: int = 0
    done: Counter = field(default_factory=Counter)

    def may_kill(self, name: str, side: str) -> None:
        if self.point == (name, side):
            self.calls -= 1
            if self.calls < 0:
                self.point = None
                self.done[name, side] += 1
                raise Killed

    def around(self, name: str, real: Callable) -> Callable:
        @wraps(real)
        def watched(*args, **kwargs):
            self.may_kill(name, "before")
            found = real(*args, **kwargs)
            self.may_kill(name, "after")
            return found

        return watched


@dataclass
class Life:
    """When a listing was open: from each start to its end."""

    listing: Listing
    spans: list[list[datetime]]

    def ends(self, now: datetime) -> None:
        self.spans[-1][1] = min(self.spans[-1][1], now)

    def is_open(self, now: datetime) -> bool:
        return any(start <= now < end for start, end in self.spans)


@dataclass
class Wish:
    """An alert as its owner understands it."""

    alert: Alert
    search: SearchQuery
    stopped: datetime | None = None

    def wants(self, listing: Listing) -> bool:
        modes, levels = self.search.mode, self.search.level
        return (not modes or listing.work_mode in modes) and (not levels or listing.level in levels)

    def is_time(self, now: datetime) -> bool:
        """The first step of its day (a Monday, if weekly) at which their clock shows the hour or more."""
        if self.alert.frequency == "instant":
            return True
        here, before = (moment.astimezone(ZoneInfo(self.alert.time_zone)) for moment in (now, now - HOUR))
        passed = here.hour >= self.alert.hour and (
            before.date() < here.date() or before.hour < self.alert.hour
        )
        return passed and (self.alert.frequency == "daily" or here.weekday() == 0)


@dataclass
class Month:
    chance: random.Random
    employer: object
    lives: dict[int, Life] = field(default_factory=dict)
    wishes: dict[int, Wish] = field(default_factory=dict)
    # (alert, listing): when it was mailed
    mailed: dict[tuple[int, int], list[datetime]] = field(default_factory=dict)

    def publish(self) -> None:
        now = timezone.now()
        closes = now + self.chance.choice([5.5, 11.5, 40.5, 2_000]) * HOUR
        hidden = now + self.chance.choice([20.5, 2_000]) * HOUR
        listing = make.confirmed_listing(
            self.employer, company=self.employer.memberships.get().company, published_at=now, confirmed_at=now,
            closes_at=closes, confirm_by=hidden, work_mode=self.chance.choice(["remote", "on-site"]),
            level=self.chance.choice(["entry", "senior"]), countries=["GB"],
        )  # fmt: skip
        self.lives[listing.pk] = Life(listing, [[now, min(closes, hidden)]])

    def act(self) -> None:
        """What an employer does with one of the listings, and sometimes what a reader does."""
        now = timezone.now()
        life = self.lives[self.chance.choice(list(self.lives))]
        listing = Listing.objects.get(pk=life.listing.pk)
        if listing.status == "paused":
            lifecycle.resume(listing, by=self.employer)
            listing.refresh_from_db()
            life.spans.append([now, min(listing.closes_at, listing.confirm_by)])
        elif listing.status == "live" and life.is_open(now):
            self.chance.choice([lifecycle.pause, lifecycle.close])(listing, by=self.employer)
            life.ends(now)

    def stop_one(self) -> None:
        wish = self.chance.choice([wish for wish in self.wishes.values() if not wish.stopped])
        acts.stop(wish.alert)
        wish.stopped = timezone.now()

    def read_mails(self) -> None:
        now = timezone.now()
        for mail in Mail.objects.filter(created_at=now, key__startswith="alert:"):
            alert = int(mail.key.split(":")[1])
            for listing in re.findall(r"/listings/(\d+)-", mail.text):
                self.mailed.setdefault((alert, int(listing)), []).append(now)

    def first_sure(self, wish: Wish, life: Life) -> datetime | None:
        """When it has to be there at the latest: at the first right hour, after a step that found it, while it is open
        and the alert is on. Found at the very hour, it may come with what is sent then, or the next time."""
        end = wish.stopped or START + HOURS * HOUR
        for start, closed in life.spans:
            found = START + -((START - start) // HOUR) * HOUR
            for hour in range((found - START) // HOUR, HOURS):
                now = START + hour * HOUR
                if now >= min(closed, end):
                    break
                if wish.is_time(now) and (now > found or wish.alert.frequency == "instant"):
                    return now
        return None

    def wrong(self) -> Iterator[tuple]:
        for (number, wish), (pk, life) in product(self.wishes.items(), self.lives.items()):
            got, sure = self.mailed.get((number, pk), []), self.first_sure(wish, life)
            wanted = wish.wants(life.listing)
            if len(got) > 1:
                yield "twice", wish.alert, pk, got
            if got and not wanted:
                yield "not asked for", wish.alert, pk, got
            if wanted and sure and (not got or got[0] > sure):
                yield "missed or late", wish.alert, pk, got, sure
            for now in got:
                if not life.is_open(now):
                    yield "closed", wish.alert, pk, now
                if not wish.is_time(now):
                    yield "wrong hour", wish.alert, pk, now
                if wish.stopped and now > wish.stopped:
                    yield "after it was stopped", wish.alert, pk, now


def some_wishes(chance: random.Random) -> dict[int, Wish]:
    made = {}
    for zone, frequency, search in product(ZONES, ("instant", "daily", "weekly"), SEARCHES):
        alert = acts.make(
            search, email=f"reader{len(made)}@example.com", frequency=frequency,
            hour=chance.choice([2, 7, 18]), time_zone=zone,
        )  # fmt: skip
        acts.confirm(alert)
        made[alert.pk] = Wish(alert, search)
    return made


@pytest.fixture
def killer(monkeypatch) -> Killer:
    made = Killer()
    for owner, name in POINTS:
        monkeypatch.setattr(owner, name, made.around(name, getattr(owner, name)))
    return made


@pytest.fixture
def small_parts(monkeypatch):
    """So that even a few alerts need several runs and transactions."""
    for module, name, value in [
        (finding, "AT_ONCE", 2), (finding, "BATCH", 7), (sending, "AT_ONCE", 9), (sending, "TOGETHER", 4),
        (sending, "MOST_SHOWN", 1_000),
    ]:  # fmt: skip
        monkeypatch.setattr(module, name, value)


def work() -> None:
    while tasks.look_for_alerts() == schedule.AGAIN:
        pass


def test_in_a_month_each_match_is_mailed_once_at_the_right_hour_however_often_runs_are_killed(
    time_machine, killer, small_parts
):
    chance = random.Random(3)
    time_machine.move_to(START - HOUR, tick=False)
    employer = make.user()
    make.company(employer)
    month = Month(chance, employer, wishes=some_wishes(chance))
    finding.find()
    kills = list(product([name for _, name in POINTS], SIDES))

    for hour in range(HOURS):
        now = START + hour * HOUR
        time_machine.move_to(now - HOUR / 2, tick=False)
        happens = chance.random() < 0.1 and hour < LAST_START
        if happens:
            month.publish()
            month.act()
        if hour in (200, 333, 471):
            month.stop_one()
        time_machine.move_to(now, tick=False)
        if happens or chance.random() < 0.05:
            killer.point, killer.calls = min(kills, key=lambda kill: killer.done[kill]), chance.randrange(3)
        try:
            work()
        except Killed:
            if chance.random() < 0.5:
                month.publish()
            work()
        killer.point = None
        month.read_mails()

    assert list(month.wrong()) == []
    assert all(killer.done[kill] for kill in kills)
    assert len(month.mailed) > 400
    assert {len(life.spans) for life in month.lives.values()} >= {1, 2}

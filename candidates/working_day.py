"""How much of two working days is shared, through the changes of clocks. A working day is meant from 9 to 17."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

STARTS, ENDS = 9, 17
DAY = timedelta(hours=ENDS - STARTS)
A_YEAR = 365
MIDDAY = time(13)


@dataclass(frozen=True)
class Span:
    """From `first` to `last` so much is shared. `ahead` is how far the person's clock is before the other."""

    first: date
    last: date
    shared: timedelta
    ahead: timedelta

    def day_sharing(self, wanted: timedelta) -> tuple[time, time]:
        """The working day nearest to 9 to 17 that shares as much, by the person's clock."""
        shift = wanted - (DAY - abs(self.ahead))
        starts = datetime.combine(self.first, time(STARTS)) + (shift if self.ahead > timedelta() else -shift)
        return starts.time(), (starts + DAY).time()


def ahead_of(zone: ZoneInfo, other: ZoneInfo, day: date) -> timedelta:
    """At midday of the person. Days repeat, so it is at most half a day either way."""
    moment = datetime.combine(day, MIDDAY, tzinfo=zone)
    ahead = moment.utcoffset() - moment.astimezone(UTC).astimezone(other).utcoffset()
    return (ahead + timedelta(hours=12)) % timedelta(days=1) - timedelta(hours=12)


def shared(ahead: timedelta) -> timedelta:
    return max(timedelta(), DAY - abs(ahead))


@lru_cache(maxsize=2_000)
def spans(zone: str, other: str, today: date) -> tuple[Span, ...]:
    """The coming year in parts, each with one answer."""
    found: list[Span] = []
    mine, theirs = ZoneInfo(zone), ZoneInfo(other)
    for days in range(A_YEAR):
        day = today + timedelta(days=days)
        ahead = ahead_of(mine, theirs, day)
        if found and found[-1].ahead == ahead:
            found[-1] = Span(found[-1].first, day, shared(ahead), ahead)
        else:
            found.append(Span(day, day, shared(ahead), ahead))
    return tuple(found)


@cache
def zones_by_town() -> dict[str, str]:
    """Europe/London is also found as London."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc"))
    towns = {name.rpartition("/")[2].replace("_", " ").lower(): name for name in reversed(names)}
    return towns | {name.lower(): name for name in available_timezones()}


def zone_called(name: str) -> str:
    """The time zone that is meant by a name or a town; empty if we know none."""
    return zones_by_town().get(name.strip().replace(" ", "_").lower()) or zones_by_town().get(
        name.strip().lower(), ""
    )

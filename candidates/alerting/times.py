"""When an alert is due, by the clock of the person who gets it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from candidates.vocabulary import Frequency

MONDAY = 0
A_WEEK = 7


def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def next_time(alert, now: datetime) -> datetime:
    """Now, or the next time that it is the chosen hour where the person lives (on a Monday, if weekly). An hour that a
    change of clocks leaves out is the one after it."""
    if alert.frequency == Frequency.INSTANT:
        return now
    zone = zone_of(alert.time_zone)
    here = now.astimezone(zone)
    for days in range(9):
        day = (here + timedelta(days=days)).date()
        moment = datetime(day.year, day.month, day.day, alert.hour, tzinfo=zone).astimezone(UTC)
        fits = alert.frequency == Frequency.DAILY or day.weekday() == MONDAY
        if moment > now and fits:
            return moment
    raise AssertionError("Every week has a Monday.")


def since(moment: datetime, now: datetime, alert) -> str:
    """The day of a last mail by the clock of who gets the next: yesterday, Tuesday, 3 May. Nothing on the same day."""
    zone = zone_of(alert.time_zone)
    day, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    days = (today - day).days
    if days < 1:
        return ""
    if days == 1:
        return "yesterday"
    return f"{day:%A}" if days < A_WEEK else f"{day.day} {day:%B}"

"""How well a company answers those who apply: which share, and after how many days in the middle.

Of applications of the last year that had two weeks to be answered, or were answered sooner. Never of a few alone.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from django.utils import timezone

from candidates.models import Application
from employers.models import Company

PERIOD = timedelta(days=365)
PATIENCE = timedelta(days=14)
FEWEST = 10
# The newest of a company: more would change nothing that anybody notices.
MOST = 2_000


@dataclass(frozen=True)
class ReplyRecord:
    number: int
    answered: int
    days: int

    @property
    def share(self) -> int:
        return round(100 * self.answered / self.number)

    @property
    def words(self) -> str:
        if not self.answered:
            return f"answered none of the last {self.number} people who applied"
        days = "a day" if self.days == 1 else f"{self.days} days"
        return f"answers {self.share} %, half of them within {days}"


def record_of(company: Company) -> ReplyRecord | None:
    """None where too few applied."""
    return records_of([company]).get(company.pk)


def records_of(companies: Iterable[Company], now: datetime | None = None) -> dict[int, ReplyRecord]:
    """{number of a company: its record} of those that have one, in one query. Erased applications count too."""
    numbers = [company.pk for company in companies]
    now = now or timezone.now()
    applied = Application.objects.to_companies(numbers).due_an_answer(now - PERIOD, now - PATIENCE)
    by_company = defaultdict(list)
    for company, sent_at, answered_at in applied[: MOST * len(numbers)]:
        by_company[company].append(answered_at - sent_at if answered_at else None)
    return {company: record(times) for company, times in by_company.items() if len(times) >= FEWEST}


def record(times: list[timedelta | None]) -> ReplyRecord:
    answered = [time for time in times if time is not None]
    days = ceil(median(answered) / timedelta(days=1)) if answered else 0
    return ReplyRecord(len(times), len(answered), max(days, 1))


def usual_days(now: datetime | None = None) -> int | None:
    """After how many days most people who apply here have an answer; None as long as that is not known, or not true."""
    now = now or timezone.now()
    owed = Application.objects.sent().due_an_answer(now - PERIOD, now - PATIENCE)[:MOST]
    times = sorted(answered_at - sent_at for _, sent_at, answered_at in owed if answered_at)
    most = len(owed) // 2
    return ceil(times[most] / timedelta(days=1)) if len(owed) >= FEWEST and len(times) > most else None

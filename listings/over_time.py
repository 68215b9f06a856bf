"""How many listings were first posted in each of the last months: this board's own count, nothing borrowed."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from listings.querysets import ListingQuerySet

MONTHS = 12
# With fewer a chart would show chance.
FEWEST = 10


@dataclass(frozen=True)
class OverTime:
    """`columns` as {% chart %} draws them: ("March 2026", [4])."""

    columns: list[tuple[str, list[int]]]

    @property
    def total(self) -> int:
        return sum(number for _, (number,) in self.columns)

    @property
    def enough(self) -> bool:
        return self.total >= FEWEST

    @property
    def first(self) -> str:
        """The first month with one, so that empty months before it are no surprise."""
        return next((month for month, (number,) in self.columns if number), "")


def last_months(number: int = MONTHS) -> list[datetime]:
    """The first moment of each, this month last."""
    now = timezone.now()
    start = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    count = start.year * 12 + start.month - 1
    return [
        start.replace(year=month // 12, month=month % 12 + 1)
        for month in range(count - number + 1, count + 1)
    ]


def posted_over_time(listings: ListingQuerySet) -> OverTime:
    months = last_months()
    numbers = listings.once_public().number_posted_from(months)
    return OverTime([(f"{month:%B %Y}", [number]) for month, number in zip(months, numbers, strict=True)])

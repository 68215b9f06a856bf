"""What the clock wants of listings."""

from datetime import timedelta

from django.utils import timezone

from background import schedule
from listings.models import DayCount, SearchChange

# What no process needs any more: one that is further behind reads the index anew.
CHANGES = 100_000
# A year can be compared with the one before.
COUNTS = timedelta(days=400)


@schedule.daily(hour=3)
def forget_old_search_changes() -> None:
    SearchChange.objects.prune(CHANGES)


@schedule.daily(hour=3)
def forget_old_counts() -> None:
    DayCount.objects.before(timezone.localdate() - COUNTS).delete()

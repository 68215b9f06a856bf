"""What the clock wants of listings."""

from background import schedule
from listings.models import SearchChange

# What no process needs any more: one that is further behind reads the index anew.
CHANGES = 100_000


@schedule.daily(hour=3)
def forget_old_search_changes() -> None:
    SearchChange.objects.prune(CHANGES)

"""What the clock wants of listings."""

from datetime import timedelta

from django.utils import timezone

from background import schedule
from listings.models import DayCount, SearchChange, Upload
from listings.models.counting import KEPT

# What no process needs any more: one that is further behind reads the index anew.
CHANGES = 100_000
# Drafts stay; the files that they were made of need not.
UPLOADS = timedelta(days=30)


@schedule.daily(hour=3)
def forget_old_search_changes() -> None:
    SearchChange.objects.prune(CHANGES)


@schedule.daily(hour=3)
def forget_old_counts() -> None:
    DayCount.objects.before(timezone.localdate() - KEPT).delete()


@schedule.daily(hour=3)
def forget_old_uploads() -> None:
    Upload.objects.from_before(timezone.now() - UPLOADS).delete()

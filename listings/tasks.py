"""What the clock wants of listings. Without it nothing stays open too long: mails, sinking, planned days alone wait."""

from contextlib import suppress
from datetime import timedelta

from django.utils import timezone

from background import schedule
from listings import drafting, lifecycle, reminding
from listings.models import DayCount, Listing, SearchChange, Upload
from listings.models.counting import KEPT
from listings.states import IllegalMove

# What no process needs any more: one that is further behind reads the index anew.
CHANGES = 100_000
# Drafts stay; the files that they were made of need not.
UPLOADS = timedelta(days=30)


@schedule.every(minutes=10)
def publish_what_is_due() -> None:
    for listing in Listing.objects.to_publish(timezone.now()):
        # Withdrawn in between, or another worker was faster.
        with suppress(IllegalMove):
            lifecycle.publish_scheduled(listing)


@schedule.every(minutes=10)
def ask_and_remind_employers() -> None:
    reminding.post_all()
    lifecycle.sink_unconfirmed()


@schedule.daily(hour=3)
def forget_old_search_changes() -> None:
    SearchChange.objects.prune(CHANGES)


@schedule.daily(hour=3)
def forget_old_counts() -> None:
    DayCount.objects.before(timezone.localdate() - KEPT).delete()


@schedule.daily(hour=3)
def forget_old_uploads() -> None:
    Upload.objects.from_before(timezone.now() - UPLOADS).delete()


@schedule.daily(hour=3)
def forget_empty_drafts() -> None:
    drafting.forget_empty_drafts()

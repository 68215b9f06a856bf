"""Which mails the clock owes to employers. What was posted is known by its key, so a clock that stops, runs twice or
comes late sends each of them once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.utils import timezone

from background import outbox
from listings import emails
from listings.models import Listing
from listings.querysets import ListingQuerySet
from listings.times import LAST_REMINDER_DAYS, REMINDER_DAYS

BATCH = 500


@dataclass(frozen=True)
class Reminder:
    name: str
    due: Callable[[datetime], ListingQuerySet]
    about: Callable[[Listing], datetime]
    mail: Callable[[Listing, str], None]

    def key(self, listing: Listing) -> str:
        return f"{self.name}:{listing.pk}:{self.about(listing):%Y-%m-%d}"


def closes(listing: Listing) -> datetime:
    return listing.closes_at


def confirmed(listing: Listing) -> datetime:
    return listing.confirmed_at


REMINDERS = [
    Reminder(
        f"closing-{REMINDER_DAYS}",
        lambda now: Listing.objects.closing_within(REMINDER_DAYS, now, but_not_within=LAST_REMINDER_DAYS),
        closes,
        emails.closing_soon,
    ),
    Reminder(
        f"closing-{LAST_REMINDER_DAYS}",
        lambda now: Listing.objects.closing_within(LAST_REMINDER_DAYS, now),
        closes,
        emails.closing_soon,
    ),
    Reminder("closed", Listing.objects.just_closed, closes, emails.listing_closed),
    Reminder("still-hiring", Listing.objects.to_ask, confirmed, emails.still_hiring),
    Reminder("hidden", Listing.objects.just_hidden, confirmed, emails.listing_hidden),
]


def post_all() -> int:
    """Everything that is owed now; how many mails are new."""
    now = timezone.now()
    return sum(post(reminder, now) for reminder in REMINDERS)


def post(reminder: Reminder, now: datetime) -> int:
    posted = 0
    for batch in batches(reminder.due(now)):
        keys = {reminder.key(listing): listing for listing in batch}
        for key in keys.keys() - outbox.posted(keys):
            reminder.mail(keys[key], key)
            posted += 1
    return posted


def batches(listings: ListingQuerySet) -> Iterator[list[Listing]]:
    found = iter(listings.order_by("pk").iterator(chunk_size=BATCH))
    while batch := list(islice(found, BATCH)):
        yield batch

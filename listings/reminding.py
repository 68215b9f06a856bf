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
    """`about` is the column with the day that the mail is about."""

    name: str
    due: Callable[[datetime], ListingQuerySet]
    about: str
    mail: Callable[[Listing, str], None]

    def keys(self, now: datetime) -> Iterator[tuple[int, str]]:
        """(number of a listing, key of its mail)"""
        found = self.due(now).order_by("pk").values_list("pk", self.about)
        return ((pk, f"{self.name}:{pk}:{day:%Y-%m-%d}") for pk, day in found.iterator(chunk_size=BATCH))


REMINDERS = [
    Reminder(
        f"closing-{REMINDER_DAYS}",
        lambda now: Listing.objects.closing_within(REMINDER_DAYS, now, but_not_within=LAST_REMINDER_DAYS),
        "closes_at",
        emails.closing_soon,
    ),
    Reminder(
        f"closing-{LAST_REMINDER_DAYS}",
        lambda now: Listing.objects.closing_within(LAST_REMINDER_DAYS, now),
        "closes_at",
        emails.closing_soon,
    ),
    Reminder("closed", lambda now: Listing.objects.just_closed(now), "closes_at", emails.listing_closed),
    Reminder("still-hiring", lambda now: Listing.objects.to_ask(now), "confirmed_at", emails.still_hiring),
    Reminder("hidden", lambda now: Listing.objects.just_hidden(now), "confirmed_at", emails.listing_hidden),
]


def post_all() -> int:
    """Everything that is owed now; how many mails are new."""
    now = timezone.now()
    return sum(post(reminder, now) for reminder in REMINDERS)


def post(reminder: Reminder, now: datetime) -> int:
    """Listings are read for mails that are new, and only if the mail is still owed: somebody may just have answered."""
    posted = 0
    owed = reminder.keys(now)
    while batch := dict(islice(owed, BATCH)):
        fresh = set(batch.values()) - outbox.posted(batch.values())
        for listing in reminder.due(now).from_pks([pk for pk, key in batch.items() if key in fresh]):
            reminder.mail(listing, batch[listing.pk])
            posted += 1
    return posted

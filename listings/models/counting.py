"""How a listing does: counted by day and by where people came from, without anything about a person."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Self

from django.db import models, transaction
from django.db.models import F

from listings.models.listing import Listing
from listings.vocabulary import CameFrom

# (listing, day, where people came from, column)
Count = tuple[int, date, str, str]
# A year can be compared with the one before.
KEPT = timedelta(days=400)


class DayCountQuerySet(models.QuerySet):
    @transaction.atomic
    def add(self, counts: Mapping[Count, int]) -> None:
        """Always in one order: two processes that add at once never wait for each other."""
        known = set(Listing.objects.from_pks({count[0] for count in counts}).values_list("pk", flat=True))
        counts = {count: number for count, number in sorted(counts.items()) if count[0] in known}
        rows = dict.fromkeys(count[:3] for count in counts)
        self.bulk_create(
            [DayCount(listing_id=listing, day=day, came_from=source) for listing, day, source in rows],
            ignore_conflicts=True,
        )
        for (listing, day, source, column), number in counts.items():
            row = self.filter(listing=listing, day=day, came_from=source)
            row.update(**{column: F(column) + number})

    def since(self, day: date) -> Self:
        return self.filter(day__gte=day)

    def before(self, day: date) -> Self:
        return self.filter(day__lt=day)


class DayCount(models.Model):
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="day_counts")
    day = models.DateField()
    came_from = models.CharField(max_length=10, choices=CameFrom)
    views = models.PositiveIntegerField(default=0)
    saves = models.PositiveIntegerField(default=0)
    applications = models.PositiveIntegerField(default=0)
    leaves = models.PositiveIntegerField("went to the employer's site", default=0)

    objects = DayCountQuerySet.as_manager()

    class Meta:
        ordering = ["day", "came_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "day", "came_from"], name="listing_is_counted_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id}, {self.day}, {self.came_from}: {self.views}"

"""How a listing does: counted by day and by where people came from, without anything about a person."""

from django.db import models

from listings.models.listing import Listing
from listings.vocabulary import CameFrom


class DayCount(models.Model):
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="day_counts")
    day = models.DateField()
    came_from = models.CharField(max_length=10, choices=CameFrom)
    views = models.PositiveIntegerField(default=0)
    saves = models.PositiveIntegerField(default=0)
    applications = models.PositiveIntegerField(default=0)
    leaves = models.PositiveIntegerField("went to the employer's site", default=0)

    class Meta:
        ordering = ["day", "came_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "day", "came_from"], name="listing_is_counted_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id}, {self.day}, {self.came_from}: {self.views}"

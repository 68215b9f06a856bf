"""The verbs of an employer's desk: which rows of their own they look at, and the numbers beside them."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from employers.text import analyse
from listings.states import Status
from listings.times import ASKED_AFTER

SOON = timedelta(days=7)
NUMBERS = ["views", "leaves"]


def desk_states() -> dict[str, Q]:
    """What rows can be looked at apart from others: the states, and what clock and staff make of them."""
    now = timezone.now()
    live, is_open = Q(status=Status.LIVE), Q(status=Status.LIVE, open_until__gt=now)
    return {status.value: Q(status=status) for status in Status} | {
        "live": is_open,
        "passed": live & Q(closes_at__lte=now),
        "closing": is_open & Q(closes_at__lte=now + SOON),
        # As Listing.is_asked. Some are hidden for that already.
        "unconfirmed": live & Q(closes_at__gt=now, confirmed_at__lte=now - ASKED_AFTER),
        "change-returned": Q(pending_edit__returned_at__isnull=False),
    }


class DeskVerbs(models.QuerySet):
    def at_desk_state(self, state: str) -> Self:
        return self.filter(desk_states()[state]) if state else self

    def titled_like(self, typed: str) -> Self:
        """All the words start a word of the title."""
        listings = self
        for word in analyse(typed):
            listings = listings.filter(search_title__contains=f" {word}")
        return listings

    def with_numbers(self, since: date) -> Self:
        """Annotated with how often it was seen and left from that day on."""
        seen, left = (self.sum_of(column, since) for column in NUMBERS)
        return self.annotate(seen=seen, left=left)

    def sum_of(self, column: str, since: date) -> Coalesce:
        counts = self.model._meta.get_field("day_counts").related_model.objects.since(since)
        summed = counts.filter(listing=OuterRef("pk")).order_by().values("listing").annotate(sum=Sum(column))
        return Coalesce(Subquery(summed.values("sum")), 0)

    def counted_by_state(self) -> models.QuerySet:
        """{"company": number, "all": …, "draft": …} of each company that has listings."""
        counts = {state.replace("-", "_"): Count("pk", filter=q) for state, q in desk_states().items()}
        return self.order_by().values("company").annotate(all=Count("pk"), **counts)

    def in_desk_order(self, sort: str) -> Self:
        open_first = Case(When(desk_states()["live"], then=0), default=1)
        orders = {
            "title": [Lower("title")],
            "closes": [open_first, F("open_until").asc(nulls_last=True)],
            "seen": ["-seen"],
            "left": ["-left"],
        }
        return self.order_by(*orders.get(sort, []), "-changed_at", "-pk")

    def for_export(self) -> Self:
        """All that a row of the export says."""
        links = ["listing_skills__skill", "platforms", "places"]
        return (
            self.select_related("company", "role").prefetch_related(*links).order_by("company__name", "-pk")
        )

    def for_desk(self) -> Self:
        """An employer's table, with the last decision on each row."""
        return self.select_related("company", "pending_edit").prefetch_related("decisions")

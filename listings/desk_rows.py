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
# How long somebody waits before a company is asked to answer.
PATIENCE = timedelta(days=7)
# Stages of applications, which are known above, in candidates/states.py: not sent; nobody looked; nobody answered.
NOT_SENT, NEW, UNANSWERED = "draft", "sent", ["sent", "read"]


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


def people_states() -> dict[str, Q]:
    """Rows with people who wait for something: conditions on the applications of a listing."""
    late = timezone.now() - PATIENCE
    return {
        "silent": Q(applications__stage__in=UNANSWERED, applications__sent_at__lte=late),
        "new": Q(applications__stage=NEW),
    }


class DeskVerbs(models.QuerySet):
    def at_desk_state(self, state: str) -> Self:
        if state in (people := people_states()):
            return self.filter(pk__in=self.model.objects.filter(people[state]).values("pk"))
        return self.filter(desk_states()[state]) if state else self

    def titled_like(self, typed: str) -> Self:
        """All the words start a word of the title."""
        listings = self
        for word in analyse(typed):
            listings = listings.filter(search_title__contains=f" {word}")
        return listings

    def with_numbers(self, since: date) -> Self:
        """Annotated with how often it was seen, left and saved from that day on, and with all who applied."""
        columns = {"seen": "views", "left": "leaves", "saved": "saves"}
        sums = {name: self.sum_of(column, since) for name, column in columns.items()}
        return self.annotate(
            **sums, applied=self.number_of(~Q(stage=NOT_SENT)), new=self.number_of(Q(stage=NEW))
        )

    def sum_of(self, column: str, since: date) -> Coalesce:
        counts = self.model._meta.get_field("day_counts").related_model.objects.since(since)
        summed = counts.filter(listing=OuterRef("pk")).order_by().values("listing").annotate(sum=Sum(column))
        return Coalesce(Subquery(summed.values("sum")), 0)

    def number_of(self, which: Q) -> Coalesce:
        """How many of those who applied are like this."""
        applied = self.model._meta.get_field("applications").related_model.objects.filter(which)
        grouped = applied.filter(listing=OuterRef("pk")).order_by().values("listing")
        return Coalesce(Subquery(grouped.annotate(number=Count("pk")).values("number")), 0)

    def people_waiting(self) -> models.QuerySet:
        """{"company": number, "silent": people, "new": people} of each company that has listings."""
        counts = {name: Count("applications", filter=q) for name, q in people_states().items()}
        return self.order_by().values("company").annotate(**counts)

    def counted_by_state(self) -> models.QuerySet:
        """{"company": number, "all": …, "draft": …} of each company that has listings."""
        counts = {state.replace("-", "_"): Count("pk", filter=q) for state, q in desk_states().items()}
        return self.order_by().values("company").annotate(all=Count("pk"), **counts)

    def in_desk_order(self, sort: str) -> Self:
        open_first = Case(When(desk_states()["live"], then=0), default=1)
        orders = {
            "title": [Lower("title")],
            "closes": [open_first, F("closes_at").asc(nulls_last=True)],
            "seen": ["-seen"],
            "left": ["-left"],
            "saved": ["-saved"],
            "applied": ["-applied"],
            "new": ["-new"],
        }
        return self.order_by(*orders.get(sort, []), "-changed_at", "-pk")

    def for_export(self) -> Self:
        """All that a row of the export says."""
        links = ["listing_skills__skill", "platforms", "places"]
        return (
            self.select_related("company", "role").prefetch_related(*links).order_by("company__name", "-pk")
        )

    def for_applicants(self) -> Self:
        """All that the page of its applicants says about a listing."""
        return self.select_related("company", "role").prefetch_related("listing_skills__skill")

    def for_desk(self) -> Self:
        """An employer's table, with the last decision on each row."""
        return self.select_related("company", "pending_edit").prefetch_related("decisions")

"""The verbs by which the clock finds listings, those that find copies, and those about changes that wait. The clock
asks with `now`, so that one run of it means one moment."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from listings.sketches import near, pieces_of
from listings.states import Status
from listings.times import ASKED_AFTER, SUNK_AFTER

# What ended longer ago than this is no news: a clock that stood still does not mail about it.
NEWS = timedelta(days=7)
# A board may be full of copies of one text.
MOST_COMPARED = 200


class LifeQuerySet(models.QuerySet):
    def to_publish(self, now: datetime) -> Self:
        return self.filter(status=Status.SCHEDULED, publish_at__lte=now)

    def with_employer(self) -> Self:
        """Live, whatever the clock says, and somebody is here who can be asked about it. Imported ones have nobody."""
        live = self.filter(status=Status.LIVE, confirmed_at__isnull=False)
        return live.select_related("company", "posted_by")

    def closing_within(self, days: int, now: datetime, *, but_not_within: int = 0) -> Self:
        """Who posted a day before the reminder still knows the date."""
        known = Q(published_at__gt=F("closes_at") - timedelta(days=days + 1))
        shown = self.with_employer().filter(open_until__gt=now).exclude(known)
        return shown.filter(
            closes_at__gt=now + timedelta(days=but_not_within), closes_at__lte=now + timedelta(days=days)
        )

    def just_closed(self, now: datetime) -> Self:
        """By their date, and not because nobody confirmed them: who was told that is not told again."""
        confirmed = Q(confirm_by__gte=F("closes_at"))
        return self.with_employer().filter(confirmed, closes_at__lte=now, closes_at__gt=now - NEWS)

    def to_ask(self, now: datetime) -> Self:
        """Nobody is asked about what closes before the answer would matter."""
        shown = self.with_employer().filter(open_until__gt=now, confirmed_at__lte=now - ASKED_AFTER)
        return shown.filter(closes_at__gt=F("confirmed_at") + SUNK_AFTER)

    def to_sink(self, now: datetime) -> Self:
        asked = Q(status=Status.LIVE, confirmed_at__lte=now - SUNK_AFTER)
        return self.filter(asked, sunk=False, open_until__gt=now)

    def just_hidden(self, now: datetime) -> Self:
        """Nobody answered in time, and the closing date lies ahead: one click brings them back."""
        shown_before = Q(confirm_by__lte=now, confirm_by__gt=now - NEWS)
        return self.with_employer().filter(shown_before, closes_at__gt=now)

    def needing_somebody(self, now: datetime) -> Self:
        """On the board or on the way there, or with people who wait for an answer: somebody has to end them first."""
        over = Q(status=Status.LIVE, open_until__lte=now, applications_waiting=0)
        under_way = [Status.LIVE, Status.PAUSED, Status.IN_REVIEW, Status.SCHEDULED]
        returned = Q(status=Status.RETURNED, applications_waiting__gt=0)
        return self.filter(Q(status__in=under_way) | returned).exclude(over)

    def ended_for_good(self) -> Self:
        return self.filter(status__in=[Status.CLOSED, Status.FILLED, Status.REJECTED, Status.WITHDRAWN])

    # People who applied

    def with_people_waiting(self) -> Self:
        return self.filter(applications_waiting__gt=0).order_by("pk")

    def shown_until_before(self, moment: datetime) -> Self:
        """Closed by their date, or hidden because nobody confirmed them, by then; whatever else became of them."""
        return self.filter(open_until__lte=moment)

    # What staff decide of companies

    def of_companies_refused_by(self, moment: datetime) -> Self:
        return self.filter(company__refused_at__lte=moment)

    def with_status(self, statuses) -> Self:
        return self.filter(status__in=list(statuses)).order_by("pk")

    def frozen_by(self, act: str) -> Self:
        """Hidden, and this was the last thing that happened to them."""
        decisions = self.model._meta.get_field("decisions").related_model.objects
        last = decisions.filter(listing=OuterRef("pk")).order_by("-at", "-pk").values("act")[:1]
        return self.filter(status=Status.FROZEN).annotate(last_act=Subquery(last)).filter(last_act=act)

    # Nearly the same

    def near(self, listing: models.Model) -> Self:
        """Those that say nearly the same in title and text, whatever their state; never itself. Also for a listing that
        is not saved, once its words are set with write()."""
        sharing = (
            self.with_pieces(pieces_of(listing.words)).exclude(pk=listing.pk).order_by("-pk")[:MOST_COMPARED]
        )
        return self.filter(pk__in=near(listing.words, ((other.pk, other.words) for other in sharing)))

    def with_company(self) -> Self:
        return self.select_related("company")

    def posted_here(self) -> Self:
        """Written by employers on this board and once public, the newest first."""
        posted = self.filter(published_at__isnull=False, source=None).order_by("-published_at", "-pk")
        return posted.with_company().prefetch_related("places")

    def with_pieces(self, pieces: Iterable[int] | models.QuerySet) -> Self:
        sketches = self.model._meta.get_field("sketches").related_model.objects
        return self.filter(pk__in=sketches.filter(value__in=pieces).values("listing"))

    def sharing_words_and_company(self, listings: Collection[models.Model]) -> Self:
        """Posted here once by one of their companies, with a piece of one of their texts."""
        sketches = self.model._meta.get_field("sketches").related_model.objects
        companies = {listing.company_id for listing in listings}
        posted = self.filter(company__in=companies, published_at__isnull=False, source=None)
        return posted.with_pieces(sketches.of(listings).values("value")).prefetch_related("places")

    def unsketched(self) -> Self:
        return self.filter(sketches=None)


class SketchQuerySet(models.QuerySet):
    def of(self, listings: Iterable[models.Model]) -> Self:
        return self.filter(listing__in=[listing.pk for listing in listings])

    def pieces(self) -> models.QuerySet:
        return self.order_by("band").values_list("value", flat=True)


class PendingEditQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        return self.filter(returned_at=None).order_by("submitted_at", "pk")

    def of(self, listing: models.Model) -> Self:
        return self.filter(listing=listing)

    def numbered(self, number: int) -> Self:
        return self.filter(pk=number)

    def for_review(self) -> Self:
        return self.select_related("listing__company", "listing__role__category", "by")

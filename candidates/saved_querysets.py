"""The verbs of what somebody saved or hid. Each is reached through the person whose it is."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from listings.search.query import Unwanted


class SavedListingQuerySet(models.QuerySet):
    def of(self, user) -> Self:
        return self.filter(user=user)

    def numbers(self) -> models.QuerySet:
        """Of the listings."""
        return self.order_by().values_list("listing", flat=True)

    def keep(self, user, listings: Iterable[int]) -> list[int]:
        """Those of the listings that are public are saved; answers which are new. Saved twice is saved once."""
        public = self.listing_model.objects.public().from_pks(listings).numbers()
        known = set(self.of(user).numbers())
        new = [number for number in public if number not in known]
        rows = [self.model(user=user, listing_id=number) for number in new]
        self.bulk_create(rows, ignore_conflicts=True)
        return new

    def numbered(self, numbers: Iterable[int]) -> Self:
        return self.filter(pk__in=list(numbers))

    def to_remind(self, now: datetime, before: timedelta) -> Self:
        """Open still and closing within that time; saved before it was so near; nobody who applied, or who does not
        want to hear of it, or who is leaving."""
        live = self.listing_model.objects.live().filter(closes_at__gt=now, closes_at__lte=now + before)
        off = Q(user__candidate__reminds_of_saved=False) | Q(user__candidate__delete_after__isnull=False)
        near = self.filter(listing__in=live, user__is_active=True, at__lt=F("listing__closes_at") - before)
        return near.exclude(off).exclude(self.applied())

    def applied(self) -> Exists:
        """To that listing, by this person: with the account, or from its address."""
        sent = self.listing_model.applications.rel.related_model.objects.sent().kept()
        person = Q(user=OuterRef("user")) | Q(user=None, email=OuterRef("user__email"))
        return Exists(sent.filter(person, listing=OuterRef("listing")))

    def for_mail(self) -> Self:
        return self.select_related("user", "listing__company").prefetch_related("listing__places")

    def drop(self, user, listing: int) -> bool:
        return bool(self.of(user).filter(listing=listing).delete()[0])

    @property
    def listing_model(self) -> type[models.Model]:
        return self.model._meta.get_field("listing").related_model


class HiddenThingQuerySet(models.QuerySet):
    def of(self, user) -> Self:
        return self.filter(user=user)

    def of_people(self, users: Iterable[int]) -> Self:
        return self.filter(user__in=list(users))

    def numbered(self, number: int) -> Self:
        return self.filter(pk=number)

    def for_page(self) -> Self:
        return self.select_related("listing__company", "company")

    def unwanted(self) -> Unwanted:
        """All of it as a search leaves it out."""
        return unwanted_of(self.order_by().values_list("listing", "company__slug", "word"))

    def by_person(self) -> dict[int, Unwanted]:
        rows = defaultdict(list)
        for user, *thing in self.order_by().values_list("user", "listing", "company__slug", "word"):
            rows[user].append(thing)
        return {user: unwanted_of(things) for user, things in rows.items()}


def unwanted_of(rows: Iterable[tuple[int | None, str | None, str]]) -> Unwanted:
    rows = list(rows)
    return Unwanted(
        listings=frozenset(listing for listing, _, _ in rows if listing),
        companies=frozenset(company for _, company, _ in rows if company),
        words=tuple(sorted(word for _, _, word in rows if word)),
    )

"""The verbs of what somebody saved or hid. Each is reached through the person whose it is."""

from collections.abc import Iterable
from typing import Self

from django.db import models


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

    def drop(self, user, listing: int) -> bool:
        return bool(self.of(user).filter(listing=listing).delete()[0])

    @property
    def listing_model(self) -> type[models.Model]:
        return self.model._meta.get_field("listing").related_model


class HiddenThingQuerySet(models.QuerySet):
    def of(self, user) -> Self:
        return self.filter(user=user)

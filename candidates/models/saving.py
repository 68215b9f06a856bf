"""Listings that somebody keeps or does not want to see again."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from candidates.saved_querysets import HiddenThingQuerySet, SavedListingQuerySet
from employers.models import Company
from listings.models import Listing


class SavedListing(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_listings")
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="saved_by")
    at = models.DateTimeField(auto_now_add=True)

    objects = SavedListingQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "listing"], name="listing_is_saved_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} saved {self.listing_id}"


class HiddenThing(models.Model):
    """A listing, a company or a word that somebody wants out of their results."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="hidden_things")
    listing = models.ForeignKey(Listing, models.CASCADE, null=True, blank=True, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, null=True, blank=True, related_name="+")
    word = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = HiddenThingQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "listing"], condition=Q(listing__isnull=False), name="listing_is_hidden_once"
            ),
            models.UniqueConstraint(
                fields=["user", "company"], condition=Q(company__isnull=False), name="company_is_hidden_once"
            ),
            models.UniqueConstraint(
                fields=["user", "word"], condition=~Q(word=""), name="word_is_hidden_once"
            ),
            models.CheckConstraint(
                name="hidden_is_one_thing",
                condition=Q(listing__isnull=False, company=None, word="")
                | Q(listing=None, company__isnull=False, word="")
                | (Q(listing=None, company=None) & ~Q(word="")),
            ),
        ]

    def __str__(self) -> str:
        return self.word or f"listing {self.listing_id}, company {self.company_id}"

"""What happened to listings, and what waits for staff."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from listings.life_querysets import PendingEditQuerySet, SketchQuerySet
from listings.models.listing import Listing
from listings.querysets import ListingQuerySet, SearchChangeQuerySet
from listings.states import Status
from listings.vocabulary import decision_reasons

# By what, where it was no person.
NOBODYS_ACTS = {
    "import": "the importer",
    "publish": "the clock",
    "confirm by mail": "the link in a mail",
    "renew by mail": "the link in a mail",
    "close by mail": "the link in a mail",
}


def label_of(reason: str) -> str:
    found = decision_reasons().get(reason)
    return found.label if found else ""


class Decision(models.Model):
    """One move of one listing: who, when, from what to what, why. Written by lifecycle, never changed."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="decisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="decisions")
    at = models.DateTimeField(default=timezone.now)
    act = models.CharField(max_length=20)
    before = models.CharField("from", max_length=12, choices=Status)
    after = models.CharField("to", max_length=12, choices=Status)
    reason = models.CharField(max_length=30, blank=True)
    note = models.TextField("to the employer", max_length=2000, blank=True)
    title = models.CharField("title at that time", max_length=200)
    description = models.TextField("text at that time", blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_before_display()} → {self.get_after_display()}"

    @property
    def reason_label(self) -> str:
        return label_of(self.reason)

    @property
    def who(self) -> str:
        """The person, or what acted instead of one."""
        return self.by.email if self.by else NOBODYS_ACTS.get(self.act, "somebody whose account is gone")


class PendingEdit(models.Model):
    """What a member wants a live listing to say instead. The approved version stays live until staff decide."""

    listing = models.OneToOneField(Listing, models.CASCADE, related_name="pending_edit")
    content = models.JSONField(help_text="listings.content.Content as data")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now)
    returned_at = models.DateTimeField("sent back", null=True, blank=True)
    reason = models.CharField(max_length=30, blank=True)
    note = models.TextField("to the employer", max_length=2000, blank=True)

    objects = PendingEditQuerySet.as_manager()

    class Meta:
        indexes = [
            # The moderators' queue.
            models.Index(fields=["submitted_at"], name="edit_queue", condition=models.Q(returned_at=None)),
        ]

    def __str__(self) -> str:
        return f"Change of {self.listing}"

    @property
    def reason_label(self) -> str:
        return label_of(self.reason)


class Sketch(models.Model):
    """A piece of a listing's fingerprint: listings that share pieces have nearly one text (listings/sketches.py)."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="sketches")
    band = models.PositiveSmallIntegerField()
    value = models.BigIntegerField()

    objects = SketchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "band"], name="listing_is_sketched_once"),
        ]
        indexes = [
            # Who has the same piece.
            models.Index(fields=["value", "band"], name="sketch_value"),
        ]

    def __str__(self) -> str:
        return f"{self.band}: {self.value:x}"


class SearchChange(models.Model):
    """That a listing changed, in the order of commits. Triggers of the database write it (migration 0002);
    no listing means that something changed which many listings share. Every process follows it."""

    listing = models.BigIntegerField(null=True)

    objects = SearchChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.pk}: {self.listing}"


class WaitingListing(Listing):
    """The moderators' queue: the same listings, seen from the desk of those who check them."""

    objects = ListingQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "listing waiting for review"
        verbose_name_plural = "listings waiting for review"

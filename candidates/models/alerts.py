"""Searches that are asked again for somebody, and what they were sent already."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from candidates.querysets import AlertMatchQuerySet, AlertQuerySet, WatermarkQuerySet
from candidates.vocabulary import Frequency
from listings.models import Listing


def new_token() -> str:
    """Short enough for a one-click address in a header of one line."""
    return get_random_string(16)


class Alert(models.Model):
    """A search with its words, a frequency and an address that its owner confirmed. `query` is the canonical query
    string of the board: the page, the feeds and the mails ask the same."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="alerts"
    )
    email = models.EmailField()
    query = models.TextField(max_length=4000, blank=True)
    words = models.CharField("in words", max_length=300)
    frequency = models.CharField(max_length=8, choices=Frequency, default=Frequency.DAILY)
    hour = models.PositiveSmallIntegerField("at", default=7, validators=[MaxValueValidator(23)])
    time_zone = models.CharField(max_length=40, default="UTC")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    stopped_at = models.DateTimeField(null=True, blank=True, editable=False)
    due_at = models.DateTimeField(null=True, blank=True, editable=False)
    used_at = models.DateTimeField("last used on our pages", default=timezone.now, editable=False)
    asked_at = models.DateTimeField("asked whether to go on", null=True, blank=True, editable=False)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "query"],
                condition=Q(stopped_at=None),
                name="alert_is_made_once",
                violation_error_message="You have this alert already.",
            ),
        ]
        indexes = [
            # The worker: whose hour has come.
            models.Index(
                fields=["due_at"], name="alert_due", condition=Q(stopped_at=None, confirmed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.words


class AlertMatch(models.Model):
    """A listing found for an alert. Written once for a pair, so that nothing is mailed twice."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="matches")
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="+")
    found_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    useful = models.BooleanField(null=True, blank=True)

    objects = AlertMatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alert", "listing"], name="listing_is_found_once_for_an_alert"),
        ]
        indexes = [
            # The worker: what an alert has to send.
            models.Index(fields=["alert"], name="match_to_send", condition=Q(mailed_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.alert_id}: {self.listing_id}"


class AlertKey(models.Model):
    """What a listing must be for an alert to be asked at all; see alerting/keys.py."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "alert"], name="alert_has_a_key_once"),
        ]

    def __str__(self) -> str:
        return self.key


class Watermark(models.Model):
    """Up to which number of the table of changes something was looked at."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.BigIntegerField()

    objects = WatermarkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name}: {self.at}"

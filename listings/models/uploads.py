"""Many listings in one file: each row is looked at before anything is made of it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from employers.models import Company
from listings.models.listing import Listing


class UploadQuerySet(models.QuerySet):
    def of_member(self, user) -> Self:
        return self.filter(company__memberships__user=user)

    def waiting(self) -> Self:
        """Looked at, and nothing made of them yet."""
        return self.filter(started_at=None)

    def from_before(self, moment: datetime) -> Self:
        return self.filter(created_at__lt=moment)

    def with_counts(self) -> Self:
        return self.select_related("company").annotate(
            total=Count("rows"),
            worked=Count("rows", filter=Q(rows__done=True)),
            made=Count("rows", filter=Q(rows__listing__isnull=False)),
        )


class Upload(models.Model):
    company = models.ForeignKey(Company, models.CASCADE, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    name = models.CharField("file", max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_running(self) -> bool:
        return bool(self.started_at) and not self.done_at


class UploadRowQuerySet(models.QuerySet):
    def to_make(self) -> Self:
        """Neither made nor left out."""
        return self.filter(done=False)

    def left_out(self) -> Self:
        """By a person, or because no draft could be made."""
        return self.filter(done=True, listing=None)

    def in_outline(self) -> Self:
        """Without the texts of the file, for counting."""
        return self.defer("values")

    def numbered(self, numbers) -> Self:
        return self.filter(number__in=numbers)

    def with_drafts(self) -> Self:
        """Those that became drafts, with all that readiness looks at."""
        links = ["listing_skills__skill", "places", "questions"]
        return (
            self.exclude(listing=None)
            .select_related("listing__company", "listing__role")
            .prefetch_related(*(f"listing__{link}" for link in links))
        )


class UploadRow(models.Model):
    """One row as it was in the file, what is wrong with it, and the draft that was made of it.

    `problems` are [kind, message]. A row that is done and has no listing was left out.
    """

    class Problem(models.TextChoices):
        UNREADABLE = "unreadable", "The file is broken here"
        REFUSED = "refused", "No draft can be made of it"
        LACK = "lack", "The draft would lack it"

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    values = models.JSONField()
    problems = models.JSONField(default=list)
    listing = models.ForeignKey(Listing, models.SET_NULL, null=True, blank=True, related_name="+")
    done = models.BooleanField(default=False)

    objects = UploadRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="upload_has_a_row_once"),
        ]

    def __str__(self) -> str:
        return f"Row {self.number}"

    @property
    def reasons(self) -> list[str]:
        """Why no draft can be made of it."""
        return [message for kind, message in self.problems if kind != self.Problem.LACK]

    @property
    def lacks(self) -> list[str]:
        return [message for kind, message in self.problems if kind == self.Problem.LACK]

    @property
    def is_readable(self) -> bool:
        return not any(kind == self.Problem.UNREADABLE for kind, _ in self.problems)

"""Many listings in one file: each row is looked at before anything is made of it."""

from django.conf import settings
from django.db import models

from employers.models import Company
from listings.models.listing import Listing


class Upload(models.Model):
    company = models.ForeignKey(Company, models.CASCADE, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    name = models.CharField("file", max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class UploadRow(models.Model):
    """One row as it was in the file, what is wrong with it, and the draft that was made of it."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    values = models.JSONField()
    problems = models.JSONField(default=list)
    listing = models.ForeignKey(Listing, models.SET_NULL, null=True, blank=True, related_name="+")
    done = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="upload_has_a_row_once"),
        ]

    def __str__(self) -> str:
        return f"Row {self.number}"

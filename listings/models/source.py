"""Where imported listings come from."""

from django.db import models

from employers.models import WebAddressField


class Source(models.Model):
    """Where imported listings come from, and what we owe it."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    url = WebAddressField(blank=True)
    credit = models.CharField(max_length=300, blank=True, help_text="Shown on each of its listings.")
    is_sample = models.BooleanField(
        default=False, help_text="Made-up listings that show what the board can do."
    )

    def __str__(self) -> str:
        return self.name

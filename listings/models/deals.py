"""The deal card of creator work: what is made, who may use it how long, and when money comes."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from listings.models.listing import Listing
from listings.vocabulary import DealUse, DeliverableKind, Disclosure
from roles.models import Platform


def days(label: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=[MaxValueValidator(730)])


class Deal(models.Model):
    """The terms of one listing for creators. Empty means that nobody stated it; 0 days of exclusivity means none."""

    listing = models.OneToOneField(Listing, models.CASCADE, related_name="deal")
    use = models.CharField("where the work may be used", max_length=10, choices=DealUse, blank=True)
    perpetual = models.BooleanField("for ever", default=False)
    months = models.PositiveSmallIntegerField(
        "for so many months", null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    territory = models.CharField("in which countries", max_length=80, blank=True)
    exclusive_days = days("days without work for rivals")
    exclusive_in = models.CharField("rivals in which field", max_length=80, blank=True)
    whitelisting = models.BooleanField("adverts run from the creator's account", null=True, blank=True)
    revisions = models.PositiveSmallIntegerField(
        "rounds of changes", null=True, blank=True, validators=[MaxValueValidator(20)]
    )
    kill_fee = models.PositiveSmallIntegerField(
        "percent paid if it is cancelled", null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    payment_days = days("days until payment")
    disclosure = models.CharField("how it is labelled", max_length=12, choices=Disclosure, blank=True)
    gift = models.CharField("product given besides", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deal_lasts_for_ever_or_some_months",
                condition=Q(perpetual=False) | Q(months=None),
                violation_error_message="Rights last for ever or for some months, not both.",
            ),
        ]

    def __str__(self) -> str:
        return f"Deal of {self.listing}"


class Deliverable(models.Model):
    """So many pieces of one kind for one platform; without a platform, files that are handed over."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="deliverables")
    platform = models.ForeignKey(Platform, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=12, choices=DeliverableKind)
    count = models.PositiveSmallIntegerField("how many", default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="deliverable_is_at_least_one", condition=Q(count__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.get_kind_display()}"

"""What a listing has several of: skills, platforms, places, facts, questions."""

from django.core.validators import RegexValidator
from django.db import models

from listings.models.listing import Listing
from listings.vocabulary import Need, QuestionKind
from roles.models import Platform, Skill


class ListingSkill(models.Model):
    Kind = Need

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="listing_skills")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="listing_skills")
    kind = models.CharField(max_length=8, choices=Kind)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "skill"],
                name="listing_asks_for_a_skill_once",
                violation_error_message="A skill is either required or nice to have, not both.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill} ({self.kind})"


class ListingPlatform(models.Model):
    listing = models.ForeignKey(Listing, models.CASCADE)
    platform = models.ForeignKey(Platform, models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "platform"], name="listing_names_a_platform_once"),
        ]

    def __str__(self) -> str:
        return str(self.platform)


class ListingPlace(models.Model):
    """Where the work is done: a workplace, or (remote, without a name) a country one may work from."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="places")
    name = models.CharField("town or city", max_length=80, blank=True)
    country = models.CharField(max_length=2, blank=True, validators=[RegexValidator(r"^[A-Z]{2}$")])

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["listing", "name", "country"], name="listing_has_a_place_once"),
        ]
        indexes = [
            # The filter by country.
            models.Index(fields=["country", "listing"], name="place_country"),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.name, self.country]))


class ListingFact(models.Model):
    """One answer that candidates can filter by: of the truth panel ("on_camera" is "no") or of a deal card.

    Names and values are those of listings/vocabulary.py. What has no row is not stated.
    """

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="facts")
    name = models.CharField(max_length=24)
    value = models.CharField(max_length=24)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["listing", "name"], name="listing_states_a_fact_once"),
        ]
        indexes = [
            # The filters by fact.
            models.Index(fields=["name", "value", "listing"], name="fact_value"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


class Question(models.Model):
    """What an employer asks everybody who applies. Shown on the listing before anybody does."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=QuestionKind, default=QuestionKind.TEXT)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["listing", "order"], name="listing_asks_in_order"),
            models.CheckConstraint(
                name="listing_asks_three_at_most", condition=models.Q(order__range=(1, 3))
            ),
        ]

    def __str__(self) -> str:
        return self.text

"""Who hires: companies and the people who may act for them."""

from django.conf import settings
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.urls import reverse
from django.utils.text import slugify

from employers.querysets import CompanyQuerySet, MembershipQuerySet
from employers.text import searchable

https_only = URLValidator(schemes=["https"], message="Enter a full address that starts with https://")


class WebAddressField(models.URLField):
    """An https address; one typed without a scheme gets it."""

    default_validators = [https_only]

    def formfield(self, **kwargs):
        message = {"invalid": https_only.message}
        return super().formfield(**{"assume_scheme": "https", "error_messages": message} | kwargs)


class Company(models.Model):
    class Size(models.TextChoices):
        ALONE = "1", "1 person"
        FEW = "2-10", "2 to 10 people"
        SMALL = "11-50", "11 to 50 people"
        MEDIUM = "51-250", "51 to 250 people"
        LARGE = "251-1000", "251 to 1,000 people"
        HUGE = "1001", "More than 1,000 people"

    name = models.CharField("company name", max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    website = WebAddressField(blank=True)
    about = models.TextField("what the company does", max_length=2000, blank=True)
    sector = models.CharField(max_length=80, blank=True)
    size = models.CharField(max_length=8, choices=Size, blank=True)
    place = models.CharField("town or city", max_length=80, blank=True)
    country = models.CharField(max_length=2, blank=True, validators=[RegexValidator(r"^[A-Z]{2}$")])
    created_at = models.DateTimeField(auto_now_add=True)
    search_name = models.CharField(max_length=140, blank=True, editable=False)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="companies", blank=True
    )

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("company", args=[self.slug])

    def call(self, name: str) -> None:
        """Set the name and what searches compare."""
        self.name = name
        self.search_name = searchable(name)


class Membership(models.Model):
    class Role(models.TextChoices):
        OWNER = "owner", "Owner"
        RECRUITER = "recruiter", "Recruiter"

    company = models.ForeignKey(Company, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.RECRUITER)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "user"],
                name="person_joins_a_company_once",
                violation_error_message="This person is in the company already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.company}"


def free_slug(name: str) -> str:
    """A slug that no company has yet: acme, acme-2, acme-3 …"""
    base = slugify(name)[:70] or "company"
    taken = set(Company.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug

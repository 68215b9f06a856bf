"""Who hires: companies, the people who may act for them, and how a company shows that it is who it says."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify

from employers.domains import domain_of, host_of
from employers.querysets import (
    CompanyQuerySet,
    InvitationQuerySet,
    MembershipQuerySet,
    ProofQuerySet,
)
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
    logo = models.CharField(
        max_length=40, blank=True, editable=False, help_text="The name of its file; see logos.py."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(
        "may post since", null=True, blank=True, editable=False, help_text="Set by the acts of proving.py."
    )
    refused_at = models.DateTimeField(
        "refused by staff",
        null=True,
        blank=True,
        editable=False,
        help_text="Only staff can confirm it again.",
    )
    proof = models.ForeignKey(
        "Proof",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        help_text="The proof that stands.",
    )
    search_name = models.CharField(max_length=140, blank=True, editable=False)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="companies", blank=True
    )

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "companies"
        permissions = [("confirm_company", "Can say which companies may post")]
        constraints = [
            models.CheckConstraint(
                name="company_with_a_proof_is_confirmed",
                condition=Q(proof=None) | Q(confirmed_at__isnull=False),
                violation_error_message="A company whose proof stands may post.",
            ),
            models.CheckConstraint(
                name="company_is_confirmed_or_refused",
                condition=Q(confirmed_at=None) | Q(refused_at=None),
                violation_error_message="A company that staff refused may not post.",
            ),
        ]
        indexes = [
            # The address of a logo: is it still somebody's?
            models.Index(fields=["logo"], name="company_logo", condition=~Q(logo="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("company", args=[self.slug])

    @property
    def may_post(self) -> bool:
        return self.confirmed_at is not None

    @property
    def host(self) -> str:
        """www.acme.example of its website."""
        return host_of(self.website)

    @property
    def domain(self) -> str:
        """acme.example: what it can prove to be its own. Nothing without a website, or with one at a webmail host."""
        return domain_of(self.website)

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

    @property
    def is_owner(self) -> bool:
        return self.role == self.Role.OWNER


class CompanyAccount(models.Model):
    """Where a company publishes. The platform is the slug of one: which there are, roles know."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="accounts")
    platform = models.SlugField()
    url = WebAddressField("address", max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "platform"],
                name="company_has_a_platform_once",
                violation_error_message="One account for each platform.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.platform}"


class Proof(models.Model):
    """How somebody shows that a company is theirs: asked for first, proved later, perhaps taken back by staff."""

    class Kind(models.TextChoices):
        EMAIL = "email", "by work email"
        DNS = "dns", "by a record in the DNS"
        FILE = "file", "by a file on its site"
        STAFF = "staff", "by our staff"

    LASTS = timedelta(days=3)  # a link in a mail

    company = models.ForeignKey(Company, models.CASCADE, related_name="proofs")
    kind = models.CharField(max_length=5, choices=Kind)
    domain = models.CharField(max_length=253, blank=True)
    email = models.EmailField("address at that domain", blank=True)
    code = models.CharField(max_length=64, blank=True, help_text="Of a mail only its hash is kept.")
    note = models.TextField("what its people say", max_length=500, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    proved_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ProofQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "kind"],
                condition=Q(proved_at=None),
                name="company_asks_once_for_each_kind",
                violation_error_message="This way of proving is under way already.",
            ),
            models.CheckConstraint(
                name="proof_names_what_it_proves",
                condition=Q(kind="staff") | ~Q(domain=""),
                violation_error_message="Say which domain is proved.",
            ),
            models.CheckConstraint(
                name="proof_is_taken_back_after_it_was_given",
                condition=Q(taken_back_at=None) | Q(proved_at__isnull=False),
                violation_error_message="What was not proved cannot be taken back.",
            ),
        ]

    def __str__(self) -> str:
        if not self.proved_at:
            return f"Not proved yet, {self.get_kind_display()}"
        day = date_format(timezone.localtime(self.proved_at), "j F Y")
        return (
            f"Confirmed by our staff on {day}"
            if self.kind == self.Kind.STAFF
            else f"Proved {self.domain} on {day}"
        )

    @property
    def record(self) -> str:
        """What a TXT record or a file has to say."""
        return f"rolefeed-verify={self.code}"

    @property
    def runs_out(self) -> datetime:
        return self.asked_at + self.LASTS


class Invitation(models.Model):
    """A place in a company's team, offered to whoever reads mail at this address."""

    LASTS = timedelta(days=7)

    company = models.ForeignKey(Company, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Membership.Role, default=Membership.Role.RECRUITER)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "email"],
                condition=Q(accepted_at=None),
                name="person_is_invited_once",
                violation_error_message="This address is invited already.",
            ),
            models.CheckConstraint(name="invitation_email_is_lower_case", condition=Q(email=Lower("email"))),
        ]
        indexes = [
            # The account page: who has invited me?
            models.Index(fields=["email"], name="invitation_pending", condition=Q(accepted_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.company}"

    @property
    def runs_out(self) -> datetime:
        return self.created_at + self.LASTS

    @property
    def is_over(self) -> bool:
        return self.runs_out <= timezone.now()


def free_slug(name: str) -> str:
    """A slug that no company has yet: acme, acme-2, acme-3 …"""
    base = slugify(name)[:70] or "company"
    taken = {"new"} | set(Company.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug

"""One advert for work. Its status changes only through listings/lifecycle/; its words are set with write()."""

from datetime import datetime
from decimal import Decimal
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from employers.models import Company, WebAddressField
from employers.text import searchable
from listings.markdown import render, text_of
from listings.models.life import Life
from listings.models.source import Source
from listings.querysets import ListingQuerySet
from listings.states import GONE, MOVES, PUBLIC, IllegalMove, Status
from listings.vocabulary import (
    NOT_PAID,
    PERIODS_A_YEAR,
    Contract,
    Hours,
    Level,
    Need,
    PayModel,
    Period,
    WorkMode,
)
from roles.models import Platform, Role, Skill

YEARLY = Case(
    *(When(pay_period=period, then=F("pay_max") * Value(times)) for period, times in PERIODS_A_YEAR.items()),
    default=None,
)


# Employers are asked whether a listing is still open; one that nobody confirmed in time is shown no more.
OPEN_UNTIL = Case(When(confirm_by__lt=F("closes_at"), then=F("confirm_by")), default=F("closes_at"))
SEARCHED = [
    "closes_at", "open_until", "sunk", "pay_top_yearly", "company", "role", "work_mode", "days_on_site", "worldwide",
    "contract", "hours", "level", "pay_model", "currency",
]  # fmt: skip


class Listing(Life, models.Model):
    class Format(models.TextChoices):
        MARKDOWN = "markdown", "Markdown"
        HTML = "html", "HTML"

    class ApplyBy(models.TextChoices):
        HERE = "here", "Here on Rolefeed"
        WEBSITE = "website", "On the employer's site"
        EMAIL = "email", "By email"

    class Outcome(models.TextChoices):
        HERE = "here", "Somebody who found it here"
        ELSEWHERE = "elsewhere", "Somebody who found it elsewhere"
        INSIDE = "inside", "Somebody who worked here already"
        NOBODY = "nobody", "Nobody: the role is no longer open"

    company = models.ForeignKey(Company, models.PROTECT, related_name="listings")
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="posted_listings"
    )
    title = models.CharField(max_length=200)
    role = models.ForeignKey(Role, models.PROTECT, null=True, blank=True, related_name="listings")
    description = models.TextField(max_length=20_000, blank=True)
    description_format = models.CharField(
        max_length=8, choices=Format, default=Format.MARKDOWN, editable=False
    )
    description_html = models.TextField(blank=True, editable=False)
    search_title = models.TextField(blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    skills = models.ManyToManyField(Skill, through="ListingSkill", related_name="listings")
    platforms = models.ManyToManyField(
        Platform, through="ListingPlatform", related_name="listings", blank=True
    )

    # Where and how. Empty means that nobody stated it.
    work_mode = models.CharField(max_length=10, choices=WorkMode, blank=True)
    days_on_site = models.PositiveSmallIntegerField(
        "days a week on site", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    worldwide = models.BooleanField("people can work from anywhere", default=False)
    overlap_hours = models.PositiveSmallIntegerField(
        "hours of overlap", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(8)]
    )
    overlap_zone = models.CharField("with the working day in", max_length=40, blank=True)
    contract = models.CharField(max_length=20, choices=Contract, blank=True)
    hours = models.CharField(max_length=10, choices=Hours, blank=True)
    level = models.CharField(max_length=10, choices=Level, blank=True)

    # Pay: a range in one currency for one period, or a model that is not pay.
    pay_model = models.CharField("how it is paid", max_length=24, choices=PayModel, blank=True)
    pay_min = models.DecimalField(
        "lowest pay",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    pay_max = models.DecimalField(
        "highest pay",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    currency = models.CharField(max_length=3, blank=True, validators=[RegexValidator(r"^[A-Z]{3}$")])
    pay_period = models.CharField(max_length=8, choices=Period, blank=True)
    pay_note = models.CharField("about the pay", max_length=300, blank=True)
    pay_top_yearly = models.GeneratedField(
        expression=YEARLY,
        output_field=models.DecimalField(max_digits=16, decimal_places=2, null=True),
        db_persist=True,
    )

    apply_by = models.CharField(max_length=8, choices=ApplyBy, blank=True)
    apply_url = WebAddressField("address of the application page", blank=True)
    apply_email = models.EmailField("email address for applications", blank=True)

    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT, editable=False)
    form_token = models.UUIDField(
        default=uuid4, unique=True, editable=False, help_text="A form sent twice makes one listing."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField("first posted", null=True, blank=True, editable=False)
    publish_at = models.DateTimeField("goes live on", null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField("last confirmed open", null=True, blank=True, editable=False)
    confirm_by = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Shown no longer than this unless confirmed again."
    )
    open_until = models.GeneratedField(
        expression=OPEN_UNTIL, output_field=models.DateTimeField(null=True), db_persist=True
    )
    sunk = models.BooleanField(
        default=False, editable=False, help_text="Not confirmed when asked: shown after all others."
    )
    renewals = models.PositiveSmallIntegerField(default=0, editable=False)
    ended_at = models.DateTimeField("closed or filled", null=True, blank=True, editable=False)
    outcome = models.CharField("who got it", max_length=10, choices=Outcome, blank=True, editable=False)
    applications_waiting = models.PositiveIntegerField(
        default=0, editable=False, help_text="People who applied and have no outcome yet."
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", editable=False
    )

    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="listings", editable=False
    )
    source_key = models.CharField(max_length=200, blank=True, editable=False)
    source_url = WebAddressField(max_length=500, blank=True, editable=False)
    source_posted_on = models.DateField("first published there", null=True, blank=True, editable=False)

    objects = ListingQuerySet.as_manager()

    class Meta:
        permissions = [("moderate_listing", "Can approve, return and reject listings")]
        constraints = [
            models.CheckConstraint(
                name="listing_pay_range_is_ordered",
                condition=Q(pay_min=None, pay_max=None)
                | Q(pay_min__isnull=False, pay_max__isnull=False, pay_max__gte=F("pay_min")),
                violation_error_message="The highest pay must be more than the lowest.",
            ),
            models.CheckConstraint(
                name="listing_pay_has_currency_and_period",
                condition=Q(pay_max=None) | (~Q(currency="") & ~Q(pay_period="")),
                violation_error_message="Say in which currency and for which period the pay is.",
            ),
            models.CheckConstraint(
                name="listing_without_pay_has_no_amount",
                condition=~Q(pay_model__in=NOT_PAID) | Q(pay_max=None),
                violation_error_message="This way of paying has no amount. It must not look like pay.",
            ),
            models.CheckConstraint(
                name="listing_days_on_site_are_for_hybrid",
                condition=Q(days_on_site=None) | Q(work_mode=WorkMode.HYBRID, days_on_site__range=(1, 4)),
                violation_error_message="Days on site go with hybrid work: 1 to 4 a week.",
            ),
            models.CheckConstraint(
                name="listing_worldwide_is_remote",
                condition=Q(worldwide=False) | Q(work_mode=WorkMode.REMOTE),
                violation_error_message="Only remote work can be done from anywhere.",
            ),
            models.CheckConstraint(
                name="listing_overlap_has_hours_and_zone",
                condition=Q(overlap_hours=None, overlap_zone="")
                | (Q(overlap_hours__range=(1, 8)) & ~Q(overlap_zone="")),
                violation_error_message="Give the hours of overlap and the place whose working day is meant.",
            ),
            models.CheckConstraint(
                name="listing_ends_with_an_answer_for_everyone",
                condition=~Q(status__in=[Status.CLOSED, Status.FILLED]) | Q(applications_waiting=0),
                violation_error_message="People who applied still wait for an answer.",
            ),
            models.CheckConstraint(
                name="listing_once_public_has_dates",
                condition=Q(status__in=[Status.DRAFT, Status.IN_REVIEW, Status.RETURNED])
                | Q(status__in=[Status.REJECTED, Status.WITHDRAWN, Status.SCHEDULED])
                | Q(published_at__isnull=False, closes_at__isnull=False),
                violation_error_message="A published listing has a first day and a closing time.",
            ),
            models.UniqueConstraint(
                fields=["source", "source_key"],
                condition=Q(source__isnull=False),
                name="listing_is_imported_once",
                violation_error_message="This advert of this source is here already.",
            ),
        ]
        indexes = [
            # The board: newest live listings. All that the search index reads of a listing is in here, so that
            # reading it does not touch the rows, which are long.
            models.Index(fields=["status", "published_at", "id", *SEARCHED], name="listing_board"),
            # The moderators' queue: oldest waiting first.
            models.Index(fields=["submitted_at"], name="listing_queue", condition=Q(status=Status.IN_REVIEW)),
            # The clock: what goes live today.
            models.Index(
                fields=["publish_at"], name="listing_scheduled", condition=Q(status=Status.SCHEDULED)
            ),
            # The clock: whom to ask whether a listing is still open, what to remind of.
            models.Index(fields=["confirmed_at"], name="listing_asked", condition=Q(status=Status.LIVE)),
            # The employer's desk and the company page.
            models.Index(fields=["company", "status"], name="listing_of_company"),
        ]

    def __str__(self) -> str:
        return self.title or "Untitled draft"

    def get_absolute_url(self) -> str:
        return reverse("listing", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        """Words for the address, from title and company; the number decides, so they may change."""
        return slugify(f"{self.title} {self.company.name}")[:80].strip("-") or "listing"

    def write(self, *, title: str, description: str, format: str = Format.MARKDOWN) -> None:
        """Set the words and all that is made from them."""
        self.title = title
        self.description = description
        self.description_format = format
        self.description_html = render(description, format)
        self.search_title = searchable(title)
        self.search_text = searchable(text_of(self.description_html))

    @property
    def words(self) -> str:
        """Stems of title and text, as searches and comparisons see them."""
        return self.search_title + self.search_text

    def move_to(self, status: Status) -> None:
        if status not in MOVES[Status(self.status)]:
            raise IllegalMove(Status(self.status))
        self.status = status

    @property
    def is_open(self) -> bool:
        return self.status == Status.LIVE and self.shown_until > timezone.now()

    @property
    def shown_until(self) -> datetime:
        """As `open_until`, also before the listing is saved."""
        return min(filter(None, [self.closes_at, self.confirm_by]))

    @property
    def is_public(self) -> bool:
        return self.status in PUBLIC

    @property
    def state_label(self) -> str:
        if self.status == Status.LIVE and not self.is_open:
            return "Closing date passed" if self.closes_at <= timezone.now() else "Not confirmed as open"
        return Status(self.status).label

    @property
    def is_gone(self) -> bool:
        return self.status in GONE

    @property
    def ended_on(self):
        """When an ended listing ended: by its employer, or by its closing time."""
        return self.ended_at or self.shown_until

    @property
    def html(self) -> SafeString:
        return mark_safe(self.description_html)  # noqa: S308 - made by listings.markdown, which sanitises

    @property
    def is_sample(self) -> bool:
        return bool(self.source and self.source.is_sample)

    @property
    def leads_to(self) -> str:
        """The page of another site on which people apply, or read on; empty where there is none."""
        if self.is_sample or self.takes_applications:
            return ""
        if self.apply_by == self.ApplyBy.EMAIL and self.apply_email:
            return ""
        return self.apply_url if self.apply_by == self.ApplyBy.WEBSITE and self.apply_url else self.source_url

    @property
    def takes_applications(self) -> bool:
        """Whether people apply here, as long as it is open."""
        return self.apply_by == self.ApplyBy.HERE

    @property
    def is_unpaid(self) -> bool:
        return self.pay_model in NOT_PAID

    @property
    def pay_spread(self) -> Decimal | None:
        """How many times the bottom the top of the range is."""
        return self.pay_max / self.pay_min if self.pay_min else None

    def skills_of_kind(self, kind: str) -> list[Skill]:
        return [use.skill for use in self.listing_skills.all() if use.kind == kind]

    @property
    def required_skills(self) -> list[Skill]:
        return self.skills_of_kind(Need.REQUIRED)

    @property
    def nice_skills(self) -> list[Skill]:
        return self.skills_of_kind(Need.NICE)

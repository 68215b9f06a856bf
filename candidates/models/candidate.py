"""Who seeks work: what they can do, and the presence that shows it. Everything here goes with the account."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from candidates.profile_querysets import (
    HiddenFromQuerySet,
    OldHandleQuerySet,
    PieceQuerySet,
    ProofLinkQuerySet,
    RestingHandleQuerySet,
)
from candidates.querysets import CandidateQuerySet
from candidates.vocabulary import Availability, PieceKind
from employers.models import Company, WebAddressField
from roles.models import Platform, Skill

handle_is_plain = RegexValidator(
    r"^[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]$",
    "Use 3 to 40 small letters, digits and hyphens, for example leo-m",
)


def slugs() -> models.JSONField:
    return models.JSONField(default=list, blank=True)


class Candidate(models.Model):
    """What somebody said about themselves. There is none until they save something. Nothing is public until
    `published_at` is set, and then only what `visibility` allows; see showing.py."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="candidate")
    skills = models.ManyToManyField(Skill, related_name="+", blank=True)
    platforms = models.ManyToManyField(Platform, related_name="+", blank=True)
    handle = models.CharField(
        "address of your page",
        max_length=40,
        unique=True,
        null=True,
        blank=True,
        validators=[handle_is_plain],
        error_messages={"unique": "Somebody else has this address. Choose another"},
    )
    name = models.CharField("name on your page", max_length=80, blank=True)
    headline = models.CharField(max_length=120, blank=True)
    about = models.TextField(max_length=2000, blank=True)
    languages = models.JSONField(default=list, blank=True, help_text="[language code, level]")
    work_modes = slugs()
    availability = models.CharField(max_length=8, choices=Availability, blank=True)
    country = models.CharField(max_length=2, blank=True, validators=[RegexValidator(r"^[A-Z]{2}$")])
    city = models.CharField("town or city", max_length=80, blank=True)
    time_zone = models.CharField(max_length=40, blank=True)
    may_work_in = slugs()
    visibility = models.JSONField(default=dict, blank=True, help_text="{part: who sees it}")
    published_at = models.DateTimeField(null=True, blank=True)
    in_search_engines = models.BooleanField("search engines may list your page", default=False)
    feed_of_work = models.BooleanField("a feed of new pieces for anyone", default=False)
    reminds_of_saved = models.BooleanField("remind me before something that I saved closes", default=True)
    calendar_key = models.UUIDField(
        unique=True, null=True, blank=True, editable=False, help_text="Opens the calendar of saved listings."
    )
    delete_after = models.DateTimeField(null=True, blank=True, help_text="Two weeks to undo a deletion.")
    changed_at = models.DateTimeField(auto_now=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="candidate_is_public_with_an_address",
                condition=Q(published_at=None) | Q(handle__isnull=False),
                violation_error_message="Choose the address of your page before you publish it.",
            ),
        ]

    def __str__(self) -> str:
        return f"Candidate {self.pk}"

    def get_absolute_url(self) -> str:
        """Only of somebody who has chosen an address."""
        return reverse("person", args=[self.handle])

    @property
    def called(self) -> str:
        return self.name or self.handle or ""


class OldHandle(models.Model):
    """An address that somebody had before. It leads to the new one only if they wish; else it is nobody's, and nobody
    else can take it while people may still have it; see portfolio/addresses.py."""

    handle = models.CharField(max_length=40, unique=True)
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="old_handles")
    leads_on = models.BooleanField(default=False)
    left_at = models.DateTimeField(default=timezone.now)

    objects = OldHandleQuerySet.as_manager()

    def __str__(self) -> str:
        return self.handle


class RestingHandle(models.Model):
    """The address of a page whose owner deleted the account: nobody is taken for them by people who still have it. Only
    a mark of the address is kept, from which nobody can read it."""

    mark = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField(db_index=True)

    objects = RestingHandleQuerySet.as_manager()

    def __str__(self) -> str:
        return f"until {self.until:%Y-%m-%d}"


class HiddenFrom(models.Model):
    """A company that must not see this profile, in search or by link, while its members are signed in."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="hidden_from")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")

    objects = HiddenFromQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "company"], name="candidate_hides_from_a_company_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} hides from {self.company}"


class ProofLink(models.Model):
    """An account or page that belongs to the candidate. Proved by rel="me" or by a code on the page."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="links")
    platform = models.ForeignKey(Platform, models.PROTECT, null=True, blank=True, related_name="+")
    url = WebAddressField("address")
    code = models.CharField(max_length=40)
    asked_at = models.DateTimeField(null=True, blank=True)
    proved_at = models.DateTimeField(null=True, blank=True)
    proved_by = models.CharField(max_length=6, blank=True, help_text='"rel-me" or "code"')

    objects = ProofLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "url"],
                name="candidate_links_a_page_once",
                violation_error_message="This address is in your links already.",
            ),
        ]

    def __str__(self) -> str:
        return self.url


class Piece(models.Model):
    """One piece of a portfolio: what it is, the candidate's part in it, and what came of it."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="pieces")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=PieceKind)
    title = models.CharField(max_length=120)
    my_part = models.TextField("my part in it", max_length=600)
    made_on = models.DateField("when it was made", null=True, blank=True)
    client = models.CharField(max_length=80, blank=True)
    confidential = models.BooleanField("the client is confidential", default=False)
    skills = models.ManyToManyField(Skill, related_name="+", blank=True)
    platforms = models.ManyToManyField(Platform, related_name="+", blank=True)
    link = WebAddressField(blank=True)
    file = models.CharField(max_length=80, blank=True, editable=False, help_text="Our own name of it")
    file_kind = models.CharField(max_length=8, blank=True, editable=False, help_text='"image" or "pdf"')
    file_width = models.PositiveSmallIntegerField(default=0, editable=False)
    file_height = models.PositiveSmallIntegerField(default=0, editable=False)
    alt_text = models.CharField("what the image shows", max_length=300, blank=True)
    transcript = models.TextField("transcript of the video or sound", max_length=4000, blank=True)
    result = models.CharField("what came of it", max_length=200, blank=True)
    result_source = models.CharField("where the result is from", max_length=120, blank=True)
    result_on = models.DateField("when the result was read", null=True, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="piece_image_has_words",
                condition=~Q(file_kind="image") | ~Q(alt_text=""),
                violation_error_message="Describe the image for people who cannot see it.",
            ),
            models.CheckConstraint(
                name="piece_result_has_source_and_date",
                condition=Q(result="") | (~Q(result_source="") & Q(result_on__isnull=False)),
                violation_error_message="Say where the result is from and when you read it.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def file_address(self) -> str:
        """Another file has another address; who may open it is asked each time."""
        return reverse("piece_file", args=[self.pk, self.file])

    @property
    def wants_transcript(self) -> bool:
        return self.kind == PieceKind.VIDEO and not self.transcript

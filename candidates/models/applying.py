"""Applications and what is said about them. Stages change only through candidates/applying.py."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from candidates.application_querysets import ApplicationQuerySet, MessageQuerySet
from candidates.states import ENDED, MOVES, WAITING, Stage, WrongStage
from listings.models import Listing, Question


class Application(models.Model):
    """One person for one listing. `skills`, `pieces` and `profile` are as they were when it was sent.

    Without an account, `user` is None and the token is the right to read it; nothing is sent before the person
    confirmed the address.
    """

    listing = models.ForeignKey(Listing, models.PROTECT, related_name="applications")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    token = models.UUIDField(default=uuid4, unique=True, editable=False)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=100, blank=True)
    why = models.TextField("why me", max_length=600, blank=True)
    skills = models.JSONField(default=list, blank=True)
    pieces = models.JSONField(default=list, blank=True)
    profile = models.JSONField(default=dict, blank=True, help_text="What employers applied to may see")
    cv = models.CharField(max_length=80, blank=True, editable=False, help_text="Our own name of the file")
    cv_kind = models.CharField(max_length=4, blank=True, editable=False)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.DRAFT, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_at = models.DateTimeField("first answer", null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    nudged_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField("address confirmed", null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "email"],
                condition=Q(erased_at=None) & ~Q(email="") & ~Q(stage=Stage.DRAFT),
                name="person_applies_once_for_a_listing",
                violation_error_message="You have applied for this already.",
            ),
            models.UniqueConstraint(
                fields=["listing", "user"],
                condition=Q(erased_at=None, user__isnull=False, stage=Stage.DRAFT),
                name="person_has_one_draft_for_a_listing",
                violation_error_message="You have a draft for this already.",
            ),
            models.CheckConstraint(
                name="application_sent_has_its_time",
                condition=Q(stage=Stage.DRAFT) | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="application_with_an_outcome_has_its_time",
                condition=Q(stage__in=sorted(ENDED), ended_at__isnull=False)
                | (~Q(stage__in=sorted(ENDED)) & Q(ended_at=None)),
            ),
        ]
        indexes = [
            # The pipeline of one listing.
            models.Index(fields=["listing", "stage", "-sent_at"], name="application_pipeline"),
            # The clock: silence, retention.
            models.Index(fields=["sent_at"], name="application_silent", condition=Q(answered_at=None)),
            # A person's own list.
            models.Index(fields=["user", "-sent_at"], name="application_of_person"),
            models.Index(fields=["email"], name="application_of_address", condition=~Q(email="")),
        ]

    def __str__(self) -> str:
        return f"Application {self.pk}"

    def get_absolute_url(self) -> str:
        """For the candidate. Employers have a page of their own."""
        return reverse("application", args=[self.token])

    def move_to(self, stage: Stage) -> None:
        if stage not in MOVES[Stage(self.stage)]:
            raise WrongStage(Stage(self.stage))
        self.stage = stage

    @property
    def is_draft(self) -> bool:
        return self.stage == Stage.DRAFT

    @property
    def is_waiting(self) -> bool:
        return self.stage in WAITING

    @property
    def has_ended(self) -> bool:
        return self.stage in ENDED


class Answer(models.Model):
    """To a question of the listing, which may be changed later: its words stay."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.SET_NULL, null=True, related_name="+")
    asked = models.CharField(max_length=200)
    text = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.asked


class Step(models.Model):
    """One move of one application: who, when, why, and the words that the candidate was sent. Never changed."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="steps")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    before = models.CharField("from", max_length=12, choices=Stage)
    after = models.CharField("to", max_length=12, choices=Stage)
    reason = models.CharField(max_length=30, blank=True)
    message = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_before_display()} → {self.get_after_display()}"


class Note(models.Model):
    """What colleagues write about an application. Candidates never see it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField(max_length=2000)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Note {self.pk}"


class Message(models.Model):
    """Between candidate and employer, about one application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    from_employer = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField(max_length=4000)
    read_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_why = models.CharField(max_length=300, blank=True)
    judged_at = models.DateTimeField("staff have looked at it", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Message {self.pk}"


class Hiring(models.Model):
    """How the members of a company look at the applications for one listing."""

    listing = models.OneToOneField(Listing, models.CASCADE, related_name="hiring")
    hide_names = models.BooleanField("hide names until the shortlist", default=False)

    def __str__(self) -> str:
        return f"Hiring for {self.listing_id}"

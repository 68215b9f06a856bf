"""Three tables: mail to be sent, jobs of the clock, and who is working."""

from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.db.models import Q
from django.utils import timezone

from background.querysets import HELD, SILENCE, JobQuerySet, MailQuerySet, WorkerQuerySet

UNFINISHED = Q(sent_at=None, failed_at=None, handed_at=None)


class Mail(models.Model):
    """One mail to one person. Its key is the sender's name for this very mail, so that it exists once.

    docs/decisions/0011-mail-is-marked-before-it-is-handed-over.md says what each time means.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True)
    to = models.CharField(max_length=320, blank=True)
    sender = models.CharField(max_length=320, blank=True)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    handed_at = models.DateTimeField("handed to the mail server", null=True)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "mail"
        constraints = [
            models.CheckConstraint(
                name="mail_is_sent_or_failed", condition=Q(sent_at=None) | Q(failed_at=None)
            ),
        ]
        indexes = [
            # The worker: what is due.
            models.Index(fields=["not_before", "created_at"], name="mail_due", condition=UNFINISHED),
            # The list of staff: newest first.
            models.Index(fields=["-created_at"], name="mail_newest"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def message_id(self) -> str:
        """The same at every try, so that a mailbox knows a second copy for what it is."""
        host = urlsplit(settings.SITE_URL).hostname or "localhost"
        return f"<{sha256(self.key.encode()).hexdigest()[:32]}@{host}>"

    def as_message(self, connection) -> EmailMultiAlternatives:
        headers = {"Auto-Submitted": "auto-generated"} | self.headers | {"Message-ID": self.message_id}
        message = EmailMultiAlternatives(
            self.subject, self.text, self.sender or None, [self.to], connection=connection, headers=headers
        )
        if self.html:
            message.attach_alternative(self.html, "text/html")
        return message

    def state(self, now: datetime) -> str:
        claimed = self.claimed_until and self.claimed_until > now
        if self.sent_at:
            return "sent"
        if self.failed_at:
            return "failed"
        if claimed:
            return "being sent"
        if self.not_before == HELD:
            return "held until confirmed"
        return "in doubt" if self.handed_at else "waiting"


class Job(models.Model):
    """When a function of the schedule is next due. schedule.py moves it on."""

    name = models.CharField(max_length=200, primary_key=True)
    next_run = models.DateTimeField()
    last_fired = models.DateTimeField(null=True)
    last_task: UUID | None = models.UUIDField(null=True)
    last_run = models.DateTimeField("last finished", null=True)
    took = models.FloatField("took, in seconds", null=True)
    last_error = models.TextField(blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A process that works. It says so every few seconds; one that is silent is taken for dead."""

    id = models.CharField(max_length=64, primary_key=True)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField("last heard of", default=timezone.now)
    stopped_at = models.DateTimeField(null=True)

    objects = WorkerQuerySet.as_manager()

    class Meta:
        ordering = ["-beat_at"]

    def __str__(self) -> str:
        return self.id

    def is_alive(self, now: datetime) -> bool:
        return self.stopped_at is None and self.beat_at > now - SILENCE

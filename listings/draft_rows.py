"""Verbs for those who write a listing, and for those who write to its employer."""

from typing import Self

from django.db import models

from listings.states import Status


class DraftVerbs(models.QuerySet):
    def started_with(self, token):
        """The listing that this form made, if it was sent before."""
        return self.filter(form_token=token).first()

    def drafts(self) -> Self:
        """Begun and not sent, what was written last comes first."""
        return self.filter(status=Status.DRAFT).order_by("-changed_at", "-pk")

    def last_sent(self):
        """What these people sent last; imported ones nobody here wrote."""
        sent = self.filter(source=None).exclude(status__in=[Status.DRAFT, Status.WITHDRAWN])
        return sent.order_by("-created_at", "-pk").first()

    def empty_drafts_since(self, moment) -> Self:
        return self.filter(status=Status.DRAFT, title="", description="", source=None, changed_at__lt=moment)

    def taking_letters(self) -> Self:
        """Their employers take applications by mail; what is made up has no employer."""
        by_mail = self.filter(apply_by="email").exclude(apply_email="")
        return by_mail.exclude(source__is_sample=True)

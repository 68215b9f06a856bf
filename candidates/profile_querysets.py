"""The verbs of what belongs to a profile. Owners reach theirs through themselves."""

from datetime import datetime
from typing import Self

from django.db import models


class PieceQuerySet(models.QuerySet):
    def of_user(self, user) -> Self:
        return self.filter(candidate__user=user)

    def for_page(self) -> Self:
        """All that a page says of them, in three queries."""
        return self.prefetch_related("skills", "platforms")

    def same_as(self, piece) -> Self:
        """What says the very same."""
        said = ("kind", "title", "my_part", "link", "result", "made_on", "client")
        return self.filter(**{name: getattr(piece, name) for name in said})

    def next_order(self) -> int:
        return (self.aggregate(last=models.Max("order"))["last"] or 0) + 1

    def with_file(self, number: int, name: str):
        """The piece whose file this is, with whom it belongs to."""
        return self.filter(pk=number, file=name).exclude(file="").select_related("candidate__user").first()


class ProofLinkQuerySet(models.QuerySet):
    def of_user(self, user) -> Self:
        return self.filter(candidate__user=user)

    def for_page(self) -> Self:
        return self.select_related("platform", "candidate")


class HiddenFromQuerySet(models.QuerySet):
    def of_user(self, user) -> Self:
        return self.filter(candidate__user=user).select_related("company").order_by("company__name", "pk")

    def members_include(self, user) -> bool:
        """Whether this person is in the team of any of these companies."""
        return self.filter(company__memberships__user=user).exists()

    def companies(self) -> models.QuerySet:
        return self.values("company")

    def of_company(self, company) -> Self:
        return self.filter(company=company)


class OldHandleQuerySet(models.QuerySet):
    def of_user(self, user) -> Self:
        return self.filter(candidate__user=user, leads_on=True).order_by("handle")

    def kept_from(self, candidate, handle: str, since: datetime) -> Self:
        """Addresses of others that lead on, or were given up after `since`."""
        resting = models.Q(leads_on=True) | models.Q(left_at__gt=since)
        return self.filter(resting, handle=handle).exclude(candidate=candidate.pk)

    def called(self, handle: str) -> Self:
        return self.filter(handle=handle)


class RestingHandleQuerySet(models.QuerySet):
    def resting(self, mark: str, now: datetime) -> Self:
        return self.filter(mark=mark, until__gt=now)

    def over(self, now: datetime) -> Self:
        return self.filter(until__lte=now)

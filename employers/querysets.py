from typing import Self

from django.db import models


class CompanyQuerySet(models.QuerySet):
    def of_member(self, user) -> Self:
        return self.filter(memberships__user=user)

    def with_slugs(self, slugs) -> Self:
        return self.filter(slug__in=slugs)

    def slugs_of(self, pks) -> models.QuerySet:
        """(number, slug)"""
        return self.filter(pk__in=pks).values_list("pk", "slug")

    def search_names(self) -> models.QuerySet:
        """(slug, searchable name)"""
        return self.values_list("slug", "search_name")

    def called(self, needles: list[str]) -> Self:
        """Companies whose searchable name has one of these."""
        wanted = models.Q()
        for needle in needles:
            wanted |= models.Q(search_name__contains=needle)
        return self.filter(wanted)

    def without_members(self) -> Self:
        """Companies known from adverts alone: nobody here speaks for them yet."""
        return self.filter(memberships=None)


class MembershipQuerySet(models.QuerySet):
    def of_user(self, user) -> Self:
        return self.filter(user=user)

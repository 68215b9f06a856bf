from typing import Self

from django.db import models
from django.db.models import Prefetch


class CategoryQuerySet(models.QuerySet):
    def for_guides(self) -> Self:
        return self.prefetch_related("roles")


class RoleQuerySet(models.QuerySet):
    def current(self) -> Self:
        return self.filter(retired=False)

    def named(self, slug: str):
        return self.filter(slug=slug).first()

    def for_guide(self) -> Self:
        """Everything that a role's page shows, in a fixed number of queries."""
        return self.select_related("category").prefetch_related(
            Prefetch("role_skills", self.model.role_skills.rel.related_model.objects.select_related("skill")),
            "platforms",
            Prefetch("links", self.model.links.rel.related_model.objects.select_related("to__category")),
        )

    def using_skill(self, skill) -> Self:
        return self.current().filter(role_skills__skill=skill).select_related("category")

    def on_platform(self, platform) -> Self:
        return self.current().filter(platforms=platform).select_related("category")


class SkillQuerySet(models.QuerySet):
    def current(self) -> Self:
        return self.filter(retired=False)

    def with_names(self) -> Self:
        return self.current().prefetch_related("aliases")

    def often_beside(self, skill) -> Self:
        """Skills that the most roles use together with this one, commonest first."""
        return (
            self.current()
            .filter(role_skills__role__in=skill.role_skills.values("role"))
            .exclude(pk=skill.pk)
            .annotate(shared_roles=models.Count("role_skills__role", distinct=True))
            .order_by("-shared_roles", "name")
        )


class PlatformQuerySet(models.QuerySet):
    def current(self) -> Self:
        return self.filter(retired=False)

from typing import Self

from django.db import models
from django.db.models import Prefetch


class CategoryQuerySet(models.QuerySet):
    def for_guides(self) -> Self:
        """Each with the roles that are offered today."""
        roles = self.model.roles.rel.related_model.objects.current()
        return self.prefetch_related(Prefetch("roles", roles))

    def with_steadier(self) -> Self:
        """Each with the roles to look at instead."""
        roles = self.model.roles.rel.related_model.objects.current().select_related("category")
        return self.prefetch_related(Prefetch("steadier", roles))

    def besides(self, category) -> Self:
        return self.exclude(pk=category.pk)


class SkillGroupQuerySet(models.QuerySet):
    def with_skills(self) -> Self:
        skills = self.model.skills.rel.related_model.objects.current()
        return self.prefetch_related(Prefetch("skills", skills))


class RoleQuerySet(models.QuerySet):
    def current(self) -> Self:
        return self.filter(retired=False)

    def links(self) -> models.QuerySet:
        """Links to roles that are offered today, each with the skills of the role it leads to."""
        links = self.model.links.rel.related_model.objects.filter(to__retired=False)
        return links.select_related("to__category").prefetch_related("to__skills")

    def named(self, slug: str):
        return self.filter(slug=slug).first()

    def for_guide(self) -> Self:
        """Everything that a role's page shows, in a fixed number of queries."""
        return self.select_related("category").prefetch_related(
            Prefetch("role_skills", self.model.role_skills.rel.related_model.objects.select_related("skill")),
            "platforms",
            Prefetch("links", self.links()),
        )

    def with_measurement(self) -> Self:
        """Each with what adverts for it ask for."""
        return self.prefetch_related("measurement__skills__skill", "measurement__skills__measurement")

    def for_matching(self) -> Self:
        """Roles offered today with their skills and platforms, in four queries."""
        uses = self.model.role_skills.rel.related_model.objects.select_related("skill")
        return (
            self.current()
            .select_related("category")
            .prefetch_related(Prefetch("role_skills", uses), "platforms")
        )

    def with_links(self) -> Self:
        """Each with the links to nearby roles, whether those are still offered or not."""
        return self.prefetch_related("links")

    def uses_of(self, skill) -> Self:
        """Roles that ask for a skill; `use` of each is core or nice."""
        return (
            self.current()
            .filter(role_skills__skill=skill)
            .annotate(use=models.F("role_skills__kind"))
            .select_related("category")
            .order_by("use", "category__order", "order")
        )

    def near(self, thing) -> Self:
        """Roles that a role links to, or the roles of a category; those that use a skill or a platform."""
        via = {"category": "linked_from__role__category", "role": "linked_from__role"}
        kind = thing._meta.model_name
        return (
            self.current().filter(**{via.get(kind, f"{kind}s"): thing}).select_related("category").distinct()
        )

    def on_platform(self, platform) -> Self:
        return self.current().filter(platforms=platform).select_related("category")


class SkillQuerySet(models.QuerySet):
    def current(self) -> Self:
        return self.filter(retired=False)

    def with_slugs(self, slugs) -> Self:
        return self.filter(slug__in=slugs)

    def for_guide(self) -> Self:
        return self.select_related("group", "broader").prefetch_related("aliases", "narrower")

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

    def named(self, slug: str):
        return self.filter(slug=slug).first()

    def names(self) -> models.QuerySet:
        """(slug, name)"""
        return self.values_list("slug", "name")


class MeasurementQuerySet(models.QuerySet):
    def with_skills(self) -> Self:
        """Each with its role, what the role lists, and what was found."""
        found = self.model.skills.rel.related_model.objects.select_related("skill", "measurement")
        return self.select_related("role__category").prefetch_related(
            "role__role_skills__skill", Prefetch("skills", found)
        )

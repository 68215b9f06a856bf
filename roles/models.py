"""What work is: the five categories, their roles, the skills and the platforms.

The words come from roles/data (see `load_vocabulary`) and are kept by staff in the admin.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from roles.querysets import (
    CategoryQuerySet,
    MeasurementQuerySet,
    PlatformQuerySet,
    RoleQuerySet,
    SkillGroupQuerySet,
    SkillQuerySet,
)
from roles.work_modes import WorkModes


def lines() -> models.JSONField:
    return models.JSONField(default=list, blank=True, help_text='A list of sentences: ["One.", "Two."]')


class Category(models.Model):
    slug = models.SlugField(unique=True)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    tagline = models.CharField(max_length=160)
    summary = models.TextField()
    caution = models.TextField(help_text="The odds, said plainly. Shown first in the guide.")
    suits = lines()
    typical_work = lines()
    first_steps = lines()
    pay = models.TextField()
    remote = models.TextField()
    competition = models.TextField(help_text="The odds, without promises.")
    steadier = models.ManyToManyField("Role", related_name="+", blank=True)
    steadier_note = models.TextField(blank=True, help_text="Why these roles are the steadier ones.")
    sources = lines()
    checked = models.CharField("checked in", max_length=7, blank=True, help_text="Year and month: 2026-11")
    colour = models.SlugField(
        help_text="A colour of static/css/rolefeed.css: plum, teal, amber, blue, slate."
    )
    icon = models.SlugField(help_text="A symbol of templates/parts/icon.html.")

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("category", args=[self.slug])

    @property
    def measured_roles(self) -> list["Role"]:
        return [role for role in self.roles.all() if role.work_modes]

    @property
    def work_modes(self) -> WorkModes | None:
        """Of all its measured roles together."""
        return WorkModes.together(role.work_modes for role in self.measured_roles)


class SkillGroup(models.Model):
    slug = models.SlugField(unique=True)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    description = models.CharField(max_length=200)

    objects = SkillGroupQuerySet.as_manager()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class Skill(models.Model):
    class Kind(models.TextChoices):
        SKILL = "skill", "something you can do"
        TOOL = "tool", "a named product you can use"
        KNOWLEDGE = "knowledge", "something you know"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60, unique=True)
    group = models.ForeignKey(SkillGroup, models.PROTECT, related_name="skills")
    kind = models.CharField(max_length=10, choices=Kind)
    broader = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="narrower")
    definition = models.CharField(max_length=200)
    retired = models.BooleanField(default=False, help_text="Kept for old listings, offered no more.")

    objects = SkillQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("skill", args=[self.slug])


class SkillAlias(models.Model):
    """Another word for a skill. Unique, so that a typed word leads to exactly one skill."""

    skill = models.ForeignKey(Skill, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "skill aliases"

    def __str__(self) -> str:
        return self.name


class Platform(models.Model):
    slug = models.SlugField(unique=True)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60, unique=True)
    aliases = models.JSONField(default=list, blank=True)
    owner = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    summary = models.TextField()
    tone = models.TextField()
    best_for = lines()
    text_limits = models.JSONField(default=list, blank=True)
    media = models.JSONField(default=list, blank=True)
    links = models.TextField()
    tags = models.TextField()
    accessibility = models.TextField()
    watch_out = models.TextField()
    checked = models.CharField("checked in", max_length=7, help_text="Year and month: 2026-11")
    retired = models.BooleanField(default=False, help_text="Kept for old listings, offered no more.")

    objects = PlatformQuerySet.as_manager()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("platform", args=[self.slug])

    @property
    def sure_limits(self) -> list[dict]:
        return [fact for fact in self.text_limits if fact["confidence"] != "uncertain"]

    @property
    def sure_media(self) -> list[dict]:
        return [fact for fact in self.media if fact["confidence"] != "uncertain"]


class Role(models.Model):
    slug = models.SlugField(unique=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="roles")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80, unique=True)
    summary = models.CharField(max_length=200)
    level = models.CharField(max_length=40)
    ways_in = models.TextField()
    caution = models.TextField(blank=True, help_text="Good to know before saying yes.")
    week = models.JSONField(
        default=list, blank=True, help_text='A sentence for each day from Monday: ["Plan.", "Write."]'
    )
    titles = lines()
    title_phrases = models.JSONField(
        default=list, blank=True, help_text="A title with one of these is this role."
    )
    title_phrases_weak = models.JSONField(
        default=list, blank=True, help_text="Used when no other phrase fits."
    )
    deliverables = lines()
    tools = lines()
    remote = models.JSONField(default=dict, help_text="level, note and, where measured, evidence")
    pay_models = models.JSONField(default=list, blank=True)
    codes = models.JSONField(default=list, blank=True, help_text="ESCO, ISCO-08 and O*NET occupations")
    platforms = models.ManyToManyField(Platform, related_name="roles", blank=True)
    skills = models.ManyToManyField(Skill, through="RoleSkill", related_name="roles")
    retired = models.BooleanField(default=False, help_text="Kept for old listings, offered no more.")

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["category__order", "order"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("role", args=[self.category.slug, self.slug])

    @property
    def work_modes(self) -> WorkModes | None:
        return WorkModes.read(self.remote.get("evidence"))

    @property
    def core_skills(self) -> list[Skill]:
        return [use.skill for use in self.role_skills.all() if use.kind == RoleSkill.Kind.CORE]

    @property
    def nice_skills(self) -> list[Skill]:
        return [use.skill for use in self.role_skills.all() if use.kind == RoleSkill.Kind.NICE]


class RoleSkill(models.Model):
    class Kind(models.TextChoices):
        CORE = "core", "core"
        NICE = "nice", "nice to have"

    role = models.ForeignKey(Role, models.CASCADE, related_name="role_skills")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="role_skills")
    kind = models.CharField(max_length=4, choices=Kind)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["kind", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "skill"],
                name="role_has_a_skill_once",
                violation_error_message="A skill is either core or nice to have, not both.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.skill} ({self.kind})"


class RoleLink(models.Model):
    """From one role to a nearby one: the next step up, or sideways."""

    class Kind(models.TextChoices):
        NEXT = "next", "next step"
        SIDEWAYS = "sideways", "sideways"

    role = models.ForeignKey(Role, models.CASCADE, related_name="links")
    to = models.ForeignKey(Role, models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=8, choices=Kind)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["role", "to"], name="role_links_to_another_once"),
            models.CheckConstraint(
                name="role_does_not_link_to_itself",
                condition=~Q(role=models.F("to")),
                violation_error_message="A role cannot lead to itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} → {self.to}"

    @property
    def shared_skills(self) -> list[Skill]:
        """What a person in the one role already does for the other: why the link exists."""
        there = set(self.to.skills.all())
        return [use.skill for use in self.role.role_skills.all() if use.skill in there]


class Measurement(models.Model):
    """How often adverts for a role ask for each skill, counted in the words of real adverts; see roles/measuring.py."""

    role = models.OneToOneField(Role, models.CASCADE, related_name="measurement")
    adverts = models.PositiveIntegerField()
    source = models.CharField(max_length=200, help_text="Which adverts were read.")
    month = models.CharField("measured in", max_length=7, help_text="Year and month: 2026-11")

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        ordering = ["role__category__order", "role__order"]

    def __str__(self) -> str:
        return f"{self.role}: {self.adverts} adverts"


class MeasuredSkill(models.Model):
    """In how many of the adverts for a role a skill was found."""

    measurement = models.ForeignKey(Measurement, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="+")
    adverts = models.PositiveIntegerField()

    class Meta:
        ordering = ["-adverts", "skill__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["measurement", "skill"], name="skill_is_measured_once_for_a_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.adverts}"

    @property
    def share(self) -> float:
        return self.adverts / self.measurement.adverts


class SkillAnswer(models.Model):
    """What staff said to one suggestion: that a skill of a role should be core, nice, or not listed."""

    class Becomes(models.TextChoices):
        CORE = "core", "core"
        NICE = "nice", "nice to have"
        NONE = "none", "not listed"

    role = models.ForeignKey(Role, models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="+")
    becomes = models.CharField(max_length=4, choices=Becomes)
    accepted = models.BooleanField()
    adverts = models.PositiveIntegerField(help_text="Adverts that asked for it, of so many:")
    of = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "skill", "becomes"],
                name="suggestion_is_answered_once",
                violation_error_message="Somebody answered this suggestion already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.skill} {self.get_becomes_display()}, {'accepted' if self.accepted else 'refused'}"

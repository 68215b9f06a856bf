"""From skills to roles: which fit, what is missing, what to learn next.

A core skill counts three times a nice one, and a skill that few roles use counts more than one that many use. Who has a
tool has part of the skill it belongs to; who has the skill has a little of the tool. Only the order comes from these
numbers; people are shown how many core skills they have, because a percentage would read as a chance of being hired.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import sqrt

from roles.models import Platform, Role, Skill, SkillGroup

CORE, NICE = 3.0, 1.0
OF_THE_BROADER, OF_THE_TOOL = 0.6, 0.3
# A core skill with at least so much credit counts as held.
HELD = OF_THE_BROADER
STRONG, GOOD = 2 / 3, 1 / 3
MOST_ROLES, ENOUGH_ROLES = 12, 4
LABELS = {"strong": "Strong fit", "good": "Good start", "stretch": "Stretch"}
HOME, OFF_CAMERA, REGULAR, SALARY, ENTRY = "home", "off-camera", "regular", "salary", "entry"
WISHES = {
    HOME: "Work from home is common",
    OFF_CAMERA: "I need not be on camera",
    REGULAR: "Regular hours, no evenings or weekends",
    ENTRY: "Open to beginners",
    SALARY: "Paid by salary",
}


@dataclass(frozen=True)
class Fit:
    """How one role fits. `core` has each core skill and whether it is held, `nice` each other. Where no core skill is,
    `useful` has the skills of somebody that the role uses all the same; where it uses none, it is `near` to a role that
    does.
    """

    role: Role
    score: float
    core: list[tuple[Skill, bool]]
    nice: list[tuple[Skill, bool]]
    learn: list[Skill]
    platforms: list
    wishes: list[str] = field(default_factory=list)
    useful: list[Skill] = field(default_factory=list)
    near: Role | None = None

    @property
    def held(self) -> int:
        return sum(held for _, held in self.core)

    @cached_property
    def kind(self) -> str:
        share = self.held / len(self.core)
        return "strong" if share >= STRONG else "good" if share >= GOOD else "stretch"

    @property
    def label(self) -> str:
        return LABELS[self.kind]


class Catalogue:
    """Roles with their skills, read once."""

    def __init__(
        self,
        roles: Iterable[Role],
        skills: Iterable[Skill],
        groups: Iterable[SkillGroup] = (),
        platforms: Iterable[Platform] = (),
    ):
        self.roles = list(roles)
        self.by_pk = {role.pk: role for role in self.roles}
        self.platforms = {platform.slug for platform in platforms}
        self.skills = {skill.slug: skill for skill in skills}
        self.groups = list(groups)
        slugs = {skill.pk: skill.slug for skill in self.skills.values()}
        self.broader = {skill.slug: slugs.get(skill.broader_id) for skill in self.skills.values()}
        used = Counter(skill.slug for role in self.roles for skill in {*role.core_skills, *role.nice_skills})
        self.used = {role.pk: self.skills_used(role) for role in self.roles}
        self.special = {slug: 1 / sqrt(max(used[slug], 1)) for slug in self.skills}

    @classmethod
    def read(cls) -> "Catalogue":
        return cls(
            Role.objects.for_matching().with_links(),
            Skill.objects.all(),
            SkillGroup.objects.with_skills(),
            Platform.objects.current(),
        )

    def credit(self, needed: str, have: Collection[str]) -> float:
        """How much of a skill somebody has: 1 for itself, some for its tool or for what it is a tool of."""
        if needed in have:
            return 1.0
        if any(self.broader.get(slug) == needed for slug in have):
            return OF_THE_BROADER
        return OF_THE_TOOL if self.broader.get(needed) in have else 0.0

    def fit(
        self,
        role: Role,
        have: Collection[str],
        platforms: Collection[str] = (),
        wishes: Collection[str] = (),
        regular: Collection[str] = (),
    ) -> Fit:
        weights = [(skill, CORE) for skill in role.core_skills] + [
            (skill, NICE) for skill in role.nice_skills
        ]
        credit = {skill.slug: self.credit(skill.slug, have) for skill, _ in weights}
        whole = sum(weight * self.special[skill.slug] for skill, weight in weights)
        got = sum(weight * self.special[skill.slug] * credit[skill.slug] for skill, weight in weights)
        core, nice = (
            [(skill, credit[skill.slug] >= HELD) for skill in skills]
            for skills in (role.core_skills, role.nice_skills)
        )
        missing = [skill for skill, held in core if not held]
        useful = self.used[role.pk].intersection(have) if len(missing) == len(core) else ()
        return Fit(
            role=role,
            score=got / whole,
            core=core,
            nice=nice,
            learn=sorted(missing, key=lambda skill: (-self.special[skill.slug], skill.name)),
            platforms=[platform for platform in role.platforms.all() if platform.slug in platforms],
            wishes=[wish for wish in wishes if meets(role, wish, regular)],
            useful=[self.skills[slug] for slug in sorted(useful)],
        )

    def skills_used(self, role: Role) -> set[str]:
        """All skills that give some credit for a role."""
        needed = {skill.slug for skill in (*role.core_skills, *role.nice_skills)}
        tools = {slug for slug, broader in self.broader.items() if broader in needed}
        return (needed | tools | {self.broader.get(slug) for slug in needed}) - {None}

    def fit_of(self, slug: str, have: Collection[str]) -> Fit | None:
        """How one role fits; None if it is offered no more."""
        role = next((role for role in self.roles if role.slug == slug), None)
        return self.fit(role, have) if role else None

    def fits(
        self,
        have: Collection[str],
        platforms: Collection[str] = (),
        wishes: Collection[str] = (),
        regular: Collection[str] = (),
    ) -> list[Fit]:
        """Roles that use something somebody has, the best first. Among as good labels those that meet more wishes
        come first, then the better score, then shared platforms. `regular` are the roles with regular hours."""
        have = {slug for slug in have if slug in self.skills}
        found = [self.fit(role, have, platforms, wishes, regular) for role in self.roles]
        kinds = list(LABELS)
        return sorted(
            (fit for fit in found if fit.score > 0),
            key=lambda fit: (
                kinds.index(fit.kind),
                -len(fit.wishes),
                -fit.score,
                -len(fit.platforms),
                fit.role.name,
            ),
        )

    def best(self, fits: list[Fit]) -> list[Fit]:
        """At most a dozen, from two categories at least; where few roles use the skills, with those near to them."""
        first = fits[:MOST_ROLES]
        if len({fit.role.category_id for fit in first}) == 1:
            other = next((fit for fit in fits if fit.role.category_id != first[0].role.category_id), None)
            if other:
                first = [*first[: MOST_ROLES - 1], other]
        return self.with_nearby(first)

    def with_nearby(self, fits: list[Fit]) -> list[Fit]:
        """Filled up from link to link until there are enough roles, from two categories."""
        shown, known = list(fits), {fit.role.pk for fit in fits}
        for start in shown:
            for role in self.links_of(start.role):
                if len(known) >= ENOUGH_ROLES and len({fit.role.category_id for fit in shown}) > 1:
                    return shown
                if role.pk not in known:
                    known.add(role.pk)
                    shown.append(replace(self.fit(role, ()), near=start.role))
        return shown

    def links_of(self, role: Role) -> list[Role]:
        """Those of other categories first."""
        near = [self.by_pk[link.to_id] for link in role.links.all() if link.to_id in self.by_pk]
        return sorted(near, key=lambda other: other.category_id == role.category_id)

    def balance(self, have: Collection[str]) -> list[tuple[SkillGroup, int]]:
        """How many of the skills are in each group, every group named."""
        held = Counter(self.skills[slug].group_id for slug in have if slug in self.skills)
        return [(group, held[group.pk]) for group in self.groups]

    def moved_up(self, before: list[Fit], after: list[Fit]) -> set[str]:
        """Of the roles that are shown after, those with more core skills held than before."""
        old = {fit.role.slug: fit.held for fit in before}
        return {fit.role.slug for fit in self.best(after) if fit.held > old.get(fit.role.slug, 0)}


def meets(role: Role, wish: str, regular: Collection[str] = ()) -> bool:
    """Whether a role usually is as wished, by what its guide says; of its hours no guide says anything."""
    if wish == HOME:
        return role.remote.get("level") == "high"
    if wish == OFF_CAMERA:
        return all(skill.slug != "on-camera-presenting" for skill in role.core_skills)
    if wish == SALARY:
        return "salary" in role.pay_models
    if wish == REGULAR:
        return role.slug in regular
    return wish == ENTRY and role.level.startswith("entry")

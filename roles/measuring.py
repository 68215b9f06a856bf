"""What adverts for a role really ask for: counted in their words, compared with what the guide lists, and suggested.

Every text counts once, and a skill once in each text where it is found (roles/finding.py). Nothing changes by itself:
staff accept or refuse each suggestion, and an accepted one stays when the taxonomy is loaded again.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.db import IntegrityError, transaction

from roles.models import MeasuredSkill, Measurement, Role, RoleSkill, Skill, SkillAnswer
from roles.phrases import PhraseFinder

SHIPPED = Path(__file__).parent / "data" / "measured.json"
# Fewer adverts than this say too little about a role.
FEWEST = 20
# From which share a skill is suggested as core or nice, and below which it is suggested to leave.
CORE_FROM, NICE_FROM = 0.40, 0.15
CORE_BELOW, NICE_BELOW = 0.08, 0.01
BEGINNING = 400
CORE, NICE, NONE = SkillAnswer.Becomes.CORE, SkillAnswer.Becomes.NICE, SkillAnswer.Becomes.NONE


# A match needs some core skills to count, and a reader not too many.
CORE_SKILLS = range(5, 9)


class AlreadyAnswered(Exception):
    """Somebody else accepted or refused this suggestion meanwhile."""


class TooFewOrMany(Exception):
    """A role keeps five to eight core skills; make room for one, or name another, first."""


@dataclass
class Count:
    """Adverts of one role, and in how many of them each skill was found, by slug."""

    adverts: int = 0
    skills: Counter = field(default_factory=Counter)


@dataclass(frozen=True)
class Suggestion:
    role: Role
    skill: Skill
    now: str
    becomes: str
    adverts: int
    of: int

    @property
    def share(self) -> float:
        return self.adverts / self.of

    @property
    def now_label(self) -> str:
        return SkillAnswer.Becomes(self.now).label

    @property
    def becomes_label(self) -> str:
        return SkillAnswer.Becomes(self.becomes).label


def count(adverts: Iterable[tuple[str | None, str]], finder: PhraseFinder[Skill]) -> dict[str, Count]:
    """{role: Count} of (slug of the role, text). Adverts without a role, and texts seen before, are passed over."""
    counts: dict[str, Count] = defaultdict(Count)
    seen: set[bytes] = set()
    for role, text in adverts:
        beginning = sha256(" ".join(text.split())[:BEGINNING].lower().encode()).digest()
        if not role or not text.strip() or beginning in seen:
            continue
        seen.add(beginning)
        counts[role].adverts += 1
        counts[role].skills.update(skill.slug for skill in finder.find(text))
    return dict(counts)


@transaction.atomic
def save(counts: dict[str, Count], *, source: str, month: str) -> int:
    """Keep what was counted for each role with enough adverts, in place of what was there. Answers how many roles."""
    skills = Skill.objects.in_bulk(field_name="slug")
    enough = {slug: of for slug, of in counts.items() if of.adverts >= FEWEST}
    for role in Role.objects.filter(slug__in=enough):
        Measurement.objects.filter(role=role).delete()
        made = Measurement.objects.create(
            role=role, adverts=enough[role.slug].adverts, source=source, month=month
        )
        MeasuredSkill.objects.bulk_create(
            MeasuredSkill(measurement=made, skill=skills[slug], adverts=number)
            for slug, number in enough[role.slug].skills.items()
            if slug in skills
        )
    return len(enough)


def suggestions() -> list[Suggestion]:
    """What the measured shares speak for and nobody has answered, by role, the clearest first."""
    answered = set(SkillAnswer.objects.values_list("role", "skill", "becomes"))
    return [
        one
        for measurement in Measurement.objects.with_skills()
        for one in sorted(differences(measurement), key=lambda one: -abs(one.share - NICE_FROM))
        if (one.role.pk, one.skill.pk, one.becomes) not in answered
    ]


def differences(measurement: Measurement) -> Iterable[Suggestion]:
    listed = {use.skill: use.kind for use in measurement.role.role_skills.all()}
    found = {measured.skill: measured.adverts for measured in measurement.skills.all()}
    for skill in {**listed, **found}:
        now, adverts = listed.get(skill, NONE), found.get(skill, 0)
        becomes = speaks_for(now, adverts / measurement.adverts)
        if becomes != now:
            yield Suggestion(measurement.role, skill, now, becomes, adverts, measurement.adverts)


def find_suggestion(role: int, skill: int, becomes: str) -> Suggestion:
    for one in suggestions():
        if (one.role.pk, one.skill.pk, one.becomes) == (role, skill, becomes):
            return one
    raise AlreadyAnswered


def speaks_for(now: str, share: float) -> str:
    """Where a skill belongs by its share. What is listed stays unless the share is clear."""
    if share >= CORE_FROM:
        return CORE
    if now == CORE:
        return NICE if share < CORE_BELOW else CORE
    if now == NICE:
        return NONE if share < NICE_BELOW else NICE
    return NICE if share >= NICE_FROM else NONE


def answer(suggestion: Suggestion, *, accepted: bool, by) -> SkillAnswer:
    """Accept or refuse. Accepting changes the guide at once."""
    if accepted:
        make_sure_of_core_skills(suggestion)
    try:
        with transaction.atomic():
            made = SkillAnswer.objects.create(
                role=suggestion.role,
                skill=suggestion.skill,
                becomes=suggestion.becomes,
                accepted=accepted,
                adverts=suggestion.adverts,
                of=suggestion.of,
                by=by,
            )
            if accepted:
                apply(made)
    except IntegrityError as error:
        raise AlreadyAnswered from error
    return made


def make_sure_of_core_skills(suggestion: Suggestion) -> None:
    core = RoleSkill.objects.filter(role=suggestion.role, kind=CORE).count()
    after = core + (suggestion.becomes == CORE) - (suggestion.now == CORE)
    if CORE in (suggestion.becomes, suggestion.now) and after not in CORE_SKILLS:
        raise TooFewOrMany(f"{suggestion.role} has {core} core skills and keeps five to eight.")


def apply(answer: SkillAnswer) -> None:
    uses = RoleSkill.objects.filter(role=answer.role, skill=answer.skill)
    if answer.becomes == NONE:
        uses.delete()
        return
    last = RoleSkill.objects.filter(role=answer.role, kind=answer.becomes).count()
    RoleSkill.objects.update_or_create(
        role=answer.role, skill=answer.skill, defaults={"kind": answer.becomes, "order": last}
    )


def apply_accepted() -> None:
    """Again, after the taxonomy was loaded: what staff decided later wins over what ships, oldest decision first."""
    for one in SkillAnswer.objects.filter(accepted=True).select_related("role", "skill").order_by("at", "pk"):
        apply(one)


def as_data(counts: dict[str, Count], *, source: str, month: str) -> dict:
    """What roles/data/measured.json holds: counts alone, no words of any advert."""
    enough = {slug: of for slug, of in sorted(counts.items()) if of.adverts >= FEWEST}
    return {
        "source": source,
        "month": month,
        "roles": {
            slug: {"adverts": of.adverts, "skills": dict(sorted(of.skills.items()))}
            for slug, of in enough.items()
        },
    }


def load_shipped() -> None:
    """For roles that this board has not measured itself."""
    data = json.loads(SHIPPED.read_text(encoding="utf-8"))
    measured = set(Measurement.objects.exclude(source=data["source"]).values_list("role__slug", flat=True))
    counts = {
        slug: Count(row["adverts"], Counter(row["skills"]))
        for slug, row in data["roles"].items()
        if slug not in measured
    }
    save(counts, source=data["source"], month=data["month"])

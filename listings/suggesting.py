"""What a listing that is being written probably means: its role, skills, platforms and a frame for its text.

Nothing is decided here: each suggestion says why it is made, and a person keeps or drops it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from listings.kept import kept
from roles.finding import platform_finder, skill_finder
from roles.models import Platform, Role, Skill
from roles.titles import RoleFinder

MOST = 10


@dataclass(frozen=True)
class Suggestion:
    thing: Role | Skill | Platform
    why: str

    @property
    def key(self) -> str:
        """As it is written down when somebody drops it: "skill:seo"."""
        return f"{self.thing._meta.model_name}:{self.thing.slug}"


@dataclass(frozen=True)
class Frame:
    """A start for the text: what such a role usually makes, for a person to change."""

    role: Role

    @property
    def key(self) -> str:
        return f"frame:{self.role.slug}"

    @property
    def text(self) -> str:
        made = "\n".join(f"- {line[:1].upper()}{line[1:]}" for line in self.role.deliverables)
        return f"## You will\n\n{made}\n\n## You bring\n\n- \n\n## We offer\n\n- \n"


@dataclass(frozen=True)
class Suggestions:
    role: Suggestion | None = None
    skills: list[Suggestion] = field(default_factory=list)
    platforms: list[Suggestion] = field(default_factory=list)
    frame: Frame | None = None

    @property
    def number(self) -> int:
        return sum(map(bool, [self.role, self.frame, *self.skills, *self.platforms]))


@dataclass(frozen=True)
class Written:
    """What is on the form so far, as slugs. `dropped` has the keys of suggestions that the person does not want."""

    title: str = ""
    text: str = ""
    role: str = ""
    skills: Collection[str] = ()
    platforms: Collection[str] = ()
    dropped: Collection[str] = ()


def suggest(written: Written) -> Suggestions:
    named = role_of(written.title)
    if named and named.key in written.dropped:
        named = None
    slug = written.role or (named.thing.slug if named else "")
    role = Role.objects.for_guide().named(slug) if slug else None
    frame = Frame(role) if role and not written.text else None
    return Suggestions(
        role=None if written.role else named,
        skills=new([*skills_in(written), *skills_of(role)], written.skills, written.dropped),
        platforms=new([*platforms_in(written), *platforms_of(role)], written.platforms, written.dropped),
        frame=frame if frame and frame.key not in written.dropped else None,
    )


def new(
    suggestions: Iterable[Suggestion], known: Collection[str], dropped: Collection[str]
) -> list[Suggestion]:
    """With the first reason for each thing."""
    first: dict[str, Suggestion] = {}
    for suggestion in suggestions:
        if suggestion.thing.slug not in known and suggestion.key not in dropped:
            first.setdefault(suggestion.key, suggestion)
    return list(first.values())[:MOST]


def role_of(title: str) -> Suggestion | None:
    found = kept.word("role finder", RoleFinder.of_taxonomy).explain(title)
    return Suggestion(found[0], f"because of “{found[1]}”") if found else None


def skills_in(written: Written) -> Iterator[Suggestion]:
    finder = kept.word("skill finder", skill_finder)
    for where, text in (("in the title", written.title), ("in your text", written.text)):
        for skill, words in finder.find(text).items():
            yield Suggestion(skill, f"{where}: “{words}”")


def skills_of(role: Role | None) -> Iterator[Suggestion]:
    for skill in role.core_skills if role else ():
        yield Suggestion(skill, "core skill of the role")


def platforms_in(written: Written) -> Iterator[Suggestion]:
    finder = kept.word("platform finder", platform_finder)
    for where, text in (("in the title", written.title), ("in your text", written.text)):
        for platform, words in finder.find(text).items():
            yield Suggestion(platform, f"{where}: “{words}”")


def platforms_of(role: Role | None) -> Iterator[Suggestion]:
    for platform in role.platforms.all() if role else ():
        yield Suggestion(platform, "usual for the role")

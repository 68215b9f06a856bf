"""Finds roles in titles, and skills and platforms in texts, by name and alias."""

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

from roles.models import Platform, Role, Skill
from roles.phrases import PhraseFinder

PHRASES = Path(__file__).parent / "data" / "phrases.json"
Thing = TypeVar("Thing", Skill, Platform)

BRACKETS = re.compile(r"\([^)]*\)")
NOT_A_WORD = re.compile(r"[^a-z0-9]+")
# Words that mean something else far more often than the skill or platform.
EVERYDAY = {"x", "snap", "pins", "hiring", "insta", "ts"}
# Words that are the name only when written as a name: "REST", not "rest".
NAMES = ["REST", "Buffer", "Discord", "Premiere", "React", "Swift", "Threads", "Intercom"]
NAMES += ["ML", "NLP", "ETL", "CRO", "OBS", "SRE", "WP", "GTM", "QA", "IG", "YT", "FB", "Telegram"]


def plain(title: str) -> str:
    return NOT_A_WORD.sub(" ", BRACKETS.sub(" ", title.lower())).strip()


class RoleFinder:
    """Which role is this title? An exact title wins, then the longest phrase, then weak phrases."""

    def __init__(self, roles: Iterable[Role]):
        self.whole: dict[str, Role] = {}
        self.phrases: dict[str, Role] = {}
        self.weak: dict[str, Role] = {}
        for role in roles:
            for title in map(plain, [role.name, *role.titles]):
                self.whole.setdefault(title, role)
                if " " in title:
                    self.phrases.setdefault(title, role)
            self.phrases |= {plain(phrase): role for phrase in role.title_phrases}
            self.weak |= {plain(phrase): role for phrase in role.title_phrases_weak}

    @classmethod
    def of_taxonomy(cls) -> "RoleFinder":
        return cls(Role.objects.current())

    def find(self, title: str) -> Role | None:
        words = plain(title)
        if words in self.whole:
            return self.whole[words]
        return self.longest(words, self.phrases) or self.longest(words, self.weak)

    @staticmethod
    def longest(words: str, phrases: dict[str, Role]) -> Role | None:
        """The role of the longest phrase in it; of two as long, the one that starts later."""
        padded = f" {words} "
        hits = [
            (len(phrase), padded.rfind(f" {phrase} "), phrase)
            for phrase in phrases
            if f" {phrase} " in padded
        ]
        return phrases[max(hits)[2]] if hits else None


@cache
def wording() -> dict[str, dict[str, list[str]]]:
    """{slug: {"also": phrases that adverts use for it, "not": phrases in which its words mean something else}}"""
    return json.loads(PHRASES.read_text(encoding="utf-8"))


def finder_of(called: Iterable[tuple[Thing, list[str]]]) -> PhraseFinder[Thing]:
    """Finds things by what they are called and by how adverts put it."""
    phrases: list[tuple[str, Thing | None]] = []
    for thing, names in called:
        ways = wording().get(thing.slug, {})
        words = [name for name in [*names, *ways.get("also", [])] if name.lower() not in EVERYDAY]
        phrases += [(word, thing) for word in words]
        phrases += [(word, None) for word in ways.get("not", [])]
    return PhraseFinder(phrases, NAMES)


def skill_finder() -> PhraseFinder[Skill]:
    skills = Skill.objects.with_names()
    return finder_of(
        (skill, [skill.name, *(alias.name for alias in skill.aliases.all())]) for skill in skills
    )


def platform_finder() -> PhraseFinder[Platform]:
    return finder_of(
        (platform, [platform.name, *platform.aliases]) for platform in Platform.objects.current()
    )


def find_skills_named(typed: str) -> list[Skill]:
    """Skills whose name or alias has every typed word at the start of one of its words. `found_by` says which."""
    wanted = folded(typed).split()
    hits = []
    for skill in Skill.objects.with_names():
        names = [skill.name, *(alias.name for alias in skill.aliases.all())]
        skill.found_by = next((name for name in names if starts_words(wanted, name)), None)
        if wanted and skill.found_by:
            hits.append(skill)
    return hits


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("-", " ").replace("&", " and "))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def starts_words(wanted: list[str], name: str) -> bool:
    words = folded(name).split()
    return all(any(word.startswith(start) for word in words) for start in wanted)

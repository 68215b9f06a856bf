"""Finds skills and platforms in texts by name, alias and usual wording."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import TypeVar

from roles.models import Platform, Skill
from roles.phrases import PhraseFinder, When

PHRASES = Path(__file__).parent / "data" / "phrases.json"
Thing = TypeVar("Thing", Skill, Platform)

# Words that mean something else far more often than the skill or platform.
EVERYDAY = {"x", "snap", "pins", "hiring", "insta", "ts"}
# Words that are the name only when written as a name: "REST", not "rest".
NAMES = ["REST", "Buffer", "Discord", "Premiere", "React", "Swift", "Threads", "Intercom"]
NAMES += ["ML", "NLP", "ETL", "CRO", "OBS", "SRE", "WP", "GTM", "QA", "IG", "YT", "FB", "Telegram"]


@cache
def wording() -> dict[str, dict[str, list[str]]]:
    """{slug: {"also": phrases that adverts use for it, "asked": such that count only where something is asked, "who":
    people who do it, "team": those of its words that are also a team, "not": phrases that mean something else}}"""
    return json.loads(PHRASES.read_text(encoding="utf-8"))


def finder_of(called: Iterable[tuple[Thing, list[str]]]) -> PhraseFinder[Thing]:
    """Finds things by what they are called and by how adverts put it."""
    phrases: list[tuple[str, Thing, When]] = []
    teams: list[str] = []
    for thing, names in called:
        ways = wording().get(thing.slug, {})
        said = {
            phrase: when
            for when in When
            for words in ways.get(when.value, [])
            for phrase in spelled_out(words)
        }
        said = {name.lower(): When.EVER for name in names} | said
        phrases += [(words, thing, when) for words, when in said.items() if words.lower() not in EVERYDAY]
        teams += [phrase for words in ways.get("team", []) for phrase in spelled_out(words)]
    return PhraseFinder(phrases, NAMES, teams)


def spelled_out(words: str) -> Iterator[str]:
    """ "write|edit … blog posts|articles" stands for four phrases; _ joins words inside a choice: blog_posts."""
    for choice in product(*(part.split("|") for part in words.split())):
        yield " ".join(choice).replace("_", " ")


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

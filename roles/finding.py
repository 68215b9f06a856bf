"""Finds skills and platforms in texts by name, alias and usual wording."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import TypeVar

from roles.models import Platform, Skill
from roles.phrases import PhraseFinder, When
from roles.words import words_of

PHRASES = Path(__file__).parent / "data" / "phrases.json"
# What people say of themselves before the thing that they do.
SELF = re.compile(
    r"\s*(?:(?:i|we|i['’]m|i['’]ve|am|can|have|often|used to|good at|like|love|to)\b\s*)*", re.IGNORECASE
)
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


def finder_of(called: Iterable[tuple[Thing, Iterable[str]]]) -> PhraseFinder[Thing]:
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
    return finder_of((skill, names_of(skill)) for skill in Skill.objects.with_names())


def platform_finder() -> PhraseFinder[Platform]:
    return finder_of(
        (platform, [platform.name, *platform.aliases]) for platform in Platform.objects.current()
    )


def find_skills_named(typed: str) -> list[Skill]:
    """Skills that are called so; where a part between commas names none, those that it means: "I answer comments".
    `found_by` is the name or alias that was typed."""
    skills = list(Skill.objects.with_names())
    parts = [part[SELF.match(part).end() :] for part in typed.split(",")]
    hits = [hit for part in filter(words_of, parts) for hit in skills_called(part, skills)]
    return list(dict.fromkeys(hits))


def skills_called(typed: str, skills: list[Skill]) -> list[Skill]:
    if named := [skill for skill in skills if called(skill, typed)]:
        return named
    finder = kept_finder(tuple((skill, names_of(skill)) for skill in skills))
    meant = finder.find(f"Must have: {typed}")
    return [skill for skill in skills if skill in meant]


# What takes half a second to build stays until a name changes.
kept_finder = lru_cache(maxsize=1)(finder_of)


def names_of(skill: Skill) -> tuple[str, ...]:
    return (skill.name, *(alias.name for alias in skill.aliases.all()))


def called(skill: Skill, typed: str) -> bool:
    wanted, stems = folded(typed).split(), stems_of(typed)
    fits = (
        name for name in names_of(skill) if starts_words(wanted, name) or (stems and stems <= stems_of(name))
    )
    name = next(fits, "")
    skill.found_by = name or getattr(skill, "found_by", skill.name)
    return bool(name)


def stems_of(words: str) -> set[str]:
    return {word.stem for word in words_of(words)}


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("-", " ").replace("&", " and "))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def starts_words(wanted: list[str], name: str) -> bool:
    words = folded(name).split()
    return all(any(word.startswith(start) for word in words) for start in wanted)

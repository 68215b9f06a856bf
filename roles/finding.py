"""Finds roles in titles, and skills and platforms in texts, by name and alias."""

import re
import unicodedata
from collections.abc import Iterable

from roles.models import Platform, Role, Skill

BRACKETS = re.compile(r"\([^)]*\)")
NOT_A_WORD = re.compile(r"[^a-z0-9]+")
# Words that mean something else far more often than the skill or platform.
EVERYDAY = {"x", "snap", "pins", "hiring", "insta", "ts"}
# Words that are the name only when written as a name: "REST", not "rest".
NAMES = {
    "rest": "REST",
    **{word.lower(): word for word in ["Buffer", "Discord", "Premiere", "React", "Swift", "Threads"]},
}


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


class WordFinder:
    """Finds things in a text by the words for them: whole words only, case and hyphens aside."""

    def __init__(self, words: dict[str, object]):
        self.things = {self.key(word): thing for word, thing in words.items()}
        longest_first = sorted(self.things, key=len, reverse=True)
        spelled = (r"[\s\-]+".join(map(re.escape, word.split())) for word in longest_first)
        self.pattern = re.compile(
            rf"(?<![\w+#.@-])(?:{'|'.join(spelled)})(?![\w+#@]|-\w|\.\w)", re.IGNORECASE
        )

    @staticmethod
    def key(word: str) -> str:
        return " ".join(word.lower().replace("-", " ").split())

    def find(self, text: str) -> dict[object, str]:
        """Each thing found, in order of appearance, with the words it was found by."""
        found: dict[object, str] = {}
        for match in self.pattern.finditer(text):
            words = self.key(match[0])
            if NAMES.get(words, match[0]) == match[0]:
                found.setdefault(self.things[words], match[0])
        return found


def skill_finder() -> WordFinder:
    skills = Skill.objects.with_names()
    return WordFinder(
        {
            word: skill
            for skill in skills
            for word in [skill.name, *(alias.name for alias in skill.aliases.all())]
            if word.lower() not in EVERYDAY
        }
    )


def platform_finder() -> WordFinder:
    return WordFinder(
        {
            word: platform
            for platform in Platform.objects.current()
            for word in [platform.name, *platform.aliases]
            if word.lower() not in EVERYDAY
        }
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

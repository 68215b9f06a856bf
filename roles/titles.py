"""Finds the role that a title names."""

import re
from collections.abc import Iterable

from roles.models import Role

BRACKETS = re.compile(r"\([^)]*\)")
NOT_A_WORD = re.compile(r"[^a-z0-9]+")


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
        found = self.explain(title)
        return found[0] if found else None

    def explain(self, title: str) -> tuple[Role, str] | None:
        """The role and the words it was found by."""
        words = plain(title)
        if words in self.whole:
            return self.whole[words], words
        return self.longest(words, self.phrases) or self.longest(words, self.weak)

    @staticmethod
    def longest(words: str, phrases: dict[str, Role]) -> tuple[Role, str] | None:
        """The role of the longest phrase in it; of two as long, the one that starts later."""
        padded = f" {words} "
        hits = [
            (len(phrase), padded.rfind(f" {phrase} "), phrase)
            for phrase in phrases
            if f" {phrase} " in padded
        ]
        if not hits:
            return None
        phrase = max(hits)[2]
        return phrases[phrase], phrase

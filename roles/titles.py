"""Finds the role that a title names."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, product

from roles.models import Role
from roles.vocabulary import read

# An aside is in brackets, also when the closing one was cut off.
ASIDE = re.compile(r"\([^)]*(?:\)|$)|\[[^\]]*(?:\]|$)|\{[^}]*(?:\}|$)")
BETWEEN_PARTS = re.compile(r"[,;:|–—]|\s-+|(?<!-)-+\s")
# Parts with no other words than these say how high, not what: the part after them says what.
RANKS = re.compile(
    r"(?:\b(?:senior|sr|junior|jr|associate|assistant|lead|head|chief|manager|director|supervisor|coordinator"
    r"|specialist|executive|officer|strategist|analyst|planner|buyer|editor|writer|producer|intern|internship"
    r"|trainee|graduate)\b ?)+"
)
NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def plain(title: str) -> str:
    """Lower-case words in the singular, without "and": "Trust & Safety Leads" reads "trust safety lead"."""
    words = NOT_A_WORD.sub(" ", title.lower().replace("'", "").replace("’", "")).split()
    return " ".join(singular(word) for word in words if word != "and")


def singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class Phrases:
    """Roles by the phrases that name them."""

    def __init__(self, roles: dict[str, Role]):
        self.found = {plain(phrase): (role, phrase) for phrase, role in roles.items()}
        longest_first = sorted(self.found, key=len, reverse=True)
        self.pattern = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\S)")

    def find(self, words: str, not_these: set[str]) -> tuple[Role, str] | None:
        """By the longest phrase; of two as long, the later. Of two that overlap, the first counts: "paid social
        strategist" is paid social."""
        best = None
        for match in self.pattern.finditer(words):
            longer = not best or len(match[0]) >= len(best)
            if longer and self.found[match[0]][0].slug not in not_these:
                best = match[0]
        return self.found[best] if best else None


class RoleFinder:
    """Which role is this title? A whole title wins, then phrases, then weak phrases; brackets count last.

    roles/data/other_jobs.json has the words that forbid a role: a retail ambassador is not an online one.
    """

    def __init__(self, roles: Iterable[Role]):
        roles = list(roles)
        weak = {phrase: role for role in roles for phrase in role.title_phrases_weak}
        # From the last role to the first, because the first role that has a title keeps it.
        titles = {title: role for role in reversed(roles) for title in [*role.titles, role.name]}
        phrases = {
            title: role for title, role in titles.items() if " " in title and title.lower() not in weak
        }
        phrases |= {phrase: role for role in roles for phrase in role.title_phrases}
        self.whole = {plain(title): (role, title) for title, role in titles.items()}
        self.tiers = [Phrases(phrases), Phrases(weak)]
        self.other_jobs = {
            slug: Phrases(dict.fromkeys(phrases, slug))
            for slug, phrases in read("other_jobs")["other_jobs"].items()
        }

    @classmethod
    def of_taxonomy(cls) -> "RoleFinder":
        return cls(Role.objects.current())

    def find(self, title: str) -> Role | None:
        found = self.explain(title)
        return found[0] if found else None

    def explain(self, title: str) -> tuple[Role, str] | None:
        """The role and the words it was found by, as the taxonomy writes them."""
        named, asides = ASIDE.sub(" ", title), ASIDE.findall(title)
        not_these = self.not_meant(plain(title))
        whole = self.whole.get(plain(named))
        if whole and whole[0].slug not in not_these:
            return whole
        hits = chain(self.hits(parts(named), not_these), self.hits(map(plain, asides), not_these))
        return next(hits, None)

    def hits(self, texts: Iterable[str], not_these: set[str]) -> Iterator[tuple[Role, str]]:
        for phrases, words in product(self.tiers, texts):
            if found := phrases.find(words, not_these):
                yield found

    def not_meant(self, words: str) -> set[str]:
        return {slug for slug, others in self.other_jobs.items() if others.pattern.search(words)}


def parts(title: str) -> list[str]:
    """The parts of a title, the first one first. "Manager, Social Media" is read as "social media manager"."""
    found = [words for part in BETWEEN_PARTS.split(title) if (words := plain(part))]
    if len(found) > 1 and RANKS.fullmatch(found[0]):
        found[:2] = [f"{found[1]} {found[0]}"]
    return found

"""What somebody ticked on the way to their match, as it stands in the address."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from roles.matching import WISHES

MOST_VALUES = 60


@dataclass(frozen=True)
class Ticks:
    """`plus` is a skill they ask "what if I learn" about; `unknown` is what nobody knows and is left out."""

    platforms: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    plus: str = ""
    unknown: tuple[str, ...] = ()

    @classmethod
    def read(
        cls, params: QueryDict, skills: Collection[str], platforms: Collection[str], skill: str = "skill"
    ) -> Self:
        """`skill` is what skills are called in the address: beside the match, "have" as on the board."""
        unknown: list[str] = []

        def known(name: str, among: Collection[str]) -> tuple[str, ...]:
            values = list(dict.fromkeys(filter(None, params.getlist(name))))[:MOST_VALUES]
            unknown.extend(value[:40] for value in values if value not in among)
            return tuple(value for value in values if value in among)

        plus = known("plus", skills)
        return cls(
            platforms=known("platform", platforms),
            skills=known(skill, skills),
            wishes=known("wish", WISHES),
            plus=plus[0] if plus else "",
            unknown=tuple(unknown),
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        several = [("platform", self.platforms), ("skill", self.skills), ("wish", self.wishes)]
        return [(name, value) for name, values in several for value in values] + [("plus", self.plus)] * bool(
            self.plus
        )

    @property
    def all_skills(self) -> tuple[str, ...]:
        """With the one they think of learning."""
        return tuple(dict.fromkeys([*self.skills, *filter(None, [self.plus])]))

    def address(self, name: str) -> str:
        pairs = self.pairs
        return f"{reverse(name)}?{urlencode(pairs)}" if pairs else reverse(name)

    def along(self, path: str) -> str:
        """An address of another page, with the ticks riding along."""
        pairs = [("have" if name == "skill" else name, value) for name, value in self.settled().pairs]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def thinking_of(self, skill: str) -> Self:
        return replace(self, skills=self.all_skills, plus=skill)

    def settled(self) -> Self:
        """The skill they thought of is theirs."""
        return replace(self, skills=self.all_skills, plus="")

    def with_skill(self, skill: str) -> Self:
        return replace(self, skills=tuple(dict.fromkeys([*self.skills, skill])))

    def without(self, skill: str) -> Self:
        return replace(self, skills=tuple(slug for slug in self.skills if slug != skill))

    def without_plus(self) -> Self:
        return replace(self, plus="")

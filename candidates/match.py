"""What somebody's ticks lead to: the roles that fit, and what one more skill would open."""

from dataclasses import dataclass
from functools import cached_property

from candidates.catalogue import catalogue
from candidates.ticks import Ticks
from listings import search
from listings.search.counts import Counts
from listings.search.query import NOTHING, SearchQuery, Unwanted
from listings.vocabulary import truth_questions
from roles.matching import REGULAR, Catalogue, Fit
from roles.models import Skill, SkillGroup

MOST_GAINS, MOST_TIPS = 5, 3
# Of fewer listings that say when one works, nothing is said about the hours of a role.
ENOUGH_ANSWERS = 3


@dataclass(frozen=True)
class Gain:
    """One more skill: how many listings and roles it opens, and the address that shows it."""

    skill: Skill
    listings: int
    roles: int
    address: str


@dataclass(frozen=True)
class Tip:
    """For a group of skills in which somebody has none: the one that opens the most."""

    group: SkillGroup
    gain: Gain


@dataclass(frozen=True)
class Match:
    ticks: Ticks
    unwanted: Unwanted = NOTHING

    @cached_property
    def roles(self) -> Catalogue:
        return catalogue()

    @cached_property
    def fits(self) -> list[Fit]:
        return self.fits_of(self.ticks.all_skills)

    def fits_of(self, skills: tuple[str, ...]) -> list[Fit]:
        ticks = self.ticks
        return self.roles.fits(skills, ticks.platforms, ticks.wishes, self.regular)

    @cached_property
    def regular(self) -> frozenset[str]:
        return regular_roles() if REGULAR in self.ticks.wishes else frozenset()

    @property
    def moved(self) -> set[str]:
        """The roles that the skill they think of moves up."""
        return self.roles.moved_up(self.fits_of(self.ticks.skills), self.fits) if self.ticks.plus else set()

    @property
    def balance(self) -> list[tuple[SkillGroup, int]]:
        return self.roles.balance(self.ticks.all_skills)

    @cached_property
    def opened(self) -> Counts:
        """For each skill, how many more listings it brings within reach."""
        return search.gains(SearchQuery(have=self.ticks.all_skills), self.unwanted)

    @cached_property
    def gains(self) -> list[Gain]:
        """The skills that open the most listings."""
        return [self.gain_of(slug) for slug in self.opened.top(MOST_GAINS)]

    @cached_property
    def tips(self) -> list[Tip]:
        """For the groups in which they have nothing: those first where one skill opens the most."""
        best = [
            (group, min(skills, key=lambda skill: (-self.opened.get(skill.slug, 0), skill.name)))
            for group, number in self.balance
            if not number and (skills := group.skills.all())
        ]
        best.sort(key=lambda pair: -self.opened.get(pair[1].slug, 0))
        return [
            Tip(group, self.gain_of(skill.slug))
            for group, skill in best[:MOST_TIPS]
            if skill.slug in self.opened
        ]

    def gain_of(self, slug: str) -> Gain:
        after = self.fits_of((*self.ticks.all_skills, slug))
        return Gain(
            skill=self.roles.skills[slug],
            listings=self.opened.get(slug, 0),
            roles=len(self.roles.moved_up(self.fits, after)),
            address=self.ticks.thinking_of(slug).address("match_results"),
        )


def regular_roles() -> frozenset[str]:
    """Roles of whose open listings most that answer say that there is no evening or weekend cover."""
    answers = tuple(truth_questions()["weekend_rota"].answers)
    answered = search.search(SearchQuery(weekend_rota=answers)).counts["role"]
    without = search.search(SearchQuery(weekend_rota=("no",))).counts["role"]
    return frozenset(
        role
        for role, number in answered.items()
        if number >= ENOUGH_ANSWERS and without.get(role, 0) * 2 > number
    )

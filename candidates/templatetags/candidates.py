from django import template
from django.urls import reverse

from candidates.catalogue import catalogue
from candidates.own import skills_of
from candidates.ticks import Ticks
from listings.models import Listing
from listings.search.query import SearchQuery
from roles.matching import Fit
from roles.models import Role, Skill

register = template.Library()


@register.simple_tag(takes_context=True)
def my_skills(context) -> list[str]:
    """Slugs of the skills that the signed-in person saved. Asked once for a page."""
    return skills_of(context["request"])


@register.simple_tag(takes_context=True)
def my_fit(context, role: Role) -> Fit | None:
    """How a role fits the skills that the signed-in person saved; nothing to say of who saved none."""
    mine = my_skills(context)
    return catalogue().fit_of(role.slug, mine) if mine else None


@register.simple_tag
def best_for(query: SearchQuery, skills: list[str]) -> str:
    """The same search with what fits these skills best first."""
    return query.but(have=tuple(skills), sort="skills").address(reverse("board"))


@register.inclusion_tag("candidates/_your_fit.html", takes_context=True)
def your_fit(context, listing: Listing) -> dict:
    """What of the needed skills the signed-in person has and misses, in words."""
    mine = set(my_skills(context))
    needed: list[Skill] = listing.required_skills or listing.nice_skills
    return {
        "required": bool(listing.required_skills),
        "held": [skill for skill in needed if skill.slug in mine],
        "missing": [skill for skill in needed if skill.slug not in mine],
        "known": bool(mine),
        "needed": needed,
    }


@register.simple_tag
def what_if(ticks: Ticks, skill: Skill) -> str:
    return ticks.thinking_of(skill.slug).address("match_results")


@register.simple_tag
def ticks_address(ticks: Ticks, name: str) -> str:
    return ticks.address(name)

from django import template
from django.urls import reverse

from candidates.catalogue import catalogue
from candidates.own import skills_of, ticks_along
from candidates.ticks import Ticks
from listings.models import Listing
from listings.search.query import SearchQuery
from roles.matching import Fit
from roles.models import Role, Skill

register = template.Library()


@register.simple_tag(takes_context=True)
def my_skills(context) -> list[str]:
    """Slugs of the skills in the address or of those that the signed-in person saved. Asked once for a page."""
    return skills_of(context["request"])


@register.simple_tag(takes_context=True)
def my_ticks(context) -> Ticks:
    """What somebody took along from the match in the address."""
    return ticks_along(context["request"])


@register.simple_tag
def along(ticks: Ticks, path: str) -> str:
    """An address that the ticks ride along to."""
    return ticks.along(path)


@register.simple_tag
def board_of(ticks: Ticks, role: Role) -> str:
    """The open listings of a role, those first that fit the ticks best."""
    return SearchQuery(role=(role.slug,), have=ticks.all_skills, sort="skills").address(reverse("board"))


@register.simple_tag(takes_context=True)
def my_fit(context, role: Role) -> Fit | None:
    """How a role fits these skills; nothing to say of who has none in the address and saved none."""
    mine = my_skills(context)
    return catalogue().fit_of(role.slug, mine) if mine else None


@register.inclusion_tag("candidates/_your_fit.html", takes_context=True)
def your_fit(context, listing: Listing) -> dict:
    """What of the needed skills this person has and misses, in words."""
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

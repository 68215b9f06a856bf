from datetime import date

from django import template
from django.utils.formats import date_format

from candidates import shown
from candidates.hiring import hiding
from candidates.models import Application
from candidates.pipeline import PipelineQuery, may_be_turned_down, moves_of
from candidates.states import EMPLOYERS, Stage
from listings.kept import kept
from roles.models import Platform, Skill

register = template.Library()
register.filter(shown.facts_of)
register.filter(shown.kind_of)
register.filter(shown.kinds_of)
register.filter(shown.first_line)
register.filter(shown.pictures_of)
register.filter(moves_of)
register.filter(may_be_turned_down)
register.simple_tag(hiding.answers_of)


@register.filter
def employers_stage(stage: str) -> str:
    """In the words of who hires."""
    return EMPLOYERS[Stage(stage)]


@register.simple_tag
def application_fit(application: Application) -> dict:
    """What of the needed skills the candidate had when it was sent, in words. Who stated none may have no account:
    nothing is said of them."""
    listing = application.listing
    mine = set(application.skills)
    needed: list[Skill] = (listing.required_skills or listing.nice_skills) if mine else []
    return {
        "required": bool(listing.required_skills),
        "needed": needed,
        "held": [skill for skill in needed if skill.slug in mine],
        "missing": [skill for skill in needed if skill.slug not in mine],
        "others": shown.other_skills(application, needed),
    }


@register.simple_tag
def taxonomy() -> dict[str, dict[str, str]]:
    """{"skills": {slug: name}, "platforms": {slug: name}}, to put slugs of an application into words."""
    return kept.word("names of skills and platforms", names_of_taxonomy)


def names_of_taxonomy() -> dict[str, dict[str, str]]:
    things = {"skills": Skill, "platforms": Platform}
    return {name: dict(thing.objects.values_list("slug", "name")) for name, thing in things.items()}


@register.filter
def named(slugs: list[str], names: dict[str, str]) -> str:
    """Their names, between commas. What is no longer in the taxonomy keeps its slug."""
    return ", ".join(names.get(slug, slug) for slug in slugs)


@register.simple_tag
def pipeline_address(path: str, query: PipelineQuery, **changes: str) -> str:
    return query.but(**changes).address(path)


@register.filter
def day(written: str | None) -> str:
    """A date as it is kept in JSON, in words."""
    try:
        return date_format(date.fromisoformat(written), "j F Y")
    except (TypeError, ValueError):
        return ""

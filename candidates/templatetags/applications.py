from django import template

from candidates.models import Application
from roles.models import Skill

register = template.Library()


@register.simple_tag
def application_fit(application: Application) -> dict:
    """What of the needed skills the candidate had when it was sent, in words. Never a share."""
    listing = application.listing
    mine = set(application.skills)
    needed: list[Skill] = listing.required_skills or listing.nice_skills
    return {
        "required": bool(listing.required_skills),
        "needed": needed,
        "held": [skill for skill in needed if skill.slug in mine],
        "missing": [skill for skill in needed if skill.slug not in mine],
    }

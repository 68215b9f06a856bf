"""Suggestions that a person ticked, put into the fields where they belong."""

from django.http import QueryDict

from listings.forms.fields import SkillsField
from listings.forms.reading import FRAME, is_bare
from listings.suggesting import Frame, Suggestions, Written, suggest
from roles.models import Role, Skill

TICKS = ["take_role", "take_required", "take_nice", "take_platform", "take_frame", "drop"]
MOST_DROPPED = 200


def accept(posted: QueryDict) -> QueryDict:
    """The same form with what was ticked in its fields. What a person typed stays as it is typed."""
    if not any(tick in posted for tick in TICKS):
        return posted
    form = posted.copy()
    if posted.get("take_role"):
        form["role"] = posted["take_role"]
    for tick, field in (("take_required", "skills_required"), ("take_nice", "skills_nice")):
        form[field] = with_skills(posted.get(field, ""), posted.getlist(tick))
    for slug in posted.getlist("take_platform"):
        form.appendlist("platforms", slug)
    if posted.get("take_frame") and is_bare(posted.get("description", "")):
        role = Role.objects.current().named(posted["take_frame"])
        form["description"] = Frame(role).text if role else FRAME
    form.setlist("dropped", [*posted.getlist("dropped"), *posted.getlist("drop")][:MOST_DROPPED])
    for tick in TICKS:
        form.pop(tick, None)
    return form


def with_skills(typed: str, slugs: list[str]) -> str:
    names = [skill.name for skill in Skill.objects.current().with_slugs(slugs)]
    return ", ".join(filter(None, [typed.strip().rstrip(","), *names]))


def suggestions_for(form) -> Suggestions:
    """For what is in the form now, also where other parts of it are wrong."""
    said = {name: str(form[name].value() or "") for name in ("title", "description", "role")}
    skills = SkillsField.understood(f"{form['skills_required'].value()},{form['skills_nice'].value()}")
    written = Written(
        title=said["title"],
        text="" if is_bare(said["description"]) else said["description"],
        role=said["role"],
        skills=[skill.slug for skill in skills],
        platforms=form["platforms"].value() or [],
        dropped=form.dropped,
    )
    return suggest(written)

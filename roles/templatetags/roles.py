from calendar import day_name
from datetime import date

from django import template

from roles.measuring import FEWEST
from roles.models import Skill

register = template.Library()
# Skills that are called after a product.
NAMES = {"Kotlin", "Linux", "Python", "Swift"}


@register.filter
def month_words(month: str) -> str:
    """ "November 2026" from "2026-11"; what is no month stays as it is."""
    try:
        return date.fromisoformat(f"{month}-01").strftime("%B %Y")
    except ValueError:
        return month


@register.filter
def period_words(period: str) -> str:
    """ "August 2024 to January 2026" from "2024-08 to 2026-01"."""
    return " to ".join(map(month_words, period.split(" to ")))


@register.filter
def within(skill: Skill) -> str:
    """The name inside a sentence: "data analysis", but "SEO", "JavaScript" and names of products as they are."""
    name, first = skill.name, skill.name.split()[0]
    is_name = skill.kind == Skill.Kind.TOOL or first in NAMES or first[1:] != first[1:].lower()
    return name if is_name else name[0].lower() + name[1:]


@register.simple_tag
def fewest_adverts() -> int:
    """From so many on, guides say what adverts ask for."""
    return FEWEST


@register.filter
def by_day(week: list[str]) -> list[tuple[str, str]]:
    return list(zip(day_name, week, strict=False))


@register.filter
def duration(seconds: int) -> str:
    """ "3 minutes" from 180, "140 seconds" from 140."""
    minutes, rest = divmod(seconds, 60)
    if rest or not minutes:
        return f"{seconds} seconds"
    return f"{minutes} minute{'s' if minutes > 1 else ''}"


@register.filter
def share(part: float) -> str:
    return f"{part:.0%}"


@register.filter
def thousands(number: int) -> str:
    return f"{number:,}"

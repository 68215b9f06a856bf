"""What people write into a spreadsheet, in the words that adverts.py reads: names for slugs, "£29,000" for 29000."""

import re
from typing import Any

from django.db.models import TextChoices
from django.utils.text import slugify

from employers.places import code_of
from listings.vocabulary import Contract, Hours, Level, PayModel, Period, WorkMode
from roles.models import Platform, Role, Skill

CHOICES: dict[str, type[TextChoices]] = {
    "work_mode": WorkMode,
    "contract": Contract,
    "hours": Hours,
    "level": Level,
    "pay_model": PayModel,
    "pay_period": Period,
}
# Names may have spaces, slugs have none: only these end one.
BETWEEN = re.compile(r"[,;|\n]+")
# 29,000 · 29.000 · 29 000 · 29'000,50: groups of three, then perhaps a fraction of two.
AMOUNT = re.compile(
    r"[£$€]?\s*(\d{1,3}(?:(?P<sign>[.,'’ \u00a0\u202f])\d{3})(?:(?P=sign)\d{3})*|\d+)(?:[.,](\d{1,2}))?"
)
GUARDED = re.compile(r"'[=+\-@\t\r]")
PER = re.compile(r"^(?:an?|per|the|for the)\s+")


class Words:
    """Names and other names of the taxonomy, read once."""

    def __init__(self) -> None:
        skills = list(Skill.objects.with_names())
        self.skills = {alias.name.lower(): skill.slug for skill in skills for alias in skill.aliases.all()}
        self.skills |= {skill.name.lower(): skill.slug for skill in skills}
        self.roles = {role.name.lower(): role.slug for role in Role.objects.current()}
        self.platforms = {platform.name.lower(): platform.slug for platform in Platform.objects.current()}

    def read(self, values: dict[str, Any]) -> dict[str, Any]:
        read = {
            "role": lambda value: self.roles.get(value.lower(), value),
            "skills_required": lambda value: slugs(value, self.skills),
            "skills_nice": lambda value: slugs(value, self.skills),
            "platforms": lambda value: slugs(value, self.platforms),
            "countries": lambda value: [code_of(name) or name.upper() for name in parts(value)],
            "worldwide": lambda value: "true" if value.lower() in ("true", "yes", "y", "1", "x") else "",
            "currency": str.upper,
            "pay_min": amount,
            "pay_max": amount,
        }
        read |= {
            name: lambda value, choices=choices: choice(value, choices) for name, choices in CHOICES.items()
        }
        return {
            name: read[name](value) if name in read and isinstance(value, str) and value else value
            for name, value in without_guards(values).items()
        }


def without_guards(values: dict[str, Any]) -> dict[str, Any]:
    """The export puts a quote before what a spreadsheet program would take for a formula."""
    return {
        name: value[1:] if isinstance(value, str) and GUARDED.match(value) else value
        for name, value in values.items()
    }


def parts(value: str) -> list[str]:
    return [part for part in map(str.strip, BETWEEN.split(value)) if part]


def slugs(value: str, named: dict[str, str]) -> list[str]:
    return [named.get(part.lower(), part) for part in parts(value)]


def choice(value: str, choices: type[TextChoices]) -> str:
    """A value or its label; what is neither stays, and is refused by who knows what may be there."""
    known = {slugify(label): slug for slug, label in choices.choices}
    known |= {slugify(PER.sub("", label)): slug for slug, label in choices.choices}
    known |= {slug: slug for slug in choices.values}
    return known.get(slugify(PER.sub("", value.lower())), value)


def amount(value: str) -> str:
    found = AMOUNT.fullmatch(value)
    if not found:
        return value
    return re.sub(r"\D", "", found[1]) + (f".{found[3]}" if found[3] else "")

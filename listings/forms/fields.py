"""Fields that turn typed words into skills, countries and places."""

import difflib
import re

from django import forms

from employers.places import code_of, country_name
from listings.kept import kept
from roles.finding import find_skills_named
from roles.models import Skill

COMMA = re.compile(r"[,;\n]+")


class ReadField(forms.CharField):
    """Two ways of writing the same are no change: what is compared is what was understood."""

    def has_changed(self, initial: str | None, data: str | None) -> bool:
        try:
            return self.clean(initial or "") != self.clean(data or "")
        except forms.ValidationError:
            return True


class TextField(ReadField):
    """Browsers end lines with two characters; we keep one."""

    widget = forms.Textarea

    def to_python(self, value: str | None) -> str:
        return super().to_python((value or "").replace("\r\n", "\n").replace("\r", "\n"))


class SkillsField(ReadField):
    """Skills by name or alias, separated by commas. Gives a list of skills."""

    def clean(self, value: str | None) -> list[Skill]:
        names = self.names(super().clean(value))
        if not names:
            return []
        known = skill_words()
        unknown = [name for name in names if name.lower() not in known]
        if unknown:
            raise forms.ValidationError([self.suggest(name, known) for name in unknown[:5]])
        return list(dict.fromkeys(known[name.lower()] for name in names))

    @staticmethod
    def names(typed: str) -> list[str]:
        return [" ".join(name.split()) for name in COMMA.split(typed) if name.strip()]

    @classmethod
    def understood(cls, typed: str) -> list[Skill]:
        """Those that we know; the others are left out."""
        names = cls.names(typed)
        known = skill_words() if names else {}
        return [known[name.lower()] for name in names if name.lower() in known]

    @staticmethod
    def suggest(name: str, known: dict[str, Skill]) -> str:
        alike = (known[word] for word in difflib.get_close_matches(name.lower(), known, 4))
        near = [skill.name for skill in find_skills_named(name)[:4] or dict.fromkeys(alike)]
        if not near:
            return f"We do not know the skill “{name[:60]}”. Choose one from the list of skills."
        return f"We do not know the skill “{name[:60]}”. Did you mean {' or '.join(near)}?"


def skill_words() -> dict[str, Skill]:
    return kept.word("words of skills", read_skill_words)


def read_skill_words() -> dict[str, Skill]:
    """Names and aliases in lower case."""
    skills = Skill.objects.with_names()
    aliases = {alias.name.lower(): skill for skill in skills for alias in skill.aliases.all()}
    return aliases | {skill.name.lower(): skill for skill in skills}


class CountriesField(ReadField):
    """Countries by name, separated by commas. Gives a list of codes."""

    def clean(self, value: str | None) -> list[str]:
        names = [name.strip() for name in COMMA.split(super().clean(value)) if name.strip()]
        codes = {name: code_of(name) for name in names}
        unknown = [name for name, code in codes.items() if not code]
        if unknown:
            words = ", ".join(f"“{name[:40]}”" for name in unknown[:5])
            raise forms.ValidationError(f"We do not know the country {words}. Write its name in English.")
        return list(dict.fromkeys(codes.values()))


class PlacesField(TextField):
    """One place a line: "Bristol, United Kingdom". Gives a list of (town, country code or "")."""

    MOST, LONGEST = 9, 80

    def clean(self, value: str | None) -> list[tuple[str, str]]:
        lines = [line.strip(" ,") for line in super().clean(value).splitlines() if line.strip(" ,")]
        if len(lines) > self.MOST:
            raise forms.ValidationError(f"Name at most {self.MOST} more places")
        return list(dict.fromkeys(self.place(line) for line in lines))

    def place(self, line: str) -> tuple[str, str]:
        town, comma, country = line.rpartition(",")
        code = code_of(country) if comma else ""
        if code is None:
            raise forms.ValidationError(
                f"We do not know the country “{country.strip()[:40]}”. Write its name in English."
            )
        name = (town if comma else line).strip()
        if len(name) > self.LONGEST:
            raise forms.ValidationError(f"Name the town in at most {self.LONGEST} characters")
        return name, code

    @staticmethod
    def words(places: list[tuple[str, str]]) -> str:
        return "\n".join(", ".join(filter(None, [name, country_name(code)])) for name, code in places)

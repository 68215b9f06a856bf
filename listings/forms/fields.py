"""Fields that turn typed words into skills and countries."""

import difflib
import re

from django import forms

from employers.places import code_of
from roles.models import Skill

COMMA = re.compile(r"[,;\n]+")


class SkillsField(forms.CharField):
    """Skills by name or alias, separated by commas. Gives a list of skills."""

    def clean(self, value: str | None) -> list[Skill]:
        names = [" ".join(name.split()) for name in COMMA.split(super().clean(value)) if name.strip()]
        if not names:
            return []
        known = self.words()
        unknown = [name for name in names if name.lower() not in known]
        if unknown:
            raise forms.ValidationError([self.suggest(name, known) for name in unknown[:5]])
        return list(dict.fromkeys(known[name.lower()] for name in names))

    @staticmethod
    def words() -> dict[str, Skill]:
        skills = Skill.objects.with_names()
        aliases = {alias.name.lower(): skill for skill in skills for alias in skill.aliases.all()}
        return aliases | {skill.name.lower(): skill for skill in skills}

    @staticmethod
    def suggest(name: str, known: dict[str, Skill]) -> str:
        near = dict.fromkeys(known[word].name for word in difflib.get_close_matches(name.lower(), known, 4))
        if not near:
            return f"We do not know the skill “{name[:60]}”. Choose one from the list of skills."
        return f"We do not know the skill “{name[:60]}”. Did you mean {' or '.join(near)}?"


class CountriesField(forms.CharField):
    """Countries by name, separated by commas. Gives a list of codes."""

    def clean(self, value: str | None) -> list[str]:
        names = [name.strip() for name in COMMA.split(super().clean(value)) if name.strip()]
        codes = {name: code_of(name) for name in names}
        unknown = [name for name, code in codes.items() if not code]
        if unknown:
            words = ", ".join(f"“{name[:40]}”" for name in unknown[:5])
            raise forms.ValidationError(f"We do not know the country {words}. Write its name in English.")
        return list(dict.fromkeys(codes.values()))

"""All that a guide says in sentences: words of the taxonomy, of the post practice, and of templates of guides and of
the match."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from roles.models import Category, Platform, Role, SkillGroup
from roles.practice import ADVICE, ADVICE_OF_PLATFORM, HABITS, HOW

TEMPLATES = ["roles/*.html", "candidates/*.html", "listings/_open.html", "listings/_pay_spread.html"]
COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}", re.DOTALL)
# What comes instead of something else is a text of its own.
OTHERWISE = re.compile(r"{% (?:else|elif|empty)\b[^%]*%}")
# The ending of a plural belongs to its word; any other value is read as one short word.
ENDING, VALUE, TAG = re.compile(r"(?<=\w){{.*?}}"), re.compile(r"{{.*?}}"), re.compile(r"{%.*?%}")
# Parts of a sentence; every other element ends it.
INLINE = re.compile(r"</?(?:a|abbr|b|em|span|strong|time)\b[^>]*>")
BLOCK = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Text:
    group: str
    page: str
    field: str
    words: str

    @property
    def where(self) -> str:
        return f"{self.page}: {self.field}"


def all_texts() -> list[Text]:
    return [*of_categories(), *of_roles(), *of_skills(), *of_platforms(), *of_practice(), *of_pages()]


def of(group: str, thing, *fields: str) -> Iterator[Text]:
    for field in fields:
        value = getattr(thing, field)
        for words in value if isinstance(value, list) else [value]:
            if words:
                yield Text(group, thing.slug, field, words)


def of_categories() -> Iterator[Text]:
    for category in Category.objects.all():
        yield from of(
            "categories", category, "tagline", "summary", "caution", "suits", "typical_work", "first_steps"
        )
        yield from of("categories", category, "pay", "remote", "competition", "steadier_note", "sources")


def of_roles() -> Iterator[Text]:
    for role in Role.objects.all():
        yield from of("roles", role, "summary", "ways_in", "caution", "week", "deliverables")
        yield Text("roles", role.slug, "remote", role.remote["note"])


def of_skills() -> Iterator[Text]:
    """A definition is a single line, so those of one group are read together."""
    for group in SkillGroup.objects.with_skills():
        yield from of("skills", group, "description")
        for skill in group.skills.all():
            yield Text("skills", group.slug, skill.slug, skill.definition)


def of_platforms() -> Iterator[Text]:
    for platform in Platform.objects.all():
        yield from of("platforms", platform, "summary", "tone", "best_for", "links", "tags")
        yield from of("platforms", platform, "accessibility", "watch_out")
        for fact in [*platform.sure_limits, *platform.sure_media]:
            if fact["note"]:
                yield Text("platforms", platform.slug, "note", fact["note"])


def of_practice() -> Iterator[Text]:
    advice = [*ADVICE.values(), *ADVICE_OF_PLATFORM.values()]
    known_from = [habit.known_from for habit in HABITS.values()]
    for words in [*HOW.values(), *known_from, *(words for one in advice for words in one.values())]:
        yield Text("practice", "post practice", "counting", words)


def of_pages() -> Iterator[Text]:
    folder = settings.BASE_DIR / "templates"
    for path in sorted(path for names in TEMPLATES for path in folder.glob(names)):
        for words in prose(path.read_text()):
            yield Text("pages", str(path.relative_to(folder)), "text", words)


def prose(source: str) -> list[str]:
    """The whole sentences of a template. Labels, headings and parts of sentences are left out."""
    text = OTHERWISE.sub("<hr>", COMMENT.sub("", source))
    text = VALUE.sub("it", ENDING.sub("", text))
    pieces = BLOCK.split(INLINE.sub("", TAG.sub("", text)))
    said = (" ".join(piece.split()) for piece in pieces)
    return [words for words in said if words[-1:] in {".", "?"} and words.count(" ") > 2 * words.count("it")]

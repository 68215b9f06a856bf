"""All that a guide says in sentences: words of the taxonomy, and what templates of guides and of the match say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from roles.models import Category, Platform, Role, Skill, SkillGroup

FOLDERS = ["roles", "candidates"]
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
    where: str
    words: str


def all_texts() -> list[Text]:
    return [*of_categories(), *of_roles(), *of_skills(), *of_platforms(), *of_pages()]


def of(group: str, thing, *fields: str) -> Iterator[Text]:
    for field in fields:
        value = getattr(thing, field)
        for words in value if isinstance(value, list) else [value]:
            if words:
                yield Text(group, f"{thing.slug}: {field}", words)


def of_categories() -> Iterator[Text]:
    for category in Category.objects.all():
        yield from of(
            "categories", category, "tagline", "summary", "caution", "suits", "typical_work", "first_steps"
        )
        yield from of("categories", category, "pay", "remote", "competition", "steadier_note", "sources")


def of_roles() -> Iterator[Text]:
    for role in Role.objects.all():
        yield from of("roles", role, "summary", "ways_in", "caution", "week")
        yield Text("roles", f"{role.slug}: remote", role.remote["note"])


def of_skills() -> Iterator[Text]:
    for thing, field in [(SkillGroup, "description"), (Skill, "definition")]:
        for one in thing.objects.all():
            yield from of("skills", one, field)


def of_platforms() -> Iterator[Text]:
    for platform in Platform.objects.all():
        yield from of("platforms", platform, "summary", "tone", "links", "tags", "accessibility", "watch_out")
        for fact in [*platform.sure_limits, *platform.sure_media]:
            if fact["note"]:
                yield Text("platforms", f"{platform.slug}: note", fact["note"])


def of_pages() -> Iterator[Text]:
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / "templates" / folder).glob("*.html")):
            for words in prose(path.read_text()):
                yield Text("pages", f"{folder}/{path.name}", words)


def prose(source: str) -> list[str]:
    """The whole sentences of a template. Labels, headings and parts of sentences are left out."""
    text = OTHERWISE.sub("<hr>", COMMENT.sub("", source))
    text = VALUE.sub("it", ENDING.sub("", text))
    pieces = BLOCK.split(INLINE.sub("", TAG.sub("", text)))
    said = (" ".join(piece.split()) for piece in pieces)
    return [words for words in said if words[-1:] in {".", "?"} and words.count(" ") > 2 * words.count("it")]

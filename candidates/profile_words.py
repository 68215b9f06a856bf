"""Languages, places and the like of a profile in words. Pages, exports and mails say the same."""

from functools import cache

from candidates.models import Candidate
from candidates.showing import Viewer, names, parts_for
from candidates.vocabulary import LanguageLevel
from employers.places import LOCALE, country_name
from listings.vocabulary import WorkMode


@cache
def languages() -> dict[str, str]:
    """ISO 639 code → English name, in order of name."""
    known = {
        code: name
        for code, name in LOCALE.languages.items()
        if len(code) == 2 or code in ("yue", "fil", "ase")
    }
    return dict(sorted(known.items(), key=lambda item: item[1]))


def language_words(spoken: list) -> list[str]:
    """["Polish: first language"] of [["pl", "first"]]."""
    levels = dict(LanguageLevel.choices)
    return [
        f"{languages().get(code, code)}: {levels[level].lower()}" for code, level in spoken if level in levels
    ]


def mode_words(slugs: list[str]) -> list[str]:
    return [label for value, label in WorkMode.choices if value in slugs]


def country_words(codes: list[str]) -> list[str]:
    return [country_name(code) for code in codes]


def zone_words(name: str) -> str:
    return name.replace("_", " ")


def who_sees(candidate: Candidate) -> list[tuple[str, list[str]]]:
    """Who sees which parts now, the widest first; each part once. What an application takes along is said even while
    there is no page."""
    rows, said = [], set()
    wide = [
        (Viewer.ANYONE, "Anyone with the link"),
        (Viewer.EMPLOYER, "All proved employers, except those you hide from"),
        (Viewer.APPLIED_TO, "Employers you apply to"),
        (Viewer.OWNER, "Only you"),
    ]
    for viewer, label in wide if candidate.published_at else wide[2:]:
        parts = parts_for(candidate, viewer) - said
        said |= parts
        if parts:
            rows.append((label, names(parts)))
    return rows

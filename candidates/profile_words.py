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


# What an application does not take along: it has a way of its own to write to the candidate.
ON_THE_PAGE_ALONE = {"links", "contact"}


def who_sees(candidate: Candidate) -> list[tuple[str, list[str]]]:
    """Who sees which parts now, the widest first; each part once. Without a page there is still what an application
    takes along."""
    if candidate.published_at:
        viewers = {
            "Anyone with the link": parts_for(candidate, Viewer.ANYONE),
            "All proved employers, except those you hide from": parts_for(candidate, Viewer.EMPLOYER),
            "Employers you apply to": parts_for(candidate, Viewer.APPLIED_TO),
        }
    else:
        shown = parts_for(candidate, Viewer.APPLIED_TO)
        viewers = {
            "Employers you apply to, with your application": shown - ON_THE_PAGE_ALONE,
            "Nobody until your page is on": shown,
        }
    rows, said = [], set()
    for label, parts in (viewers | {"Only you": parts_for(candidate, Viewer.OWNER)}).items():
        if parts - said:
            rows.append((label, names(parts - said)))
        said |= parts
    return rows

"""What the page of a person holds for one viewer: only what they may see, and of that only what is there."""

from collections import defaultdict

from candidates import profile_words as words
from candidates import showing
from candidates.catalogue import catalogue
from candidates.models import Candidate
from candidates.showing import Viewer


def read(candidate: Candidate, viewer: Viewer) -> dict | None:
    """For the template. None if there is nothing for this viewer, as if nobody was there."""
    parts = showing.parts_for(candidate, viewer)
    readers = {part: reader for part, reader in READERS.items() if part in parts}
    sections = {part: found for part, reader in readers.items() if (found := reader(candidate))}
    return {"person": candidate, **sections} if sections else None


def headline(candidate: Candidate) -> dict | None:
    there = candidate.headline or candidate.about
    return {"line": candidate.headline, "about": candidate.about} if there else None


def skills(candidate: Candidate) -> dict | None:
    """Skills by group with how many of each, every group named, and platforms."""
    known, of_group = catalogue(), defaultdict(list)
    held = [skill for skill in candidate.skills.all() if skill.slug in known.skills]
    for skill in held:
        of_group[skill.group_id].append(skill)
    balance = known.balance([skill.slug for skill in held])
    platforms = list(candidate.platforms.all())
    if not held and not platforms:
        return None
    return {
        "groups": [(group, number, of_group[group.pk]) for group, number in balance],
        "platforms": platforms,
    }


def pieces(candidate: Candidate) -> list:
    return list(candidate.pieces.for_page())


def links(candidate: Candidate) -> list:
    return list(candidate.links.for_page())


def languages(candidate: Candidate) -> list[str]:
    return words.language_words(candidate.languages)


def terms(candidate: Candidate) -> dict | None:
    said = {
        "modes": words.mode_words(candidate.work_modes),
        "availability": candidate.get_availability_display(),
    }
    return said if any(said.values()) else None


def country(candidate: Candidate) -> dict | None:
    said = {
        "name": words.country_name(candidate.country) if candidate.country else "",
        "time_zone": words.zone_words(candidate.time_zone),
        "may_work_in": words.country_words(candidate.may_work_in),
    }
    return said if any(said.values()) else None


def city(candidate: Candidate) -> str:
    return candidate.city


def contact(candidate: Candidate) -> bool:
    return True


READERS = {
    "headline": headline,
    "skills": skills,
    "pieces": pieces,
    "links": links,
    "languages": languages,
    "terms": terms,
    "country": country,
    "city": city,
    "contact": contact,
}

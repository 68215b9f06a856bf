"""Who sees what of a profile. Pages, files, letters and previews all ask here.

`viewer_of` says who somebody is to a candidate, `parts_for` which parts such a viewer sees. What a viewer may see
nothing of is not there for them.
"""

from collections.abc import Collection
from enum import StrEnum

from candidates.models import Application, Candidate
from candidates.vocabulary import PARTS, Visibility
from employers.models import Company


class Viewer(StrEnum):
    OWNER = "owner"
    BLOCKED = "blocked"
    APPLIED_TO = "applied-to"
    EMPLOYER = "employer"
    ANYONE = "anyone"


# Whom a choice lets in, beside the owner. A company that got an application sees what every proved one sees.
LETS_IN = {
    Visibility.ONLY_ME: set(),
    Visibility.APPLIED_TO: {Viewer.APPLIED_TO},
    Visibility.EMPLOYERS: {Viewer.APPLIED_TO, Viewer.EMPLOYER},
    Visibility.PUBLIC: {Viewer.APPLIED_TO, Viewer.EMPLOYER, Viewer.ANYONE},
}


def viewer_of(candidate: Candidate, user) -> Viewer:
    """Hidden from wins over everything. Who is in no company, or only in one that staff refused or that never proved
    itself, is anyone."""
    if not user.is_authenticated:
        return Viewer.ANYONE
    if user.pk == candidate.user_id:
        return Viewer.OWNER
    if candidate.hidden_from.members_include(user):
        return Viewer.BLOCKED
    if Application.objects.for_member(user).of_candidate(candidate.user).with_name_shown().exists():
        return Viewer.APPLIED_TO
    return Viewer.EMPLOYER if Company.objects.of_member(user).confirmed().exists() else Viewer.ANYONE


def visibility_of(candidate: Candidate, part: str) -> Visibility:
    """What the candidate chose, or what holds at first. A word that nobody knows hides."""
    chosen = candidate.visibility.get(part, PARTS[part][1])
    return Visibility(chosen) if chosen in Visibility.values else Visibility.ONLY_ME


def parts_for(candidate: Candidate, viewer: Viewer) -> set[str]:
    """Whether the page is on is another question; see `is_there`."""
    if viewer == Viewer.OWNER:
        return set(PARTS)
    return {part for part in PARTS if viewer in LETS_IN[visibility_of(candidate, part)]}


def sees(candidate: Candidate, viewer: Viewer, part: str) -> bool:
    return part in parts_for(candidate, viewer)


def is_there(candidate: Candidate, viewer: Viewer) -> bool:
    """Whether this viewer gets a page at all."""
    if viewer == Viewer.OWNER:
        return True
    return is_open(candidate) and bool(parts_for(candidate, viewer))


def is_open(candidate: Candidate) -> bool:
    """Published, by somebody who is with us and is not about to leave."""
    return bool(candidate.published_at and candidate.user.is_active and not candidate.delete_after)


def may_see(candidate: Candidate, user, part: str) -> bool:
    """One part, now, as on the page: for files and letters, which have addresses of their own."""
    viewer = viewer_of(candidate, user)
    return is_there(candidate, viewer) and sees(candidate, viewer, part)


def names(parts: Collection[str]) -> list[str]:
    """In words, in the order of the table."""
    return [label for part, (label, _) in PARTS.items() if part in parts]

"""What pages say to one person about each listing: whether they saved it, whether they can apply. Cards are made once
for all (listings/kept.py); this is filled in when a page is put together, at the cost of one question each."""

from dataclasses import dataclass

from django.http import HttpRequest

from candidates import saving
from candidates.catalogue import catalogue
from candidates.eligibility import Whereabouts
from candidates.models import Candidate
from candidates.ticks import Ticks


@dataclass(frozen=True)
class Own:
    saved: frozenset[int] = frozenset()
    signed_in: bool = False
    person: Whereabouts = Whereabouts()
    skills: frozenset[str] = frozenset()

    @property
    def is_strangers(self) -> bool:
        return not self.signed_in and not self.saved and not self.skills


STRANGER = Own()


def ticks_along(request: HttpRequest) -> Ticks:
    """What somebody ticked in the match and took along in the address; nothing on most pages."""
    if "have" not in request.GET:
        return Ticks()
    roles = catalogue()
    return Ticks.read(request.GET, roles.skills, roles.platforms, skill="have")


def skills_of(request: HttpRequest) -> list[str]:
    """Slugs of the skills in the address, or else of those that the signed-in person saved. Asked once for a page."""
    if not hasattr(request, "my_skills"):
        request.my_skills = list(ticks_along(request).skills) or Candidate.objects.skills_of(request.user)
    return request.my_skills


def own_of(request: HttpRequest) -> Own:
    """Asked once for a page."""
    if not hasattr(request, "own"):
        request.own = read(request)
    return request.own


def read(request: HttpRequest) -> Own:
    if request.user.is_authenticated:
        saved = frozenset(saving.saved_by(request))
        person = Whereabouts.of(*Candidate.objects.where_is(request.user))
        return Own(saved, signed_in=True, person=person, skills=frozenset(skills_of(request)))
    skills = frozenset(skills_of(request))
    if saving.COOKIE in request.COOKIES:
        return Own(frozenset(saving.saved_here(request)), skills=skills)
    return Own(skills=skills) if skills else STRANGER

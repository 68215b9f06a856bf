"""What pages say to one person about each listing: whether they saved it, whether they can apply. Cards are made once
for all (listings/kept.py); this is filled in when a page is put together, at the cost of one question each."""

from dataclasses import dataclass

from django.http import HttpRequest

from candidates import saving
from candidates.eligibility import Whereabouts
from candidates.models import Candidate


@dataclass(frozen=True)
class Own:
    saved: frozenset[int] = frozenset()
    signed_in: bool = False
    person: Whereabouts = Whereabouts()

    @property
    def is_strangers(self) -> bool:
        return not self.signed_in and not self.saved


STRANGER = Own()


def own_of(request: HttpRequest) -> Own:
    """Asked once for a page."""
    if not hasattr(request, "own"):
        request.own = read(request)
    return request.own


def read(request: HttpRequest) -> Own:
    if request.user.is_authenticated:
        saved = frozenset(saving.saved_by(request))
        return Own(saved, signed_in=True, person=Whereabouts.of(*Candidate.objects.where_is(request.user)))
    return Own(frozenset(saving.saved_here(request))) if saving.COOKIE in request.COOKIES else STRANGER

"""What a candidate's own page shows: how things stand today, and the first of each of their lists."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from candidates.match import Match, Tip
from candidates.models import Alert, AlertMatch, Application, Candidate, SavedListing
from candidates.portfolio.profile import Item, checklist
from candidates.profile_words import who_sees
from candidates.reminding import BEFORE
from candidates.ticks import Ticks
from listings import search
from listings.kept import Card, cards
from listings.models import Listing
from listings.search.query import SearchQuery, Unwanted
from roles.models import SkillGroup

SHOWN = 3
TODAY = timedelta(days=1)


@dataclass(frozen=True)
class Applications:
    latest: list[Application]
    total: int
    drafts: int
    changed: int


@dataclass(frozen=True)
class Saved:
    """Open ones, what closes first at the top."""

    first: list[Listing]
    total: int
    closing: int
    ever: bool


@dataclass(frozen=True)
class Skills:
    have: tuple[str, ...]
    balance: list[tuple[SkillGroup, int]]
    tips: list[Tip]
    reached: int
    nearest: bool
    newest: list[Card]
    address: str


@dataclass(frozen=True)
class Profile:
    candidate: Candidate
    checklist: list[Item]
    seen_by: list[tuple[str, list[str]]]

    @property
    def done(self) -> int:
        return sum(item.done for item in self.checklist)

    @property
    def to_do(self) -> Item | None:
        return next((item for item in self.checklist if not item.done), None)


def applications_of(user, now: datetime) -> Applications:
    mine = Application.objects.of_person(user)
    counts = mine.counts()
    total = sum(counts.values())
    return Applications(
        latest=list(mine.newest_first().for_list()[:SHOWN]) if total else [],
        total=total,
        drafts=counts["drafts"],
        changed=mine.changed_by_others(user, now - TODAY).count() if total else 0,
    )


def saved_by(user, now: datetime) -> Saved:
    live = Listing.objects.live().from_pks(SavedListing.objects.of(user).numbers())
    ordered = list(live.closing_first().with_company())
    closing = sum(listing.closes_at <= now + BEFORE for listing in ordered)
    ever = bool(ordered) or SavedListing.objects.of(user).exists()
    return Saved(first=ordered[:SHOWN], total=len(ordered), closing=closing, ever=ever)


def skills_of(user, unwanted: Unwanted) -> Skills:
    """Without skills, nothing can be said to fit: the newest of all are shown. With nothing within reach, what asks for
    some of them and misses the fewest."""
    have = tuple(Candidate.objects.skills_of(user))
    query = SearchQuery(have=have, fit="reach") if have else SearchQuery()
    found = search.find(query, unwanted)
    shown = found.ids
    if have and not shown:
        shown = search.find(SearchQuery(skill=have, have=have, sort="skills"), unwanted).ids
    match = Match(Ticks(skills=have), unwanted)
    return Skills(
        have=have,
        balance=[(group, number) for group, number in match.balance if number],
        tips=match.tips if have else [],
        reached=found.total,
        nearest=not found.ids and bool(shown),
        newest=cards(shown[:SHOWN]),
        address=query.address(""),
    )


def profile_of(user) -> Profile:
    candidate = Candidate.objects.own(user)
    return Profile(candidate, checklist(candidate), who_sees(candidate))


def read(user, unwanted: Unwanted) -> dict:
    now = timezone.now()
    return {
        "applications": applications_of(user, now),
        "saved": saved_by(user, now),
        "skills": skills_of(user, unwanted),
        "profile": profile_of(user),
        "alerts": list(Alert.objects.of_user(user)),
        "new_in_alerts": AlertMatch.objects.new_to(user, now - TODAY).number_of_listings(),
    }

"""Asking for it, and undoing it. Public things end at once; all else waits for two weeks."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from candidates.alerting import acts
from candidates.leaving import mails
from candidates.models import Alert, Application, Candidate, Piece
from candidates.periods import UNDO
from employers.models import Company
from listings.models import Listing


@dataclass(frozen=True)
class Tie:
    """A company that would be left alone: its only owner hands it to one of the others, or ends its listings first."""

    company: Company
    has_others: bool


class Tied(Exception):
    def __init__(self, ties: list[Tie]):
        self.ties = ties
        super().__init__(", ".join(str(tie.company) for tie in ties))


def ties(user) -> list[Tie]:
    found = []
    for company in Company.objects.owned_by_nobody_but(user):
        has_others = company.memberships.exclude(user=user).exists()
        if has_others or Listing.objects.of_company(company).needing_somebody(timezone.now()).exists():
            found.append(Tie(company, has_others))
    return found


def what_goes(user) -> dict[str, int]:
    mine = Application.objects.of_person(user)
    return {
        "pieces": Piece.objects.filter(candidate__user=user).count(),
        "drafts": mine.drafts().count(),
        "waiting": mine.waiting().count(),
        "applications": mine.sent().count(),
        "saved": user.saved_listings.count(),
        "alerts": Alert.objects.of_person(user, user.confirmed_emails()).running().count(),
        "companies": user.memberships.count(),
    }


def leaves_on(user) -> datetime | None:
    found = Candidate.objects.leaving().filter(user=user).first()
    return found.delete_after if found else None


@transaction.atomic
def ask(user) -> Candidate:
    """Asked twice is asked once."""
    Candidate.objects.get_or_create(user=user)
    candidate = Candidate.objects.locked_of(user)
    if candidate.delete_after:
        return candidate
    if found := ties(user):
        raise Tied(found)
    now = timezone.now()
    candidate.delete_after = now + UNDO
    candidate.published_at = None
    candidate.save(update_fields=["delete_after", "published_at", "changed_at"])
    Alert.objects.of_person(user, user.confirmed_emails()).running().update(stopped_at=now, due_at=None)
    mails.asked(candidate)
    return candidate


@transaction.atomic
def undo(user) -> bool:
    """Alerts go on. A page that was public stays hidden until its owner shows it again. False if there is nothing to
    undo, or it has begun."""
    candidate = Candidate.objects.locked_of(user)
    if not candidate or not candidate.delete_after or not is_here(user):
        return False
    asked_at = candidate.delete_after - UNDO
    candidate.delete_after = None
    candidate.save(update_fields=["delete_after", "changed_at"])
    for alert in Alert.objects.of_person(user, user.confirmed_emails()).stopped_at_moment(asked_at):
        acts.start(alert)
    return True


def is_here(user) -> bool:
    """As the database has it now: the clock may have closed the account a moment ago."""
    return User.objects.filter(pk=user.pk, is_active=True).exists()

"""What the clock does two weeks later, in steps that may each be the last before somebody dies: the next run goes on.

From `begin` there is no way back: the person cannot sign in any more. Then each application is withdrawn and erased by
itself. The account goes last, so that whatever is left is found again.
"""

import logging
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from accounts.sessions import end_sessions
from candidates import erasing, moving
from candidates.leaving import mails, traces
from candidates.leaving.asking import ties
from candidates.models import Application, Candidate
from candidates.periods import LAST_WORD
from candidates.portfolio.addresses import lay_to_rest
from candidates.states import Stage
from employers.models import Company
from listings.search.changes import take_turn

logger = logging.getLogger(__name__)


def remind(now: datetime | None = None) -> None:
    """Two days before."""
    now = now or timezone.now()
    for candidate in Candidate.objects.leaving_by(now + LAST_WORD):
        if candidate.delete_after > now:
            mails.soon(candidate)


def carry_out_due(now: datetime | None = None) -> int:
    """Answers how many accounts went."""
    now = now or timezone.now()
    return sum(carry_out(candidate.user, now) for candidate in Candidate.objects.leaving_by(now))


def carry_out(user: User, now: datetime) -> bool:
    """An error about one account is no reason to keep others; the next run tries again."""
    try:
        begun = begin(user, now)
        go_on([user] if begun else [])
    except Exception:
        logger.exception("Account %s could not be deleted yet.", user.pk)
        return False
    return begun


def carry_out_at_once(user: User) -> bool:
    """For staff, of somebody who has asked and does not want to wait."""
    candidate = Candidate.objects.leaving().filter(user=user).first()
    begun = bool(candidate) and begin(user, max(candidate.delete_after, timezone.now()))
    if begun:
        # Found by the next run if this one dies; what could not begin keeps its day.
        Candidate.objects.leaving().filter(user=user).update(delete_after=timezone.now())
        go_on([user])
    return begun


def go_on(begun: list[User]) -> None:
    if begun:
        end_sessions({user.pk for user in begun})
    for user in begun:
        give_back_applications(user)
        while not finish(user):
            give_back_applications(user)


@transaction.atomic
def begin(user: User, now: datetime) -> bool:
    """False if they undid it meanwhile, or a company would be left alone: then they are told, and it waits."""
    candidate = Candidate.objects.leaving_by(now).locked_of(user)
    if not candidate:
        return False
    numbers = user.memberships.order_by("company").values_list("company", flat=True)
    companies = [Company.objects.locked(number) for number in numbers]
    if found := ties(user):
        mails.held_up(candidate, [tie.company for tie in found])
        return False
    for company in companies:
        traces.leave(company, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    return True


def give_back_applications(user: User) -> None:
    mine = Application.objects.of_leaving(user, user.confirmed_emails())
    for application in mine.drafts():
        erasing.forget_draft(application)
    for application in mine.sent():
        withdraw(application)
        erasing.erase(application)


def withdraw(application: Application) -> None:
    """The employer hears of it. One that has an outcome keeps it."""
    with moving.held(application) as now:
        if now.is_waiting:
            moving.move(now, Stage.WITHDRAWN, by=now.user, reason="account-deleted")


@transaction.atomic
def finish(user: User) -> bool:
    """False if something was sent by a request that had begun before: once the row is held, nothing can be added."""
    take_turn(connection)
    user = User.objects.select_for_update().filter(pk=user.pk).first()
    if not user:  # another worker was faster
        return True
    addresses = user.confirmed_emails()
    if Application.objects.of_leaving(user, addresses).exists():
        return False
    last = mails.done(user.candidate)
    lay_to_rest(user.candidate)
    traces.forget(user, addresses, but=[last])
    user.delete()
    return True

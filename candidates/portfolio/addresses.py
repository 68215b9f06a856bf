"""The address of a person's page: chosen, changed, and what becomes of the one before.

Who leaves an address may let it lead to the new one. If not, it is nobody's; and so that nobody else is taken for them
by people who still have it, others cannot take it for half a year. The person themselves may at any time. So it is with
the addresses of who deleted the account, of which only marks are kept.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.limits import DAY, spend
from accounts.models import User
from candidates.models import Candidate, OldHandle, RestingHandle
from candidates.periods import HANDLES

SALT = "resting handle"
CHANGES_A_DAY = 5
# Words that people would take for us, or that lead elsewhere on other sites.
RESERVED = frozenset(
    """about account accounts admin administrator anonymous api app blog careers companies company contact dashboard
    deals delete edit employer employers everyone feed feeds file files help home hostmaster info invite job jobs legal
    listing listings login logout mail match media me moderator moderators new nobody null official owner pages people
    person platforms post postmaster preview privacy profile recruiter recruiters role rolefeed role-feed roles root rss
    safety search security settings signin signup skills staff static status stop support system team terms test
    undefined user users verified webmaster www""".split()  # noqa: SIM905 - a list of words
)
TAKEN = "Somebody else has this address. Choose another"


class NotFree(Exception):
    """Says why this address cannot be had."""


def refuse_taken(candidate: Candidate, handle: str) -> None:
    now = timezone.now()
    if handle in RESERVED or any(word in handle for word in ("rolefeed", "role-feed")):
        raise NotFree("This address could be taken for ours. Choose another")
    if Candidate.objects.taking(handle).others_than(candidate).exists():
        raise NotFree(TAKEN)
    if OldHandle.objects.kept_from(candidate, handle, now - HANDLES).exists():
        raise NotFree(TAKEN)
    if RestingHandle.objects.resting(mark_of(handle), now).exists():
        raise NotFree(TAKEN)


@transaction.atomic
def choose(handle: str, *, by: User, leads_on: bool = False) -> Candidate:
    """NotFree if it is another's. `leads_on` is for the one before."""
    candidate = Candidate.objects.started(by)
    if candidate.handle == handle:
        return candidate
    spend(f"addresses of pages of {by.pk}", most=CHANGES_A_DAY, within=DAY)
    refuse_taken(candidate, handle)
    OldHandle.objects.called(handle).delete()
    if candidate.handle:
        OldHandle.objects.create(handle=candidate.handle, candidate=candidate, leads_on=leads_on)
    candidate.handle = handle
    try:
        with transaction.atomic():
            candidate.save(update_fields=["handle", "changed_at"])
    except IntegrityError:
        raise NotFree(TAKEN) from None
    return candidate


@transaction.atomic
def stop_leading(old: OldHandle) -> None:
    """From now on it is nobody's, and rests."""
    old.leads_on, old.left_at = False, timezone.now()
    old.save(update_fields=["leads_on", "left_at"])


def lay_to_rest(candidate: Candidate) -> None:
    """Before their account is deleted: all addresses that were theirs."""
    until = timezone.now() + HANDLES
    theirs = {candidate.handle, *candidate.old_handles.values_list("handle", flat=True)} - {None}
    for handle in sorted(theirs):
        RestingHandle.objects.update_or_create(mark=mark_of(handle), defaults={"until": until})


def mark_of(handle: str) -> str:
    return salted_hmac(SALT, handle, algorithm="sha256").hexdigest()

"""Acts on a company's team. Each holds the company, so that two at once come one after the other, and asks again
whether who acts is an owner: the other one may just have changed that."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.limits import DAY, spend
from accounts.models import User
from employers import emails
from employers.models import Company, Invitation, Membership
from employers.secrets import hashed, new_token

Role = Membership.Role
INVITATIONS_A_DAY = 20
INVITATIONS_OF_THE_UNPROVED = 3
AGAIN = timedelta(minutes=10)


class NotPossible(Exception):
    """What cannot be done, in words for the person who tried."""


class LastOwner(NotPossible):
    def __init__(self, company: Company):
        super().__init__(f"{company} needs an owner. Make somebody else an owner first.")


def held_by(company_pk: int, owner: User) -> Company:
    company = Company.objects.locked(company_pk)
    if not company.memberships.owners().of_user(owner).exists():
        raise NotPossible(f"Only an owner of {company} can do this.")
    return company


# Inviting


@transaction.atomic
def invite(company: Company, email: str, role: str, *, by: User) -> Invitation:
    """Mail a link to this address. Asked again at once, nothing is mailed twice; later, a new link replaces the old."""
    company = held_by(company.pk, by)
    if company.memberships.at_address(email).exists():
        raise NotPossible(f"{email} is in the team already.")
    known = company.invitations.open().filter(email=email).first()
    if known and known.role == role and known.created_at > timezone.now() - AGAIN:
        return known
    a_day = INVITATIONS_A_DAY if company.may_post else INVITATIONS_OF_THE_UNPROVED
    spend(f"invitations of company {company.pk}", most=a_day, within=DAY)
    spend(f"invitations by {by.pk}", most=INVITATIONS_A_DAY, within=DAY)
    token = new_token()
    facts = {"role": role, "token_hash": hashed(token), "invited_by": by, "created_at": timezone.now()}
    invitation, _ = company.invitations.update_or_create(email=email, accepted_at=None, defaults=facts)
    emails.team_invitation(invitation, token)
    return invitation


@transaction.atomic
def cancel(invitation: Invitation, *, by: User) -> None:
    """One that was accepted meanwhile stays."""
    company = held_by(invitation.company_id, by)
    company.invitations.open().filter(pk=invitation.pk).delete()


@transaction.atomic
def accept(invitation: Invitation, *, by: User) -> Membership:
    """By the person who reads mail at that address, within its time. Twice is once; nobody's role gets smaller."""
    company = Company.objects.locked(invitation.company_id)
    held = company.invitations.filter(pk=invitation.pk).first()
    if invitation.email not in by.confirmed_emails():
        raise NotPossible(f"This invitation is for {invitation.email}. Sign in with that address.")
    membership = company.memberships.of_user(by).first()
    if held and held.accepted_at and membership:
        return membership
    if not held or held.accepted_at or held.is_over:
        raise NotPossible("This invitation has run out or was taken back. Ask for a new one.")
    held.accepted_at = timezone.now()
    held.save(update_fields=["accepted_at"])
    if not membership:
        return Membership.objects.create(company=company, user=by, role=held.role)
    return set_role(membership, Role.OWNER) if held.role == Role.OWNER else membership


# Roles


@transaction.atomic
def change_role(membership: Membership, role: str, *, by: User) -> None:
    company = held_by(membership.company_id, by)
    held = company.memberships.filter(pk=membership.pk).first()
    if not held:
        raise NotPossible("This person has left the team.")
    if role != Role.OWNER:
        keep_an_owner(company, held)
    set_role(held, role)


@transaction.atomic
def hand_over(to: Membership, *, by: User) -> None:
    """Another member becomes an owner, and who hands over a recruiter."""
    if to.user_id == by.pk:
        raise NotPossible("Choose somebody else.")
    change_role(to, Role.OWNER, by=by)
    set_role(to.company.memberships.of_user(by).get(), Role.RECRUITER)


@transaction.atomic
def remove(membership: Membership, *, by: User) -> None:
    """A second time there is nobody to remove."""
    go(held_by(membership.company_id, by), membership)


@transaction.atomic
def leave(membership: Membership) -> None:
    go(Company.objects.locked(membership.company_id), membership)


def go(company: Company, membership: Membership) -> None:
    held = company.memberships.filter(pk=membership.pk).first()
    if held:
        keep_an_owner(company, held)
        held.delete()


def set_role(membership: Membership, role: str) -> Membership:
    membership.role = role
    membership.save(update_fields=["role"])
    return membership


def keep_an_owner(company: Company, membership: Membership) -> None:
    """Called while the company is held: whoever comes second sees what the first one did."""
    if membership.is_owner and not company.memberships.owners().others_than(membership).exists():
        raise LastOwner(company)

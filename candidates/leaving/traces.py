"""What is known of a person outside of their own rows: by their address, or in what others look after."""

import json
from collections.abc import Collection

from django.contrib.admin.models import LogEntry
from django.db.models import Q

from accounts.models import User
from background import outbox
from candidates.files import keeping
from candidates.models import Alert, Piece
from employers.models import Company, Invitation, Proof
from listings import lifecycle
from listings.models import Listing
from listings.states import DRAFTS


def leave(company: Company, user: User) -> None:
    """Of a company that is held. With its last member go its drafts, its invitations and what it was about to prove."""
    company.memberships.of_user(user).delete()
    if company.memberships.exists():
        return
    for listing in Listing.objects.of_company(company).filter(status__in=DRAFTS):
        lifecycle.withdraw(listing, by=user)
    company.invitations.open().delete()
    company.proofs.open().delete()


def forget(user: User, addresses: Collection[str], *, but: Collection[str]) -> None:
    """`but` are the keys of mails that are still to be sent."""
    for name, kind in Piece.objects.filter(candidate__user=user).values_list("file", "file_kind"):
        keeping.throw_away(name, kind)
    Alert.objects.of_person(user, addresses).delete()
    Invitation.objects.at_addresses(addresses).delete()
    forget_proofs(user, addresses)
    Listing.objects.ended_for_good().filter(apply_email__in=addresses).update(apply_email="")
    forget_in_log(user, addresses)
    for address in addresses:
        outbox.forget(address, but=but)


def forget_proofs(user: User, addresses: Collection[str]) -> None:
    """What was proved stays the company's; who proved it, and what they wrote to our staff, goes."""
    Proof.objects.open().filter(asked_by=user).delete()
    Proof.objects.filter(email__in=addresses).update(email="")
    Proof.objects.filter(asked_by=user).update(note="")


def forget_in_log(user: User, addresses: Collection[str]) -> None:
    """What staff did to the account stays in their log; its name goes."""
    about = Q(content_type__app_label="accounts", content_type__model="user", object_id=str(user.pk))
    for words in [*addresses, f"{user} ·"]:
        about |= Q(object_repr__contains=words) | Q(change_message__contains=json.dumps(words)[1:-1])
    LogEntry.objects.filter(about).update(object_repr="", change_message="")

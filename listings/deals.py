"""The terms of creator work: the facts one can filter by, and which terms are harsh, in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from listings.models import Deal, Deliverable
from listings.vocabulary import PAYMENT_WITHIN
from roles.models import Platform

LONG_EXCLUSIVITY, LATE_PAYMENT = 90, 60


@dataclass(frozen=True)
class Piece:
    """So many pieces of one kind for one platform; None: handed over as files."""

    kind: str
    count: int = 1
    platform: Platform | None = None


@dataclass(frozen=True)
class Terms:
    """A deal apart from its listing: columns of Deal, and the pieces."""

    columns: dict[str, Any] = field(default_factory=dict)
    pieces: Sequence[Piece] = ()

    def is_of(self, listing) -> bool:
        """Whether the listing has these terms and pieces already."""
        deal = Deal.objects.filter(listing=listing).first()
        if deal is None:
            return not self.pieces and not any(self.columns.values())
        pieces = [Piece(piece.kind, piece.count, piece.platform) for piece in deal.deliverables.all()]
        same = all(getattr(deal, name) == value for name, value in self.columns.items())
        return same and pieces == list(self.pieces)

    def save_to(self, listing) -> Deal:
        deal, _ = Deal.objects.update_or_create(listing=listing, defaults=self.columns)
        deal.deliverables.all().delete()
        Deliverable.objects.bulk_create(
            Deliverable(deal=deal, platform=piece.platform, kind=piece.kind, count=piece.count)
            for piece in self.pieces
        )
        return deal


def facts_of(deal: Deal) -> dict[str, str]:
    """{name: value} of what is stated; see FACTS in vocabulary.py."""
    stated = {
        "deal_use": deal.use,
        "deal_term": "for-ever" if deal.perpetual else "limited" if deal.months else "",
        "deal_exclusivity": yes_or_no(deal.exclusive_days),
        "deal_whitelisting": yes_or_no(deal.whitelisting),
        "deal_revisions": "" if deal.revisions is None else "up-to-2" if deal.revisions <= 2 else "more",
        "deal_kill_fee": yes_or_no(deal.kill_fee),
        "deal_payment": payment(deal.payment_days),
        "deal_label": deal.disclosure,
        "deal_gift": "yes" if deal.gift else "",
    }
    return {name: value for name, value in stated.items() if value}


def yes_or_no(stated: int | bool | None) -> str:
    return "" if stated is None else "yes" if stated else "no"


def payment(days: int | None) -> str:
    """Within 14, 30 or 60 days, or later."""
    if days is None:
        return ""
    return next((f"within-{limit}" for limit in PAYMENT_WITHIN if days <= limit), "later")


def harsh_terms(deal: Deal) -> Iterator[str]:
    """What a creator should see before the fee, one sentence each."""
    if deal.perpetual:
        yield "The brand may use the work for ever. There is no end date."
    if deal.use == "ads" and not deal.months and not deal.perpetual:
        yield "The work may run in paid adverts, and no end is stated."
    if (deal.exclusive_days or 0) > LONG_EXCLUSIVITY:
        yield f"You may not work for rivals for {deal.exclusive_days} days."
    if deal.whitelisting and not deal.months:
        yield "The brand may run adverts from your account, and no end is stated."
    if deal.revisions is not None and deal.revisions > 3:
        yield f"Up to {deal.revisions} rounds of changes are included in the fee."
    if deal.kill_fee == 0:
        yield "Nothing is paid if the brand cancels."
    if (deal.payment_days or 0) > LATE_PAYMENT:
        yield f"Payment comes {deal.payment_days} days after delivery."

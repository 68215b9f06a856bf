"""The terms of creator work: the facts one can filter by, and which terms are harsh, in plain words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from listings.models import Deal, Deliverable, Listing
from listings.vocabulary import PAYMENT_WITHIN
from roles.models import Platform

DEAL_COLUMNS = [field.name for field in Deal._meta.concrete_fields if field.name not in ("id", "listing")]
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

    @classmethod
    def of(cls, listing: Listing) -> "Terms":
        """What is stated now; of a listing without a deal, nothing."""
        deal = getattr(listing, "deal", None)
        if deal is None:
            return cls()
        pieces = [Piece(piece.kind, piece.count, piece.platform) for piece in deal.deliverables.all()]
        return cls({name: getattr(deal, name) for name in DEAL_COLUMNS}, pieces)

    def as_data(self) -> dict[str, Any]:
        pieces = [[p.kind, p.count, p.platform.slug if p.platform else None] for p in self.pieces]
        return {"columns": dict(self.columns), "pieces": pieces}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Terms":
        """A piece for a platform that is gone is for none."""
        slugs = [slug for _, _, slug in data["pieces"] if slug]
        platforms = Platform.objects.in_bulk(slugs, field_name="slug")
        return cls(
            data["columns"], [Piece(kind, count, platforms.get(slug)) for kind, count, slug in data["pieces"]]
        )

    @property
    def say_something(self) -> bool:
        return bool(self.pieces or any(self.columns.values()))

    def shown_on(self, listing: Listing) -> Deal | None:
        """As it would be, unsaved."""
        if not self.say_something:
            return None
        # Django lets a relation be asked for once there is a number; this one is never saved.
        deal = Deal(pk=0, listing=listing, **self.columns)
        pieces = [Deliverable(platform=p.platform, kind=p.kind, count=p.count) for p in self.pieces]
        deal._prefetched_objects_cache = {"deliverables": known(deal.deliverables, pieces)}
        return deal

    def save_to(self, listing) -> Deal:
        deal, _ = Deal.objects.update_or_create(listing=listing, defaults=self.columns)
        deal.deliverables.all().delete()
        Deliverable.objects.bulk_create(
            Deliverable(deal=deal, platform=piece.platform, kind=piece.kind, count=piece.count)
            for piece in self.pieces
        )
        return deal


def known(manager, rows: list) -> QuerySet:
    """A relation whose rows are in memory, as after prefetch_related."""
    found = manager.all()._clone()
    found._result_cache = rows
    found._prefetch_done = True
    return found


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

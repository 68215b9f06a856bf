"""A creator deal in words: the same on a card, on its page and beside another deal."""

from collections.abc import Sequence
from dataclasses import dataclass

from listings.models import Deal, Deliverable, Listing
from listings.vocabulary import DEAL_FACTS, DeliverableKind
from listings.wording import pay_line

SEVERAL = {
    DeliverableKind.POST: "posts",
    DeliverableKind.STORY: "stories",
    DeliverableKind.SHORT_VIDEO: "short videos",
    DeliverableKind.LONG_VIDEO: "long videos",
    DeliverableKind.LIVE: "live streams",
    DeliverableKind.PHOTO_SET: "sets of photos",
    DeliverableKind.ARTICLE: "articles or newsletters",
}


@dataclass(frozen=True)
class Term:
    """One line of a deal card; without words nobody stated it."""

    label: str
    words: str


def pieces_line(deal: Deal) -> str:
    """ "2 short videos for TikTok and 1 set of photos, handed over as files" """
    pieces = [piece_words(piece) for piece in deal.deliverables.all()]
    return " and ".join(filter(None, [", ".join(pieces[:-1]), *pieces[-1:]]))


def piece_words(piece: Deliverable) -> str:
    kind = SEVERAL[DeliverableKind(piece.kind)] if piece.count > 1 else piece.get_kind_display()
    return f"{piece.count} {kind} " + (f"for {piece.platform.name}" if piece.platform else "as files")


def terms_of(deal: Deal) -> list[Term]:
    """Every term in the order of the card, stated or not."""
    words = {
        "deal_use": deal.get_use_display(),
        "deal_term": "For ever" if deal.perpetual else many(deal.months, "month"),
        "deal_exclusivity": exclusivity(deal),
        "deal_whitelisting": yes_or_no(deal.whitelisting),
        "deal_revisions": "None" if deal.revisions == 0 else many(deal.revisions, "round"),
        "deal_kill_fee": kill_fee(deal.kill_fee),
        "deal_payment": payment(deal.payment_days),
        "deal_label": deal.get_disclosure_display(),
        "deal_gift": deal.gift,
    }
    terms = {name: Term(DEAL_FACTS[name][0], found) for name, found in words.items()}
    where = Term("In which countries", deal.territory)
    return [
        Term("What you make", pieces_line(deal)),
        terms.pop("deal_use"),
        terms.pop("deal_term"),
        where,
        *terms.values(),
    ]


def many(number: int | None, what: str) -> str:
    return f"{number} {what}{'s' if number > 1 else ''}" if number else ""


def yes_or_no(stated: bool | None) -> str:
    return "" if stated is None else "Yes" if stated else "No"


def exclusivity(deal: Deal) -> str:
    if deal.exclusive_days == 0:
        return "Not asked for"
    field = f", {deal.exclusive_in}" if deal.exclusive_in else ""
    return f"{many(deal.exclusive_days, 'day')}{field}" if deal.exclusive_days else deal.exclusive_in


def kill_fee(percent: int | None) -> str:
    return "" if percent is None else f"{percent} percent of the fee" if percent else "Nothing"


def payment(days: int | None) -> str:
    if days is None:
        return ""
    return f"Within {many(days, 'day')} of delivery" if days else "On delivery"


def rows_of(listings: Sequence[Listing]) -> list[tuple[str, list[str]]]:
    """(label, words of each deal): pay first, then every term."""
    columns = [[Term("Pay", pay_line(listing)), *terms_of(listing.deal)] for listing in listings]
    return [(terms[0].label, [term.words for term in terms]) for terms in zip(*columns, strict=True)]

"""The deal card: the terms of creator work, and up to six kinds of pieces."""

from collections.abc import Iterator

from django import forms

from listings.deals import Piece, Terms
from listings.kept import kept
from listings.models import Deal, Listing
from listings.vocabulary import Contract, DeliverableKind, PayModel
from roles.models import Platform

MOST_PIECES = 6
COLUMNS = [
    "use", "months", "perpetual", "territory", "exclusive_days", "exclusive_in", "whitelisting", "revisions",
    "kill_fee", "payment_days", "disclosure", "gift",
]  # fmt: skip
HELP = {
    "months": "Empty and not “for ever”: not stated.",
    "territory": "For example “United Kingdom” or “worldwide”.",
    "exclusive_days": "0 means that the creator may work for anybody.",
    "exclusive_in": "For example “skin care”.",
    "kill_fee": "0 means that nothing is paid.",
    "payment_days": "After the work is delivered.",
    "gift": "What it is, and whether the creator keeps it.",
}
NOT_STATED = ("", "Not stated")


def is_for_creators(data: dict) -> bool:
    return data.get("contract") == Contract.CREATOR_DEAL or data.get("pay_model") == PayModel.PER_DELIVERABLE


def deal_fields() -> dict[str, forms.Field]:
    terms = forms.fields_for_model(Deal, fields=COLUMNS, help_texts=HELP)
    terms["whitelisting"] = forms.TypedChoiceField(
        label="Adverts run from the creator's account",
        choices=[NOT_STATED, ("no", "No"), ("yes", "Yes")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
    )
    for name, field in terms.items():
        field.validators = [*field.validators, *Deal._meta.get_field(name).validators]
    for name in ("use", "disclosure"):
        terms[name].choices = [NOT_STATED, *terms[name].choices[1:]]
    return {f"deal_{name}": field for name, field in terms.items()} | piece_fields()


def piece_fields() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    platforms = [("", "Handed over as files"), *kept.word("platform choices", platform_choices)]
    for number in range(1, MOST_PIECES + 1):
        fields[f"piece_{number}_count"] = forms.IntegerField(
            label=f"Row {number}: how many", required=False, min_value=1, max_value=999
        )
        fields[f"piece_{number}_kind"] = forms.ChoiceField(
            label=f"Row {number}: kind", required=False, choices=[("", "Choose"), *DeliverableKind.choices]
        )
        fields[f"piece_{number}_platform"] = forms.ChoiceField(
            label=f"Row {number}: platform", required=False, choices=platforms
        )
    return fields


def platform_choices() -> list[tuple[str, str]]:
    return [(platform.slug, platform.name) for platform in Platform.objects.current()]


def check_deal(form: forms.Form) -> None:
    data = form.cleaned_data
    if data.get("deal_perpetual") and data.get("deal_months"):
        form.add_error("deal_months", "Rights last for ever or for some months, not both")
    for number in range(1, MOST_PIECES + 1):
        kind, count = f"piece_{number}_kind", f"piece_{number}_count"
        if data.get(count) and not data.get(kind) and kind in data:
            form.add_error(kind, "Choose what is made")


def terms_of(data: dict) -> Terms:
    """Terms go with creator work alone."""
    if not is_for_creators(data):
        return Terms()
    columns = {name: data.get(f"deal_{name}") for name in COLUMNS}
    for name in ("use", "territory", "exclusive_in", "disclosure", "gift"):
        columns[name] = columns[name] or ""
    columns["perpetual"] = bool(columns["perpetual"])
    return Terms(columns, list(pieces_of(data)))


def pieces_of(data: dict) -> Iterator[Piece]:
    rows = [number for number in range(1, MOST_PIECES + 1) if data.get(f"piece_{number}_kind")]
    platforms = {platform.slug: platform for platform in Platform.objects.current()} if rows else {}
    for number in rows:
        platform = platforms.get(data.get(f"piece_{number}_platform", ""))
        yield Piece(data[f"piece_{number}_kind"], data.get(f"piece_{number}_count") or 1, platform)


def deal_initial(listing: Listing) -> dict:
    deal = getattr(listing, "deal", None)
    if not deal:
        return {}
    initial: dict = {f"deal_{name}": getattr(deal, name) for name in COLUMNS}
    initial["deal_whitelisting"] = {True: "yes", False: "no"}.get(deal.whitelisting, "")
    for number, piece in enumerate(deal.deliverables.all(), 1):
        initial |= {
            f"piece_{number}_count": piece.count,
            f"piece_{number}_kind": piece.kind,
            f"piece_{number}_platform": piece.platform.slug if piece.platform else "",
        }
    return initial

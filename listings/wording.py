"""A listing's facts in words, the same on cards, pages, mails and feeds. What is unknown says so."""

from decimal import Decimal

from babel.numbers import format_currency

from employers.places import LOCALE, country_name
from listings.models import Listing
from listings.vocabulary import PayModel, WorkMode

NOT_STATED = "not stated"
MOST_PLACES = 3

NO_AMOUNT = {
    PayModel.COMMISSION_ONLY: "Commission only: no fixed pay",
    PayModel.REVENUE_SHARE: "Share of revenue only: no fixed pay",
    PayModel.GIFTS_ONLY: "Gifts only: no money",
    PayModel.UNPAID: "Unpaid",
}


def money(amount: Decimal, currency: str) -> str:
    whole = amount == amount.to_integral_value()
    words = format_currency(
        amount, currency, format="¤#,##0" if whole else None, locale=LOCALE, currency_digits=not whole
    )
    return words if not currency_is_letters(words) else f"{currency} {words.removeprefix(currency).strip()}"


def currency_is_letters(words: str) -> bool:
    return words[:3].isalpha()


def pay_line(listing: Listing) -> str:
    """Always an amount with currency and period, or plain words why there is none."""
    if listing.pay_model in NO_AMOUNT:
        return NO_AMOUNT[PayModel(listing.pay_model)]
    if listing.pay_max is None:
        return f"Pay {NOT_STATED}"
    low, high = money(listing.pay_min, listing.currency), money(listing.pay_max, listing.currency)
    line = (
        f"{low} {listing.get_pay_period_display()}"
        if low == high
        else f"{low} to {high} {listing.get_pay_period_display()}"
    )
    return f"{line} plus commission" if listing.pay_model == PayModel.SALARY_PLUS_COMMISSION else line


def place_line(listing: Listing) -> str:
    """Where: "Leeds, United Kingdom", "From Poland or Spain", "From anywhere"."""
    if listing.worldwide:
        return "From anywhere"
    places = list(listing.places.all())
    if listing.work_mode == WorkMode.REMOTE:
        names = [country_name(place.country) for place in places if place.country]
        return f"From {one_of(names)}" if names else f"Countries {NOT_STATED}"
    names = [", ".join(filter(None, [place.name, country_name(place.country)])) for place in places]
    return one_of(names, "; ") if names else f"Place {NOT_STATED}"


def one_of(names: list[str], comma: str = ", ") -> str:
    if len(names) > MOST_PLACES:
        return comma.join(names[:MOST_PLACES]) + f" or {len(names) - MOST_PLACES} more"
    return " or ".join(filter(None, [comma.join(names[:-1]), names[-1]]))


def mode_line(listing: Listing) -> str:
    if not listing.work_mode:
        return f"Work mode {NOT_STATED}"
    if listing.work_mode == WorkMode.HYBRID and listing.days_on_site:
        days = listing.days_on_site
        return f"Hybrid, {days} day{'s' if days > 1 else ''} on site"
    return listing.get_work_mode_display()

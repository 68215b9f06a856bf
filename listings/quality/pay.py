"""Amounts that cannot be right: mostly pay of an hour or a month that was written down for a year, or the other way."""

from collections.abc import Iterator
from decimal import Decimal

from listings.hints import Hint
from listings.models import Listing
from listings.quality.reading import Draft
from listings.vocabulary import NOT_PAID, PERIODS_A_YEAR, TIMES, Period
from listings.wording import money

# About how many make one euro. Only the size matters: a rate that is a third off changes nothing here.
A_EURO = {
    "AUD": 1.7, "BRL": 6, "CAD": 1.6, "CHF": 0.95, "CZK": 25, "DKK": 7.5, "EUR": 1, "GBP": 0.86, "HUF": 400, "INR": 95,
    "JPY": 165, "KES": 145, "MXN": 20, "NGN": 1700, "NOK": 11.5, "NZD": 1.9, "PLN": 4.3, "RON": 5, "SEK": 11.3,
    "SGD": 1.45, "USD": 1.1, "ZAR": 20,
}  # fmt: skip
# Euros a full-time year: outside these no pay of any country here can be meant.
LEAST, MOST = Decimal(300), Decimal(3_000_000)
# Within these most pay lies; a better guess has to.
USUAL = (Decimal(2_500), Decimal(400_000))
TYPICAL = Decimal(35_000)
WIDE = Decimal(3)


def amounts(draft: Draft) -> Iterator[Hint]:
    listing = draft.listing
    if not has_amount(listing):
        return
    for field, amount in (("pay_min", listing.pay_min), ("pay_max", listing.pay_max)):
        worth = yearly(listing, amount, listing.pay_period)
        if worth and not LEAST <= worth <= MOST:
            stated = f"{money(amount, listing.currency)} {listing.get_pay_period_display()}"
            yield Hint(
                field,
                f"{stated} cannot be right. {better(listing)}",
                "People see pay first, and compare it by the year.",
                hard=True,
            )
            return


def has_amount(listing: Listing) -> bool:
    known = listing.currency in A_EURO and listing.pay_period in PERIODS_A_YEAR
    return known and bool(listing.pay_min and listing.pay_max) and listing.pay_model not in NOT_PAID


def yearly(listing: Listing, amount: Decimal, period: str) -> Decimal:
    """Euros a full-time year."""
    return Decimal(amount) * PERIODS_A_YEAR[Period(period)] / Decimal(A_EURO[listing.currency])


def better(listing: Listing) -> str:
    """Asks for the period in which the amounts come closest to usual pay, if there is one in which both can be."""
    low, high = USUAL
    likely = {
        period: max(top / TYPICAL, TYPICAL / top)
        for period in TIMES
        if low
        <= yearly(listing, listing.pay_min, period)
        <= (top := yearly(listing, listing.pay_max, period))
        <= high
    }
    return f"Is it {min(likely, key=likely.get).label}?" if likely else "Check the amount"


def very_wide(draft: Draft) -> Iterator[Hint]:
    """Above one and a half times readiness asks for an explanation; this is said although there is one."""
    spread = draft.listing.pay_spread
    if spread and spread > WIDE and draft.listing.pay_note:
        yield Hint(
            "pay_min",
            "Narrow the range, or post one listing for each level",
            f"The top is {spread:.1f} times the bottom. Very wide ranges make people trust an advert less.",
        )

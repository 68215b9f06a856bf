"""A listing's facts in words, the same on cards, pages, mails and feeds. What is unknown says so."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from babel.numbers import format_currency
from django.utils import timezone

from employers.places import LOCALE, country_name
from listings.models import Listing
from listings.vocabulary import PERIODS_A_YEAR, PayModel, Period, WorkMode, truth_questions

NOT_STATED = "not stated"
MOST_PLACES = 3
WIDEST_SPREAD = Decimal("1.5")

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


def spread_line(listing: Listing) -> str:
    """How wide the range is, for who writes it."""
    if not listing.pay_spread:
        return ""
    if listing.pay_min == listing.pay_max:
        return "One amount, no range: good."
    times = f"The top is {listing.pay_spread:.2f} times the bottom"
    if listing.pay_spread <= WIDEST_SPREAD:
        return f"{times}: good."
    return (
        f"{times}. Very wide ranges make people trust an advert less. Narrow it, or explain the steps below."
    )


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


def all_places(listing: Listing) -> list[str]:
    """Every workplace, where there are several."""
    places = list(listing.places.all())
    if listing.work_mode == WorkMode.REMOTE or len(places) < 2:
        return []
    return [", ".join(filter(None, [place.name, country_name(place.country)])) for place in places]


def overlap_line(listing: Listing) -> str:
    """Which hours people have to share; the place is a time zone or a town."""
    if not listing.overlap_hours:
        return ""
    hours, place = listing.overlap_hours, listing.overlap_zone.rpartition("/")[2].replace("_", " ")
    return f"At least {hours} hour{'s' if hours > 1 else ''} of overlap with the working day in {place}"


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


@dataclass(frozen=True)
class Answer:
    """One line of the truth panel; without words the employer did not say."""

    question: str
    words: str


def answers_of(listing: Listing) -> list[Answer]:
    stated = {fact.name: fact.value for fact in listing.facts.all()}
    return [
        Answer(question.label, question.answers.get(stated.get(name, ""), ""))
        for name, question in truth_questions().items()
    ]


def days_ago(moment: datetime) -> str:
    """Today, yesterday, 3 days ago: by the calendar."""
    days = (timezone.localdate() - timezone.localdate(moment)).days
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"


def yearly_rule() -> str:
    """How amounts of different periods are compared."""
    counted = [
        f"{Period(period).label} {times:,}"
        for period, times in reversed(PERIODS_A_YEAR.items())
        if period != Period.YEAR
    ]
    first, *others = counted
    return f"We compare pay by the full-time year: it counts {first} times, {', '.join(others)}."

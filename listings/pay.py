"""What live listings pay, by level, within one currency. Nothing is estimated: only listings that state an amount which
can be compared by the year are counted, and groups of few are not shown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import quantiles

from listings.querysets import ListingQuerySet
from listings.vocabulary import PERIODS_A_YEAR, Level, Period
from listings.wording import money

MORE_THAN = 10
# Of the newest so many, so that a page never reads a whole board.
MOST = 2_000
ALL_LEVELS = "All levels"


@dataclass(frozen=True)
class Spread:
    """Of the middles of the ranges: a quarter pays less than `low`, a quarter more than `high`."""

    label: str
    currency: str
    number: int
    low: Decimal
    median: Decimal
    high: Decimal
    top: Decimal

    @property
    def words(self) -> tuple[str, str, str]:
        return tuple(money(round(amount, -2), self.currency) for amount in (self.low, self.median, self.high))

    def place(self, amount: Decimal) -> float:
        """Where on the bar, in hundredths of its length; the bars of one currency have one scale."""
        return round(float(amount / self.top * 100), 1)

    @property
    def start(self) -> float:
        return self.place(self.low)

    @property
    def width(self) -> float:
        return max(1.0, round(self.place(self.high) - self.start, 1))

    @property
    def middle(self) -> float:
        return self.place(self.median)


def pay_by_level(listings: ListingQuerySet) -> dict[str, list[Spread]]:
    """{currency: lines}, the commonest currency first; the first line is of all levels together."""
    amounts: dict[str, dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    for level, currency, low, high, period in listings.stated_pay()[:MOST]:
        yearly = (low + high) / 2 * PERIODS_A_YEAR[Period(period)]
        amounts[currency][ALL_LEVELS].append(yearly)
        if level:
            amounts[currency][Level(level).label].append(yearly)
    enough = {currency: of for currency, of in amounts.items() if len(of[ALL_LEVELS]) > MORE_THAN}
    ordered = sorted(enough, key=lambda currency: -len(enough[currency][ALL_LEVELS]))
    return {currency: list(lines(currency, enough[currency])) for currency in ordered}


def lines(currency: str, by_level: dict[str, list[Decimal]]) -> Iterable[Spread]:
    shown = {
        label: by_level[label]
        for label in [ALL_LEVELS, *Level.labels]
        if len(by_level.get(label, [])) > MORE_THAN
    }
    found = {label: quantiles(values, n=4, method="inclusive") for label, values in shown.items()}
    top = max(high for _, _, high in found.values())
    for label, (low, median, high) in found.items():
        yield Spread(label, currency, len(shown[label]), low, median, high, top)

"""Where the law wants pay in adverts: docs/pay-laws.md has places, dates and sources. A hint, not legal advice."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format

from listings.hints import Hint
from listings.quality.reading import Draft

DATA = Path(__file__).parents[1] / "data" / "pay_laws.json"
US = "US"
MUST = "Adverts for this place usually must show pay"
MAY_HAVE_TO = "Adverts for remote work in the United States often must show pay"
NOT_ADVICE = "Not legal advice."


@dataclass(frozen=True)
class Law:
    """Of a country by its code, or of a state by its name or its code behind a comma: Denver, CO."""

    name: str
    since: date
    country: str = ""
    state: str = ""
    code: str = ""

    def holds_at(self, town: str, country: str) -> bool:
        if self.country:
            return country == self.country
        named = re.search(rf"\b{self.state}\b", town, re.IGNORECASE)
        return country == US and bool(named or re.search(rf",\s*{self.code}\b", town))


@cache
def laws() -> list[Law]:
    read = json.loads(DATA.read_text())
    common = read["countries"]
    since = date.fromisoformat(common["since"])
    countries = [Law(common["law"], since, country=code) for code in common["codes"]]
    states = [
        Law(f"{row['state']} law", date.fromisoformat(row["since"]), state=row["state"], code=row["code"])
        for row in read["states"]
    ]
    return countries + states


def law_of_the_place(draft: Draft) -> Iterator[Hint]:
    """The first place that has one. Said until there is an amount."""
    if draft.listing.pay_max is not None:
        return
    places = [(place.name, place.country) for place in draft.listing.places.all()]
    for law in laws():
        if law.since <= timezone.localdate() and any(law.holds_at(*place) for place in places):
            since = date_format(law.since, "F Y")
            yield Hint("pay_min", MUST, f"{law.name}, since {since}. {NOT_ADVICE}")
            return
    if ("", US) in places:
        yield Hint(
            "pay_min", MAY_HAVE_TO, f"Several states count work that could be done there. {NOT_ADVICE}"
        )

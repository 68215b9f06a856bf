"""Names of countries and currencies, from CLDR by way of Babel."""

from functools import cache

from babel import Locale

LOCALE = Locale("en", "GB")
CURRENCIES = [
    "GBP",
    "EUR",
    "USD",
    "AUD",
    "BRL",
    "CAD",
    "CHF",
    "CZK",
    "DKK",
    "HUF",
    "INR",
    "JPY",
    "KES",
    "MXN",
]
CURRENCIES += ["NGN", "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "ZAR"]


@cache
def countries() -> dict[str, str]:
    """ISO 3166 code → English name, in order of name."""
    names = {code: name for code, name in LOCALE.territories.items() if len(code) == 2 and code.isalpha()}
    for not_a_country in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"):
        names.pop(not_a_country, None)
    return dict(sorted(names.items(), key=lambda item: item[1]))


@cache
def country_codes() -> dict[str, str]:
    """Names as people type them, in lower case → code."""
    short = {"uk": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "usa": "US"}
    short |= {
        "us": "US",
        "united states of america": "US",
        "holland": "NL",
        "czech republic": "CZ",
        "uae": "AE",
    }
    return {name.lower(): code for code, name in countries().items()} | short


def country_name(code: str) -> str:
    return countries().get(code, code)


def code_of(name: str) -> str | None:
    name = " ".join(name.split())
    if len(name) == 2 and name.isupper() and name in countries():
        return name
    return country_codes().get(name.lower())

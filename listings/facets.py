"""What the board shows around its results: groups of options with counts, chips, and ways out."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from babel.numbers import format_currency
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from employers.models import Company
from employers.places import CURRENCIES, LOCALE, country_name
from employers.text import fold
from listings import search
from listings.kept import kept
from listings.search.query import (
    ASKED_OF_ALL,
    DAYS_MAX,
    FACTS,
    GROUPS,
    NOT_STATED,
    NOTHING,
    POSTED_DAYS,
    SearchQuery,
    SearchResult,
    Unwanted,
)
from listings.vocabulary import DEAL_FACTS, Contract, Hours, Level, Period, WorkMode, fact_names
from roles.models import Category, Platform, Role, Skill

SHORT = 8
MOST_FOUND = 30
NAMES = {
    "category": "Category",
    "skill": "Skills",
    "mode": "Work mode",
    "pay_min": "Pay",
    "platform": "Platforms",
    "role": "Role",
    "level": "Level",
    "contract": "Contract",
    "posted": "Posted",
    "country": "Country",
    "hours": "Hours",
    "days_max": "Days on site",
    "company": "Company",
} | {name: label for name, (label, _) in fact_names().items()}
OPEN_AT_FIRST = {"category", "skill", "mode"}
ONE_CHOICE = {"days_max", "posted"}
POSTED = {1: "Last 24 hours", 3: "Last 3 days", 7: "Last week", 14: "Last 2 weeks", 30: "Last month"}


quoted = lru_cache(maxsize=5_000)(html.escape)


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Group:
    """One filter with its options; `more` counts those that only its own page shows."""

    name: str
    label: str
    options: list[Option]
    open: bool
    more: int = 0

    @property
    def one_choice(self) -> bool:
        return self.name in ONE_CHOICE

    @property
    def html(self) -> SafeString:
        """The options as items of a list. Made here and not in a template: a page has some hundred of them."""
        kind, name = "radio" if self.one_choice else "checkbox", self.name
        return mark_safe(  # noqa: S308 - words are escaped one by one; values are slugs, codes and numbers
            "".join(
                f'<li><label class="option{"" if option.count else " none"}"><input type="{kind}" name="{name}"'
                f' value="{quoted(option.value)}" id="o-{name}-{quoted(option.value)}"'
                f'{" checked" if option.chosen else ""}> {quoted(option.label)} <span class="count">{option.count}'
                f'<span class="visually-hidden"> listing{"" if option.count == 1 else "s"}</span></span></label></li>'
                for option in self.options
            )
        )


@dataclass(frozen=True)
class Chip:
    label: str
    remove: str


def words() -> dict[str, dict[str, str]]:
    """{group: {option: words}} for all groups but countries; companies are added as they are asked for."""
    return {
        "category": dict(Category.objects.values_list("slug", "name")),
        "role": dict(Role.objects.current().values_list("slug", "name")),
        "skill": dict(Skill.objects.current().values_list("slug", "name")),
        "platform": dict(Platform.objects.current().values_list("slug", "name")),
        "mode": dict(WorkMode.choices),
        "level": dict(Level.choices),
        "contract": dict(Contract.choices),
        "hours": dict(Hours.choices),
        "days_max": {str(days): f"At most {days}" for days in DAYS_MAX},
        "posted": {str(days): POSTED[days] for days in POSTED_DAYS},
        "company": {},
        **{name: words_of_fact(name) for name in FACTS},
    }


def words_of_fact(name: str) -> dict[str, str]:
    words = {value: word[0].upper() + word[1:] for value, word in fact_names()[name][1].items()}
    return words | {NOT_STATED: "Not stated"} if name in ASKED_OF_ALL else words


class Labels:
    """Words for the values of each group."""

    def __init__(self, words: dict[str, dict[str, str]]):
        self.words = words

    def label(self, group: str, value: str) -> str:
        if group == "country":
            return country_name(value)
        return self.words[group].get(value, value)

    def values(self, group: str, counts: dict[str, int]) -> list[str]:
        """Every option of a group: all words of a closed list, or those that listings have."""
        return list(counts if group in ("country", "company") else self.words[group])


def chosen_of(query: SearchQuery, group: str) -> list[str]:
    value = getattr(query, group)
    if isinstance(value, tuple):
        return list(value)
    return [] if value is None else [str(value)]


def labels(companies: Iterable[str] = ()) -> Labels:
    """With the names of these companies."""
    known = kept.word("labels", words)
    if missing := set(companies) - known["company"].keys():
        known["company"].update(Company.objects.with_slugs(missing).values_list("slug", "name"))
    return Labels(known)


def labels_for(query: SearchQuery, result: SearchResult) -> Labels:
    return labels([*result.counts["company"].top(SHORT), *query.company])


def groups_of(query: SearchQuery, result: SearchResult, labels: Labels) -> list[Group]:
    names = [name for name in NAMES if name in GROUPS and name not in FACTS]
    return [group_of(name, query, result, labels, SHORT) for name in names]


@dataclass(frozen=True)
class Section:
    """Filters of one kind under a heading of their own."""

    label: str
    groups: list[Group]

    @property
    def html(self) -> SafeString:
        """Made here for the same reason as the options."""
        return mark_safe(  # noqa: S308 - words are escaped one by one; names are those of filters
            "".join(
                f"<details{' open' if group.open else ''}>"
                f'<summary id="name-{group.name}">{quoted(group.label)}</summary>'
                f'<div role="group" aria-labelledby="name-{group.name}"><ul>{group.html}</ul></div></details>'
                for group in self.groups
            )
        )


def sections_of(query: SearchQuery, result: SearchResult, labels: Labels) -> list[Section]:
    """What one should know before applying; the terms of deals only where there are deals."""
    sections = {"Before you apply": ASKED_OF_ALL}
    if has_deals(query, result):
        sections["Deal terms"] = list(DEAL_FACTS)
    return [
        Section(label, [group_of(name, query, result, labels, None) for name in names])
        for label, names in sections.items()
    ]


def has_deals(query: SearchQuery, result: SearchResult) -> bool:
    """Whether creator deals are among the results, or somebody asks for them or for their terms."""
    deal = Contract.CREATOR_DEAL
    found = not query.contract and result.counts["contract"].get(deal)
    return bool(found or deal in query.contract or any(getattr(query, name) for name in DEAL_FACTS))


def other_names() -> dict[str, dict[str, str]]:
    """{group: {option: what else it is called}}"""
    return {
        "skill": {
            skill.slug: " ".join(map(str, skill.aliases.all())) for skill in Skill.objects.with_names()
        },
        "role": {role.slug: " ".join(role.titles) for role in Role.objects.current()},
        "platform": {platform.slug: " ".join(platform.aliases) for platform in Platform.objects.current()},
    }


def is_called(typed: str, name: str) -> bool:
    """Whether a word of the name starts so."""
    return f" {fold(typed).strip()}" in f" {fold(name)}"


def group_of(
    name: str, query: SearchQuery, result: SearchResult, labels: Labels, limit: int | None, typed: str = ""
) -> Group:
    """With `typed`, the chosen options and those that are called so, also by another name."""
    counts, chosen = result.counts[name], chosen_of(query, name)
    values = list(dict.fromkeys([*labels.values(name, counts), *chosen]))
    if typed:
        also = kept.word("other names", other_names).get(name, {})
        named = [v for v in values if is_called(typed, f"{labels.label(name, v)} {also.get(v, '')}")]
        values = list(dict.fromkeys([*chosen, *named[:MOST_FOUND]]))
        limit = None
    long = limit is not None and len(values) > limit + 2
    if long or name in ("country", "company"):
        values.sort(key=lambda value: (-counts.get(value, 0), labels.label(name, value)))
    shown = [value for place, value in enumerate(values) if not long or place < limit or value in chosen]
    return Group(
        name=name,
        label=NAMES[name],
        options=[Option(v, labels.label(name, v), counts.get(v, 0), v in chosen) for v in shown],
        open=name in OPEN_AT_FIRST or bool(chosen),
        more=len(values) - len(shown),
    )


def describe(query: SearchQuery, labels: Labels, name: str, value: str | None) -> str:
    """One choice in words: Marketing, “seo”, from £32,000 a year."""
    if name == "q":
        return f"“{query.q}”"
    if name == "fit":
        return f"within reach of {len(query.have)} skill{'s' if len(query.have) > 1 else ''}"
    if name == "pay_min":
        amount = format_currency(query.pay_min, query.currency, "¤#,##0", LOCALE, currency_digits=False)
        return f"from {amount} {Period(query.pay_period).label}"
    words = labels.label(name, str(getattr(query, name)) if value is None else value)
    if name in FACTS:
        return f"{short_name(name)}: {words.lower()}"
    return f"{words} days on site" if name == "days_max" else words


def short_name(fact: str) -> str:
    """What a fact is about, where its question is too long: "On camera"."""
    return NAMES[fact] if fact in DEAL_FACTS else fact.replace("_", " ").capitalize()


def chips_of(query: SearchQuery, path: str, labels: Labels) -> list[Chip]:
    chips = [
        Chip(describe(query, labels, name, value), query.without(name, value).address(path))
        for name, value in query.choices
    ]
    if query.unpaid:
        chips.append(Chip("unpaid work too", query.without("unpaid").address(path)))
    if query.pay_unstated:
        chips.append(Chip("pay not stated too", query.without("pay_unstated").address(path)))
    return chips


@lru_cache(maxsize=200)
def currency_options(chosen: str) -> SafeString:
    return format_html_join(
        "",
        "<option{}>{}</option>",
        ((SafeString(" selected" * (code == chosen)), code) for code in CURRENCIES),
    )


@dataclass(frozen=True)
class WayOut:
    label: str
    total: int
    address: str


def ways_out(query: SearchQuery, path: str, labels: Labels, unwanted: Unwanted = NOTHING) -> list[WayOut]:
    """For an empty list: each filter taken away, with what one would then find; the most first."""
    ways = []
    for name in dict.fromkeys(name for name, _ in query.choices):
        wider = query.without(name)
        words = " or ".join(describe(query, labels, name, value) for n, value in query.choices if n == name)
        ways.append(WayOut(words, search.total(wider, unwanted), wider.address(path)))
    return sorted(ways, key=lambda way: -way.total)

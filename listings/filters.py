"""The query string of the board, translated into verbs. Nothing here knows SQL."""

from collections.abc import Iterable

import django_filters as filters
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict

from employers.models import Company
from employers.places import CURRENCIES, countries
from listings.kept import kept
from listings.models import Listing
from listings.querysets import ListingQuerySet
from listings.search.query import ASKED_OF_ALL, DAYS_MAX, FACTS, NOT_STATED, POSTED_DAYS, SearchQuery
from listings.vocabulary import PERIODS_A_YEAR, Contract, Hours, Level, Period, WorkMode, fact_names
from roles.models import Category, Platform, Role, Skill

LONGEST_Q = 200
MOST_VALUES = 60
MOST_PAY = 100_000_000
SORTS = [
    ("best", "Best match"),
    ("newest", "Newest"),
    ("closing", "Closing soonest"),
    ("skills", "Best skills match"),
]


def verb(name: str):
    return lambda listings, _field, value: getattr(listings, name)(value)


def unfiltered(listings, _field, _value):
    return listings


def slugs_of(model):
    return lambda: list(model.objects.values_list("slug", "name"))


def several(name: str, choices) -> filters.MultipleChoiceFilter:
    return filters.MultipleChoiceFilter(choices=choices, method=verb(name))


def one(choices, method=unfiltered) -> filters.ChoiceFilter:
    return filters.ChoiceFilter(choices=choices, method=method)


def number(choices: Iterable[int], name: str) -> filters.TypedChoiceFilter:
    return filters.TypedChoiceFilter(choices=[(n, n) for n in choices], coerce=int, method=verb(name))


class KnownCompanies(forms.MultipleChoiceField):
    """Any number of companies exist, so they are looked up by what was asked for, never listed."""

    def known(self, slugs: list[str]) -> set[str]:
        return set(Company.objects.with_slugs(slugs).values_list("slug", flat=True))


class WholeNumberFilter(filters.Filter):
    field_class = forms.IntegerField


class CompanyFilter(filters.MultipleChoiceFilter):
    field_class = KnownCompanies


def fact(name: str) -> filters.MultipleChoiceFilter:
    choices = [*fact_names()[name][1].items(), *[(NOT_STATED, "Not stated")] * (name in ASKED_OF_ALL)]
    return filters.MultipleChoiceFilter(choices=choices, method=stating)


def stating(listings: ListingQuerySet, name: str, values: list[str]) -> ListingQuerySet:
    return listings.stating(name, values)


FactFilter = type("FactFilter", (filters.FilterSet,), {name: fact(name) for name in FACTS})


class ListingFilter(FactFilter):
    """One filter for each name of SearchQuery; the form's fields say which values exist."""

    q = filters.CharFilter(max_length=LONGEST_Q, method=verb("matching"))
    category = several("in_category", slugs_of(Category))
    role = several("in_role", slugs_of(Role))
    skill = filters.MultipleChoiceFilter(choices=slugs_of(Skill), method="with_skills")
    skills = one([("any", "any of these"), ("all", "all of these")])
    platform = several("on_platform", slugs_of(Platform))
    mode = several("in_mode", WorkMode.choices)
    days_max = number(DAYS_MAX, "days_on_site_at_most")
    country = several("in_country", lambda: list(countries().items()))
    pay_min = WholeNumberFilter(min_value=1, max_value=MOST_PAY, method="with_pay")
    pay_period = one([(period, Period(period).label) for period in PERIODS_A_YEAR])
    currency = one([(code, code) for code in CURRENCIES])
    pay_unstated = one([("1", "yes")])
    unpaid = one([("1", "yes")])
    level = several("at_level", Level.choices)
    contract = several("on_contract", Contract.choices)
    hours = several("with_hours", Hours.choices)
    posted = number(POSTED_DAYS, "posted_within")
    company = CompanyFilter(method=verb("from_company"))
    fit = one([("reach", "within reach of my skills")], method="within_reach")
    have = filters.MultipleChoiceFilter(choices=slugs_of(Skill), method=unfiltered)
    hidden_too = one([("1", "yes")])
    sort = one(SORTS)
    page = WholeNumberFilter(min_value=1, max_value=10**6, method=unfiltered)

    class Meta:
        model = Listing
        fields = []

    def __init__(self, query: SearchQuery, listings: ListingQuerySet):
        self.query = query
        super().__init__(data=None, queryset=listings)

    def with_skills(self, listings, _field, slugs):
        return (
            listings.asking_for_all(slugs) if self.query.skills == "all" else listings.asking_for_any(slugs)
        )

    def within_reach(self, listings, _field, _value):
        return listings.within_reach_of(self.query.have)

    def with_pay(self, listings, _field, amount):
        paying = listings.paying_at_least(amount, self.query.pay_period, self.query.currency)
        return paying | listings.without_yearly_amount() if self.query.pay_unstated else paying


def narrow(listings: ListingQuerySet, query: SearchQuery, *, without: str = "") -> ListingQuerySet:
    """The listings that the search asks for, with one of its filters left out if named."""
    if not query.unpaid:
        listings = listings.not_known_to_be_unpaid()
    board = ListingFilter(query, listings)
    for name, one_filter in board.filters.items():
        value = getattr(query, name)
        if name != without and value not in ("", (), None, False):
            listings = one_filter.filter(listings, value)
    return listings


def filter_fields() -> dict[str, forms.Field]:
    """The fields of all filters, which know every option. To make them takes longer than to search."""
    fields = ListingFilter(SearchQuery(), Listing.objects.none()).form.fields
    for field in fields.values():
        if isinstance(field, forms.MultipleChoiceField) and not isinstance(field, KnownCompanies):
            field.choices = list(field.choices)  # asked for once, not for every page
    return fields


def read_query(params: QueryDict, mine: Iterable[str] = ()) -> tuple[SearchQuery, list[str]]:
    """The search that a query string asks for, and a notice for each value that had to be ignored. Sorted by skills,
    those of the person (`mine`) are meant unless the address names others."""
    values: dict = {}
    notices: list[str] = []
    fields = kept.word("fields", filter_fields) if params else {}
    for name, field in fields.items():
        typed = [value.strip() for value in params.getlist(name) if value.strip()]
        if not typed:
            continue
        if isinstance(field, forms.MultipleChoiceField):
            values[name] = read_several(name, field, typed, notices)
        elif (value := read_one(name, field, typed, notices)) is not None:
            values[name] = value
    for name in ("pay_unstated", "unpaid", "hidden_too"):
        values[name] = values.get(name) == "1"
    if values.get("sort") == "newest" and not values.get("q"):
        del values["sort"]
    by_skills = values.get("sort") == "skills"
    if by_skills and not values.get("have"):
        values["have"] = tuple(mine)
    if not values.get("have"):
        values.pop("fit", None)
        if by_skills:
            del values["sort"]
            notices.append("We know no skills of yours to sort by. Find my fit asks for them.")
    if "pay_min" in values:
        values.setdefault("currency", settings.DEFAULT_CURRENCY)
    else:
        for name in ("currency", "pay_period", "pay_unstated"):
            values.pop(name, None)
    return SearchQuery(**values), notices


def read_several(name: str, field, typed: list[str], notices: list[str]) -> tuple[str, ...]:
    typed = list(dict.fromkeys(typed))
    if len(typed) > MOST_VALUES:
        notices.append(f"Only the first {MOST_VALUES} values of “{name}” were used.")
        typed = typed[:MOST_VALUES]
    known = (
        field.known(typed)
        if isinstance(field, KnownCompanies)
        else {str(value) for value, _ in field.choices}
    )
    unknown = [value for value in typed if value not in known]
    if unknown:
        notices.append(f"We do not know {quoted(unknown)} as “{name}”, so it was left out.")
    return tuple(value for value in typed if value in known)


def read_one(name: str, field, typed: list[str], notices: list[str]):
    if len(set(typed)) > 1:
        notices.append(f"“{name}” takes one value. The last one was used.")
    value = typed[-1]
    if name == "q" and len(value) > LONGEST_Q:
        notices.append(f"The search words were cut to {LONGEST_Q} characters.")
        value = value[:LONGEST_Q]
    try:
        return field.clean(value)
    except ValidationError:
        notices.append(f"We do not know {quoted([value])} as “{name}”, so it was left out.")
        return None


def quoted(values: list[str]) -> str:
    shown = [f"“{value[:40]}…”" if len(value) > 40 else f"“{value}”" for value in values[:3]]
    more = len(values) - 3
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")

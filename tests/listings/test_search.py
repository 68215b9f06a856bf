"""The board counts what it lists, whatever is on it and whatever is asked."""

import string
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listings import search
from listings.models import Listing
from listings.search.query import ASKED_OF_ALL, DAYS_MAX, FACTS, GROUPS, NOT_STATED, POSTED_DAYS, SearchQuery
from listings.vocabulary import NOT_PAID, Contract, Hours, Level, PayModel, WorkMode, fact_names
from tests import make

pytestmark = pytest.mark.django_db

ROLES = ["content-creator", "web-developer", "social-media-manager", "community-manager", "data-analyst"]
CATEGORIES = ["influencer", "developer", "marketing", "customer-success", "misc"]
SKILLS = ["seo", "copywriting", "html", "sql"]
PLATFORMS = ["tiktok", "x"]
COUNTRIES = ["GB", "PL", "US"]
WORDS = ["acme", "SEO", "writer", "café", "c++", "community", "communication", "node.js", "TikTok/Instagram"]
TYPED = [
    "acme", "seo", "cafe", "c++", "comm", "communities", "writer person", '"person writes"', "-seo", '-"acme person"',
    "OR", "node", "nodejs", "search engine", "tiktok", "writ", "%", '"', "instagram/tiktok",
]  # fmt: skip


def values_of(fact: str) -> list[str]:
    return list(fact_names()[fact][1])


@st.composite
def listings(draw):
    mode = draw(st.sampled_from(WorkMode.values + [""]))
    model = draw(st.sampled_from(PayModel.values))
    skills = draw(st.lists(st.sampled_from(SKILLS), unique=True))
    required = draw(st.integers(0, len(skills)))
    worldwide = mode == "remote" and draw(st.booleans())
    amount = draw(st.integers(1, 60)) * 1000
    pay = {"pay_min": amount, "pay_max": amount, "currency": draw(st.sampled_from(["GBP", "EUR"]))}
    pay["pay_period"] = draw(st.sampled_from(["year", "month", "piece"]))
    nothing = {"pay_min": None, "pay_max": None, "currency": "", "pay_period": ""}
    return {
        "title": draw(st.sampled_from(WORDS)) + " person",
        "description": " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=4))) + " writes",
        "role": draw(st.sampled_from([*ROLES, None])),
        "skills": skills[:required],
        "nice": skills[required:],
        "platforms": draw(st.lists(st.sampled_from(PLATFORMS), unique=True)),
        "work_mode": mode,
        "days_on_site": draw(st.sampled_from([None, *DAYS_MAX])) if mode == "hybrid" else None,
        "worldwide": worldwide,
        "countries": [] if worldwide else draw(st.lists(st.sampled_from(COUNTRIES), unique=True)),
        "level": draw(st.sampled_from([*Level.values, ""])),
        "contract": draw(st.sampled_from([*Contract.values, ""])),
        "hours": draw(st.sampled_from([*Hours.values, ""])),
        "pay_model": model,
        "sunk": draw(st.booleans()),
        "stated": draw(
            st.fixed_dictionaries({}, optional={name: st.sampled_from(values_of(name)) for name in FACTS})
        ),
        "published_at": timezone.now() - timedelta(days=draw(st.integers(0, 40)), minutes=5),
        **(nothing if model in NOT_PAID or draw(st.booleans()) else pay),
    }


def some(values):
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


def asking(facts: dict[str, tuple[str, ...]], **others) -> SearchQuery:
    return SearchQuery(**facts, **others)


ASKED_FOR = st.sampled_from(FACTS).flatmap(
    lambda name: st.tuples(st.just(name), some(values_of(name) + [NOT_STATED] * (name in ASKED_OF_ALL)))
)
QUERIES = st.builds(
    asking,
    facts=st.lists(ASKED_FOR, max_size=2).map(dict),
    q=st.lists(st.sampled_from(TYPED), max_size=3).map(" ".join),
    category=some(CATEGORIES),
    role=some(ROLES),
    skill=some(SKILLS),
    skills=st.sampled_from(["any", "all"]),
    platform=some(PLATFORMS),
    mode=some(WorkMode.values),
    days_max=st.sampled_from([None, None, *DAYS_MAX]),
    country=some(COUNTRIES),
    pay_min=st.sampled_from([None, None, 1_000, 20_000]),
    currency=st.sampled_from(["GBP", "EUR"]),
    pay_unstated=st.booleans(),
    unpaid=st.booleans(),
    level=some(Level.values),
    contract=some(Contract.values),
    hours=some(Hours.values),
    posted=st.sampled_from([None, None, *POSTED_DAYS]),
    fit=st.sampled_from(["", "", "reach"]),
    have=st.lists(st.sampled_from(SKILLS), unique=True).map(tuple),
    sort=st.sampled_from(["best", "best", "newest", "closing", "skills"]),
)


@given(board=st.lists(listings(), max_size=8), query=QUERIES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_count_is_the_length_of_the_list_for_the_search_and_for_every_option(board, query):
    Listing.objects.all().delete()
    company = make.company()
    for fields in board:
        make.live_listing(company=company, **fields)

    result = search.search(query)

    assert result.total == len(result.ids)
    for group in GROUPS:
        for value, count in result.counts[group].items():
            ticked = int(value) if group in ("days_max", "posted") else (value,)
            assert count == len(search.search(query.but(**{group: ticked})).ids), (group, value)


@given(board=st.lists(listings(), max_size=8), query=QUERIES)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_said_to_be_hidden_is_what_appears_when_it_is_asked_for(board, query):
    Listing.objects.all().delete()
    company = make.company()
    for fields in board:
        make.live_listing(company=company, **fields)
    query = query.but(unpaid=False, pay_unstated=False)

    result = search.search(query)

    assert search.total(query.but(unpaid=True)) == result.total + result.hidden.unpaid
    assert search.total(query.but(pay_unstated=True)) == result.total + result.hidden.no_yearly_amount


def test_nothing_but_live_listings_is_found():
    live = make.live_listing()
    make.listing()
    make.waiting_listing()
    make.live_listing(status="filled")
    make.live_listing(status="closed")
    make.live_listing(
        closes_at=timezone.now() - timedelta(seconds=1), published_at=timezone.now() - timedelta(days=9)
    )

    result = search.search(SearchQuery())

    assert result.ids == [live.pk]


@pytest.mark.parametrize("model", NOT_PAID)
def test_work_without_fixed_pay_is_found_only_when_asked_for(model):
    listing = make.live_listing(pay_model=model)

    assert search.search(SearchQuery()).ids == []
    assert search.search(SearchQuery()).hidden.unpaid == 1
    assert search.search(SearchQuery(unpaid=True)).ids == [listing.pk]


def test_the_pay_filter_compares_with_the_top_of_the_range():
    reaches = make.live_listing(pay_min=24_000, pay_max=32_000)
    make.live_listing(pay_min=24_000, pay_max=31_999)

    result = search.search(SearchQuery(pay_min=32_000, currency="GBP"))

    assert result.ids == [reaches.pk]


def test_the_pay_filter_compares_within_one_currency_and_says_what_it_left_out():
    make.live_listing(currency="EUR", pay_max=90_000)
    make.live_listing(pay_min=None, pay_max=None, currency="", pay_period="")
    make.live_listing(pay_min=90, pay_max=90, pay_period="piece")

    result = search.search(SearchQuery(pay_min=32_000, currency="GBP"))

    assert (result.total, result.hidden.no_yearly_amount, result.hidden.other_currency) == (0, 2, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "coordinator",
        "COORD",
        "acme",
        "search engine optimization",
        "fern & co",
        "cafe",
        "c++",
        "social media manager",
    ],
)
def test_words_are_found_in_title_company_text_skills_and_role(typed):
    listing = make.live_listing(
        title="Social media coordinator (C++)",
        description="Work in a café.",
        skills=["seo"],
        company=make.company(name="Fern & Co Acme"),
        role="social-media-manager",
    )
    make.live_listing(
        title="Plumber", description="Pipes.", skills=["sql"], role=None, company=make.company(name="Zz")
    )

    assert search.search(SearchQuery(q=typed)).ids == [listing.pk]


@pytest.mark.parametrize("typed", ["%", "_", "'", '" OR 1=1 --', "*", "\\", "c%"])
def test_signs_of_query_languages_are_nothing_but_signs(typed):
    make.live_listing(title="Writer", description="Plain words.", company=make.company(name="Zz"))

    result = search.search(SearchQuery(q=typed))

    assert result.total in (0, 1)
    assert search.search(SearchQuery(q="c%")).total == search.search(SearchQuery(q="c")).total


def test_a_worldwide_listing_counts_in_every_country_that_is_named():
    make.live_listing(work_mode="remote", worldwide=True)
    make.live_listing(countries=["PL"])

    counts = search.search(SearchQuery()).counts["country"]

    assert counts == {"PL": 2}


def test_newest_comes_first_and_closing_soonest_when_asked():
    now = timezone.now()
    old = make.live_listing(published_at=now - timedelta(days=3), closes_at=now + timedelta(days=1))
    new = make.live_listing(published_at=now - timedelta(days=1), closes_at=now + timedelta(days=9))

    assert search.search(SearchQuery()).ids == [new.pk, old.pk]
    assert search.search(SearchQuery(sort="closing")).ids == [old.pk, new.pk]


def test_closing_soonest_goes_by_the_date_that_is_shown_not_by_when_it_wants_confirming():
    now = timezone.now()
    unconfirmed = make.live_listing(closes_at=now + timedelta(days=9), confirm_by=now + timedelta(days=1))
    sooner = make.live_listing(closes_at=now + timedelta(days=5))

    assert search.search(SearchQuery(sort="closing")).ids == [sooner.pk, unconfirmed.pk]


def test_a_page_beyond_the_end_is_the_last_one():
    for _ in range(25):
        make.live_listing()

    result = search.search(SearchQuery(page=9))

    assert (result.page, result.pages, len(result.ids)) == (2, 2, 1)


@given(st.text(string.printable, max_size=40))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_may_be_typed(typed):
    assert search.total(SearchQuery(q=typed)) == 0


def test_a_fact_is_asked_for_by_its_value_or_by_not_being_stated():
    no = make.live_listing(stated={"on_camera": "no", "trial_task": "yes-paid"})
    often = make.live_listing(stated={"on_camera": "yes"})
    unsaid = make.live_listing()

    assert search.search(SearchQuery(on_camera=("no",))).ids == [no.pk]
    assert search.search(SearchQuery(on_camera=("no", "yes"))).ids == [often.pk, no.pk]
    assert search.search(SearchQuery(on_camera=("no", "yes"), trial_task=("yes-paid",))).ids == [no.pk]
    assert search.search(SearchQuery(on_camera=("no", NOT_STATED))).ids == [unsaid.pk, no.pk]


def test_a_fact_leaves_its_own_choice_out_of_its_counts():
    make.live_listing(stated={"on_camera": "no", "trial_task": "yes-paid"})
    make.live_listing(stated={"on_camera": "yes"})
    make.live_listing()

    counts = search.search(SearchQuery(on_camera=("no",))).counts

    assert counts["on_camera"] == {"no": 1, "yes": 1, NOT_STATED: 1}
    assert counts["trial_task"] == {"yes-paid": 1}


@pytest.mark.parametrize(
    "query", [SearchQuery(), SearchQuery(q="person"), SearchQuery(q="person", sort="newest")]
)
def test_what_was_not_confirmed_comes_after_all_others_on_every_page(query):
    now = timezone.now()
    sunk = make.live_listing(title="Person", sunk=True, published_at=now - timedelta(hours=1))
    old = make.live_listing(title="Person", published_at=now - timedelta(days=3))
    lesser = make.live_listing(description="A person.", published_at=now - timedelta(days=2))

    found = search.search(query).ids

    assert found[-1] == sunk.pk
    assert set(found) == {sunk.pk, old.pk, lesser.pk}


def test_by_closing_time_what_is_sunk_stays_where_its_time_is():
    now = timezone.now()
    later = make.live_listing(closes_at=now + timedelta(days=9))
    sunk = make.live_listing(sunk=True, closes_at=now + timedelta(days=1))

    assert search.search(SearchQuery(sort="closing")).ids == [sunk.pk, later.pk]

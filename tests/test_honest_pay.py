"""Work without fixed pay is shown to nobody who did not ask for it, and pay is compared by one stated rule."""

import pytest
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listings.deals import Piece, Terms
from listings.models import Listing
from listings.search.bitmaps import BitmapSearch
from listings.search.few import FewListings
from listings.search.query import SearchQuery
from listings.search.reference import SqlSearch
from listings.vocabulary import NOT_PAID, PERIODS_A_YEAR
from roles.models import Role
from tests import make
from tests.listings.test_search import QUERIES, listings

pytestmark = pytest.mark.django_db

TITLE = "Unseen mystery position"
RANDOM = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}
# For each public page that needs them: what comes into its address. A new page fails until it is here.
ARGUMENTS = {
    "choose": ["skill"],
    "company": ["acme"],
    "category": ["marketing"],
    "role": ["marketing", "social-media-coordinator"],
    "skill": ["copywriting"],
    "platform": ["tiktok"],
    "feed": ["atom"],
}
# Whose address has one of these shows one thing that somebody asked for, or the person whom a mail was for.
OF_ONE_THING = {"number", "token", "signed", "name", "key", "handle"}
QUERY_STRINGS = {
    "board": [
        "", "?q=mystery", "?category=marketing", "?role=social-media-coordinator", "?skill=copywriting", "?company=acme",
        "?platform=tiktok", "?contract=creator-deal", "?deal_use=brand", "?on_camera=not-stated", "?sort=closing",
        "?have=copywriting&fit=reach", "?have=copywriting&sort=skills", "?pay_min=1&pay_unstated=1",
    ],
    "feed": ["", "?q=mystery", "?skill=copywriting", "?contract=creator-deal"],
    "closing_dates": ["", "?q=mystery"],
    "match_results": ["?skill=copywriting&platform=tiktok"],
}  # fmt: skip


def public_patterns(patterns, above: str = "") -> list[URLPattern]:
    """Every page that says it is open to all. The admin and the pages of signing in show no listings."""
    found = []
    for pattern in patterns:
        where = above + str(pattern.pattern)
        if where.startswith(("admin/", "account/")):
            continue
        if not isinstance(pattern, URLPattern):
            found += public_patterns(pattern.url_patterns, where)
        elif not getattr(pattern.callback, "login_required", True) and pattern.name:
            found.append(pattern)
    return found


def public_pages(similar: Listing) -> list[str]:
    pages = []
    for pattern in public_patterns(get_resolver().url_patterns):
        if pattern.name != "listing" and OF_ONE_THING & set(pattern.pattern.regex.groupindex):
            continue
        if pattern.name == "listing":
            address = similar.get_absolute_url()
        else:
            address = reverse(pattern.name, args=ARGUMENTS.get(pattern.name, []))
        pages += [address + query for query in QUERY_STRINGS.get(pattern.name, [""])]
    return pages


def mystery(**fields) -> Listing:
    company = make.company(name="Acme")
    listing = make.live_listing(
        title=TITLE, company=company, platforms=["tiktok"], contract="creator-deal", stated={"deal_use": "brand"}, **fields
    )  # fmt: skip
    Terms({"use": "brand"}, [Piece("post")]).save_to(listing)
    return listing


def pages_that_show_it(client) -> set[str]:
    similar = make.live_listing(title="Another", company=make.company(name="Other"))
    return {page for page in public_pages(similar) if TITLE in client.get(page).content.decode()}


@pytest.mark.parametrize("model", NOT_PAID)
def test_no_public_page_shows_work_without_fixed_pay(client, model):
    mystery(pay_model=model)

    assert pages_that_show_it(client) == set()


def test_the_same_pages_show_it_when_it_is_paid(client):
    mystery()

    shown = pages_that_show_it(client)

    role = Role.objects.get(slug="social-media-coordinator")
    assert shown >= {
        "/", "/companies/acme/", role.get_absolute_url(), role.category.get_absolute_url(), "/skills/copywriting/",
        "/platforms/tiktok/", "/deals/compare/", "/listings/closing.ics", *(f"/listings/{query}" for query in QUERY_STRINGS["board"]),
        *(f"/listings/feed.atom{query}" for query in QUERY_STRINGS["feed"]),
    }  # fmt: skip
    assert any(page.startswith("/listings/") and "another" in page for page in shown)


@pytest.mark.parametrize("model", NOT_PAID)
def test_who_asks_for_it_finds_it_and_sees_at_once_that_it_is_not_paid(client, model):
    listing = mystery(pay_model=model, pay_note="Worth 500 pounds")

    shown = client.get("/listings/?unpaid=1").content.decode()

    assert TITLE in shown
    assert f'<span class="tag tag-warning">{listing.get_pay_model_display()}</span>' in shown
    assert 'class="pay"' not in shown
    assert "500 pounds" not in shown


@given(board=st.lists(listings(), max_size=8), query=QUERIES)
@settings(max_examples=20, **RANDOM)
def test_no_search_finds_what_it_did_not_ask_for(board, query):
    Listing.objects.all().delete()
    company = make.company()
    for fields in board:
        make.live_listing(company=company, **fields)

    query = query.but(unpaid=False)
    on_pages = [pk for engine in (BitmapSearch(), SqlSearch()) for pk in engine.find(query).ids]
    by_mail = FewListings(Listing.objects.values_list("pk", flat=True)).matching(query)
    found = Listing.objects.from_pks({*on_pages, *by_mail})

    assert not set(found.values_list("pay_model", flat=True)) & set(NOT_PAID)


AMOUNTS = st.tuples(
    st.sampled_from(["GBP", "EUR"]),
    st.sampled_from([*PERIODS_A_YEAR, "piece", "project"]),
    st.integers(1, 60_000),
)


@given(
    board=st.lists(AMOUNTS, max_size=8),
    asked=st.tuples(
        st.sampled_from(["GBP", "EUR"]), st.sampled_from(list(PERIODS_A_YEAR)), st.integers(1, 60_000)
    ),
)
@settings(max_examples=20, **RANDOM)
def test_pay_is_compared_by_the_full_time_year_within_one_currency_and_never_guessed(board, asked):
    Listing.objects.all().delete()
    company, made = make.company(), {}
    for currency, period, amount in board:
        pay = {"pay_min": 1, "pay_max": amount, "currency": currency, "pay_period": period}
        made[make.live_listing(company=company, **pay).pk] = (currency, period, amount)
    currency, period, amount = asked
    query = SearchQuery(pay_min=amount, pay_period=period, currency=currency)

    expected = {
        pk
        for pk, (theirs, by, top) in made.items()
        if theirs == currency
        and by in PERIODS_A_YEAR
        and top * PERIODS_A_YEAR[by] >= amount * PERIODS_A_YEAR[period]
    }

    assert set(BitmapSearch().find(query).ids) == set(SqlSearch().find(query).ids) == expected


def test_the_rule_of_comparing_is_said_where_pay_is_chosen(client):
    shown = client.get("/listings/").content.decode()

    assert "it counts an hour 2,080 times, a day 260, a week 52, a month 12." in shown
    assert "Currencies are never converted." in shown

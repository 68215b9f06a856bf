"""The board as a person sees it: what is listed, what is said about it, and what junk does."""

import re
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from listings.filters import read_query
from listings.search.query import SearchQuery
from tests import make
from tests.reading import shown_titles

pytestmark = pytest.mark.django_db


def board(client, **params):
    return client.get(reverse("board"), params)


def test_board_shows_live_listings_and_nothing_else(client):
    make.live_listing(title="Welder")
    make.listing(title="Draft")
    make.live_listing(title="Over", closes_at=timezone.now(), published_at=timezone.now() - timedelta(days=1))

    response = board(client)

    assert shown_titles(response) == ["Welder"]


def test_every_state_of_the_board_is_an_address(client):
    make.live_listing(title="Writer", role="social-copywriter", skills=["copywriting"], work_mode="hybrid")
    make.live_listing(title="Builder", role="web-developer", skills=["html"])

    response = board(client, category="marketing", skill="copywriting", mode="hybrid", q="writ")

    assert shown_titles(response) == ["Writer"]
    assert [chip.label for chip in response.context["chips"]] == [
        "“writ”",
        "Marketing",
        "Copywriting",
        "Hybrid",
    ]


def test_a_chip_takes_away_one_choice(client):
    response = board(client, category=["marketing", "misc"], mode="remote")

    addresses = [chip.remove for chip in response.context["chips"]]

    assert addresses == [
        "/listings/?category=misc&mode=remote",
        "/listings/?category=marketing&mode=remote",
        "/listings/?category=marketing&category=misc",
    ]


def test_the_pay_filter_says_how_many_it_hid_and_offers_them(client):
    make.live_listing(title="Stated", pay_max=40_000)
    make.live_listing(title="Unstated", pay_model="", pay_min=None, pay_max=None)

    response = board(client, pay_min="30000", currency="GBP")
    shown = client.get(response.context["show_unstated"])

    assert shown_titles(response) == ["Stated"]
    assert "1 listing without a stated yearly amount is hidden" in response.content.decode()
    assert sorted(shown_titles(shown)) == ["Stated", "Unstated"]


def test_an_empty_list_names_the_filter_that_empties_it_and_counts_without_it(client):
    make.live_listing(role="social-copywriter", work_mode="on-site")

    response = board(client, category="marketing", mode="remote")

    ways = [(way.label, way.total) for way in response.context["ways_out"]]
    assert ways == [("Remote", 1), ("Marketing", 0)]
    assert "Without <strong>Remote</strong>" in response.content.decode()


def test_an_empty_board_says_so_kindly(client):
    response = board(client)

    assert "No listing is open today" in response.content.decode()


def test_twenty_four_to_a_page_with_real_links(client):
    for _ in range(25):
        make.live_listing()

    response = board(client, mode="on-site")

    assert len(shown_titles(response)) == 24
    assert 'href="/listings/?mode=on-site&amp;page=2"' in response.content.decode()


def test_empty_fields_and_defaults_lead_to_the_clean_address(client):
    response = board(
        client, q="", category="marketing", pay_min="", currency="GBP", pay_period="year", page="1"
    )

    assert response.url == "/listings/?category=marketing"


def test_htmx_gets_the_results_alone_and_the_address_to_show(client):
    make.live_listing(title="Welder")

    response = client.get("/listings/?q=&mode=on-site", headers={"HX-Request": "true"})

    assert "<!doctype" not in response.content.decode()
    assert "Welder" in response.content.decode()
    assert response["HX-Push-Url"] == "/listings/?mode=on-site"
    assert "HX-Request" in response["Vary"]


def test_a_page_restored_from_history_is_whole(client):
    response = client.get("/listings/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert "<!doctype" in response.content.decode()


def test_a_mistyped_word_leads_to_the_nearest_that_finds_something_and_to_roles_of_that_name(client):
    make.live_listing(title="Copywriter")

    shown = board(client, q="copywritter").content.decode()

    assert "Nothing for “copywritter”" in shown
    assert 'Did you mean <a href="/listings/?q=copywriter">copywriter</a>? 1 listing.' in shown
    assert "Roles with a name like it:" in shown
    assert "Without <strong>" not in shown


JUNK = [
    "category=plumbing",
    "category=" + "x" * 5000,
    "&".join(f"skill=nothing{n}" for n in range(300)),
    "skill=seo&skill=seo&skill=seo",
    "skills=some",
    "mode=remote&mode=%00",
    "mode=%ff%fe",
    "q=" + "a" * 9000,
    "q=%F0%9F%92%A9%ED%A0%80",
    "pay_min=abc",
    "pay_min=-1",
    "pay_min=99999999999999999999999",
    "pay_min=1e9",
    "pay_min=NaN",
    "pay_min=１２",
    "pay_min=30000&currency=XXX&pay_period=decade",
    "days_max=0",
    "days_max=9",
    "posted=-1",
    "posted=7&posted=30",
    "country=ZZ",
    "company=nobody",
    "company=%2e%2e%2f",
    "sort=password",
    "sort=owner__password",
    "page=0",
    "page=-5",
    "page=99999999999999999999",
    "page=next",
    "unpaid=maybe",
    "category[]=marketing",
    "%00=%00",
    "=&&&=",
]


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("path", ["/listings/", "/listings/choose/skill/"])
def test_junk_in_the_query_is_never_an_error(client, path, junk):
    response = client.get(f"{path}?{junk}", follow=True)

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("junk", "notice"),
    [
        ("category=plumbing", "We do not know “plumbing” as “category”"),
        ("pay_min=abc", "We do not know “abc” as “pay_min”"),
        ("company=nobody", "We do not know “nobody” as “company”"),
        ("q=" + "a" * 300, "cut to 200 characters"),
        ("sort=closing&sort=newest", "“sort” takes one value"),
        ("page=50", "There is no page 50"),
        ("&".join(f"skill=n{n}" for n in range(70)), "Only the first 60 values of “skill” were used"),
    ],
)
def test_what_was_ignored_is_told(client, junk, notice):
    response = client.get(f"/listings/?{junk}")

    assert notice in response.content.decode()


def test_unknown_values_never_widen_a_list_without_a_word(client):
    make.live_listing(title="Writer", role="social-copywriter")

    response = board(client, category=["developer", "plumbing"])

    assert shown_titles(response) == []


def test_too_many_fields_are_refused_not_an_error(client):
    response = client.get("/listings/?" + "&".join(f"a{n}=1" for n in range(1500)))

    assert response.status_code in (200, 400)


def test_a_search_and_its_address_are_the_same_thing():
    query = SearchQuery(
        q="a b", category=("misc",), skill=("seo", "sql"), skills="all", days_max=2, pay_min=9, pay_period="hour",
        currency="EUR", pay_unstated=True, unpaid=True, posted=7, sort="closing", page=3, on_camera=("no", "not-stated"),
        deal_payment=("within-30",), hours=("flexible",),
    )  # fmt: skip

    again, notices = read_query(QueryDict(query.address("").removeprefix("?")))

    assert (again, notices) == (query, [])
    assert (
        "hours=flexible&on_camera=no&on_camera=not-stated&deal_payment=within-30&posted=7"
        in query.address("")
    )


def test_answers_are_filters_below_the_others_and_a_chip_says_which_is_on(client):
    make.live_listing(title="Unseen", stated={"on_camera": "no"})
    make.live_listing(title="Seen", stated={"on_camera": "yes"})
    make.live_listing(title="Silent")

    response = board(client, on_camera=["no", "not-stated"])
    shown = response.content.decode()

    assert shown_titles(response) == ["Silent", "Unseen"]
    assert "On camera: no <span" in shown
    assert "On camera: not stated <span" in shown
    assert shown.index("<h3>Before you apply</h3>") > shown.index('id="name-hours"')


@pytest.mark.parametrize(
    ("contract", "asked", "there"),
    [
        ("permanent", {}, False),
        ("creator-deal", {}, True),
        ("permanent", {"contract": "creator-deal"}, True),
        ("permanent", {"deal_payment": "within-30"}, True),
        ("creator-deal", {"contract": "permanent"}, False),
    ],
)
def test_terms_of_deals_are_filters_where_there_are_deals_or_somebody_asks(client, contract, asked, there):
    make.live_listing(contract=contract)

    shown = board(client, **asked).content.decode()

    assert ("<h3>Deal terms</h3>" in shown) == there


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_asks_the_database_the_same_number_of_questions_for_any_number_of_rows(
    client, assert_questions, rows
):
    for _ in range(rows):
        make.live_listing(skills=["seo", "sql"], platforms=["x", "tiktok"])

    with assert_questions(7):
        board(client)


@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_the_same_number_of_questions_for_any_number_of_rows(client, assert_questions, rows):
    for _ in range(rows):
        make.live_listing()

    with assert_questions(7):
        client.get(reverse("home"))


def test_choosing_from_all_options_keeps_the_rest_of_the_search(client):
    response = client.get("/listings/choose/skill/?category=marketing&skill=seo&skills=all")

    assert response.context["others"] == [("category", "marketing")]
    assert len(response.context["group"].options) == 199


def test_a_group_that_does_not_exist_is_no_page(client):
    assert client.get("/listings/choose/colour/").status_code == 404


def found(client, group: str, typed: str, htmx: bool = True, **params) -> str:
    address = reverse("choose", args=[group])
    return client.get(
        address, {"find": typed, **params}, headers={"HX-Request": "true"} if htmx else {}
    ).content.decode()


@pytest.mark.parametrize(
    ("group", "typed", "option"),
    [
        ("skill", "search eng", "seo"),
        ("skill", "SEO", "seo"),
        ("role", "copywriter", "social-copywriter"),
        ("platform", "twitter", "x"),
        ("country", "united k", "GB"),
        ("company", "fern", "fern-co"),
    ],
)
def test_options_are_found_by_the_start_of_any_of_their_names(client, group, typed, option):
    make.live_listing(company=make.company(name="Fern Co"), countries=["GB"])

    assert f'value="{option}"' in found(client, group, typed)
    assert f'value="{option}"' not in found(client, group, "zzz")


def test_what_is_ticked_stays_while_one_looks_for_more(client):
    page = found(client, "skill", "copyw", skill="seo")

    assert re.search(r'value="seo"[^>]* checked', page)
    assert re.search(r'value="copywriting"[^>]*>', page)


def test_without_typed_words_the_commonest_are_shown_again(client):
    make.live_listing(skills=["seo"])

    page = found(client, "skill", "")

    assert page.count("<li>") == 8
    assert 'value="seo"' in page


def test_options_are_found_without_javascript_on_a_page_of_their_own(client):
    page = found(client, "skill", "search eng", htmx=False, category="marketing", skill="copywriting")

    assert '<input type="hidden" name="category" value="marketing">' in page
    assert re.search(r'value="copywriting"[^>]* checked', page)
    assert 'value="seo"' in page


def test_a_page_of_options_says_when_nothing_is_called_so(client):
    assert "Nothing in skills is called “zzz”." in found(client, "skill", "zzz", htmx=False)


def test_what_was_typed_to_find_options_does_not_stay_in_the_address(client):
    response = board(client, skill="seo", find="sear")

    assert (response.status_code, response["Location"]) == (302, "/listings/?skill=seo")

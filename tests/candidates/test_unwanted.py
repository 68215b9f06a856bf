"""What somebody hides is out of their results, and of nobody else's."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candidates import unwanted
from candidates.alerting import acts, finding
from candidates.models import AlertMatch, HiddenThing
from listings import search
from listings.models import Listing
from listings.search.bitmaps import BitmapSearch
from listings.search.checking import differences
from listings.search.few import FewListings
from listings.search.query import GROUPS, SearchQuery, Unwanted
from listings.search.reference import SqlSearch
from tests import make
from tests.listings.test_search import QUERIES, WORDS, listings
from tests.reading import shown_titles

pytestmark = pytest.mark.django_db
BOARD = reverse("board")
RANDOM = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


@pytest.fixture
def person(client):
    person = make.user()
    client.force_login(person)
    return person


# In the search


@given(
    board=st.lists(listings(), max_size=8),
    query=QUERIES,
    hidden=st.sets(st.integers(0, 7), max_size=3),
    company=st.booleans(),
    words=st.lists(st.sampled_from([*WORDS, "communities", "writer person"]), max_size=2),
)
@settings(max_examples=25, **RANDOM)
def test_both_engines_leave_out_the_same_and_count_what_is_left(board, query, hidden, company, words):
    Listing.objects.all().delete()
    companies = [make.company(), make.company(name="Rival")]
    made = [make.live_listing(company=companies[at % 2], **fields) for at, fields in enumerate(board)]
    unwanted = Unwanted(
        listings=frozenset(made[at].pk for at in hidden if at < len(made)),
        companies=frozenset([companies[1].slug] if company else []),
        words=tuple(words),
    )
    engine = BitmapSearch()

    result = engine.search(query, unwanted)

    assert list(differences(engine, [query, query.but(hidden_too=True)], unwanted)) == []
    assert engine.total(query, unwanted) == SqlSearch().total(query, unwanted) == len(result.ids)
    assert engine.gains(query, unwanted) == SqlSearch().gains(query, unwanted)
    assert result.total + result.hidden.by_person == engine.total(query.but(hidden_too=True), unwanted)
    assert FewListings([one.pk for one in made]).hidden_by(unwanted) == set(
        Listing.objects.live().hidden_by(unwanted).numbers()
    )
    for group in GROUPS:
        for value, count in result.counts[group].items():
            ticked = int(value) if group in ("days_max", "posted") else (value,)
            assert count == engine.total(query.but(**{group: ticked}), unwanted), (group, value)


def test_nothing_hidden_leaves_out_nothing():
    make.live_listing()

    assert search.search(SearchQuery(), Unwanted()) == search.search(SearchQuery())


# On pages


def hide(client, what, thing):
    return client.post(reverse(what, args=[thing]), {"next": BOARD})


def test_a_hidden_listing_is_out_of_the_board_and_the_line_below_shows_it_again(client, person):
    gone = make.live_listing(title="Gone")
    make.live_listing(title="Stays")

    response = hide(client, "hide_listing", gone.pk)
    page = client.get(BOARD)

    assert response["Location"] == BOARD
    assert shown_titles(page) == ["Stays"]
    assert "<h1>1 listing</h1>" in page.content.decode()
    assert '1 hidden by you. <a href="/listings/?hidden_too=1">Show it</a>' in page.content.decode()
    assert shown_titles(client.get(BOARD, {"hidden_too": "1"})) == ["Stays", "Gone"]


def test_a_hidden_company_and_a_hidden_word_are_out_too(client, person):
    rival = make.company(name="Rival")
    make.live_listing(title="By the rival", company=rival)
    make.live_listing(title="Casino writing")
    make.live_listing(title="Stays")

    hide(client, "hide_company", rival.slug)
    client.post(reverse("hidden"), {"word": " Casinos "})

    assert shown_titles(client.get(BOARD)) == ["Stays"]


def test_strangers_and_others_see_all_of_it(client, person):
    listing = make.live_listing(title="Gone")
    hide(client, "hide_listing", listing.pk)
    other = Client()
    other.force_login(make.user())

    assert (shown_titles(client.get(BOARD)), shown_titles(Client().get(BOARD))) == ([], ["Gone"])
    assert shown_titles(other.get(BOARD)) == ["Gone"]
    assert shown_titles(Client().get("/?hidden_too=1")) == ["Gone"]


def test_the_front_page_and_open_listings_of_a_role_leave_it_out(client, person):
    listing = make.live_listing(title="Gone", role="data-analyst")
    role = listing.role.get_absolute_url()
    before = [shown_titles(client.get(page)) for page in ("/", role)]

    hide(client, "hide_listing", listing.pk)

    assert (before, [shown_titles(client.get(page)) for page in ("/", role)]) == ([["Gone"]] * 2, [[]] * 2)


def test_ways_out_of_an_empty_list_do_not_count_it(client, person):
    gone = make.live_listing(title="Gone", level="mid")
    address = f"{BOARD}?level=mid&mode=remote"
    before = [way.total for way in client.get(address).context["ways_out"]]

    hide(client, "hide_listing", gone.pk)

    assert (before, [way.total for way in client.get(address).context["ways_out"]]) == ([1, 0], [0, 0])


def test_it_is_not_among_similar_ones(client, person):
    listing, other = make.live_listing(), make.live_listing(title="Gone")
    before = shown_titles(client.get(listing.get_absolute_url()))

    hide(client, "hide_company", other.company.slug)

    assert (before, shown_titles(client.get(listing.get_absolute_url()))) == (["Gone"], [])


def test_it_is_not_within_reach_in_the_match(client, person):
    listing = make.live_listing(skills=["seo"])
    before = client.get("/match/results/?skill=seo").context["reached"]

    hide(client, "hide_listing", listing.pk)

    assert (before, client.get("/match/results/?skill=seo").context["reached"]) == (1, 0)


def test_alerts_of_who_hides_it_do_not_find_it(person):
    other, alerts = make.user(), {}
    for one in (person, other):
        choices = {"frequency": "instant", "hour": 7, "time_zone": "UTC"}
        alerts[one] = acts.make(SearchQuery(), email=one.email, user=one, **choices)
    finding.find()
    company = make.company(name="Rival")
    unwanted.hide_company(person, company)
    unwanted.hide_word(person, "casino")
    for fields in ({"company": company}, {"title": "Casinos"}):
        make.live_listing(published_at=timezone.now(), **fields)

    finding.find()

    assert {match.alert for match in AlertMatch.objects.all()} == {alerts[other]}


def test_hidden_twice_is_hidden_once(client, person):
    listing = make.live_listing()

    for _ in range(2):
        hide(client, "hide_listing", listing.pk)
        client.post(reverse("hidden"), {"word": "Casino"})
        client.post(reverse("hidden"), {"word": "casino"})

    assert HiddenThing.objects.of(person).count() == 2


@pytest.mark.parametrize(
    ("word", "said"),
    [("", "Enter a word"), ("!!", "Enter a word with letters or digits"), ("x" * 61, "at most 60")],
)
def test_what_is_no_word_is_said_and_kept(client, person, word, said):
    response = client.post(reverse("hidden"), {"word": word})

    assert response.status_code == 422
    assert said in response.content.decode()
    assert HiddenThing.objects.count() == 0


def test_no_more_is_hidden_than_a_search_can_look_at(client, person, monkeypatch):
    monkeypatch.setattr(unwanted, "MOST", 1)
    listing = make.live_listing()
    hide(client, "hide_listing", listing.pk)

    response = client.post(reverse("hidden"), {"word": "casino"})
    by_card = client.post(reverse("hide_company", args=[listing.company.slug]), follow=True)

    assert response.status_code == 422
    assert "Show some of them again first" in response.content.decode()
    assert "Show some of them again first" in by_card.content.decode()
    assert HiddenThing.objects.count() == 1


# The page


def test_all_that_is_hidden_is_on_one_page_and_comes_back_by_one_press(client, person):
    listing = make.live_listing(title="Writer", company=make.company(name="Rival"))
    unwanted.hide_listing(person, listing)
    unwanted.hide_company(person, listing.company)
    unwanted.hide_word(person, "casino")
    unwanted.hide_word(make.user(), "another's")

    shown = client.get(reverse("hidden")).content.decode()
    for thing in HiddenThing.objects.of(person):
        client.post(reverse("show_again", args=[thing.pk]))

    assert all(name in shown for name in ("Writer", "Rival", "casino"))
    assert "another's" not in shown
    assert [HiddenThing.objects.of(person).count(), HiddenThing.objects.count()] == [0, 1]


def test_nobody_undoes_what_another_hid(client, person):
    unwanted.hide_word(make.user(), "casino")

    client.post(reverse("show_again", args=[HiddenThing.objects.get().pk]))

    assert HiddenThing.objects.count() == 1


def test_the_name_of_a_listing_that_staff_took_down_is_not_said(client, person):
    unwanted.hide_listing(person, make.live_listing(title="Frozen thing", status="frozen"))

    shown = client.get(reverse("hidden")).content.decode()

    assert ("Frozen thing" in shown, "not shown at the moment" in shown) == (False, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_number_of_questions(client, person, django_assert_num_queries, rows):
    for number in range(rows):
        listing = make.live_listing()
        unwanted.hide_listing(person, listing)
        unwanted.hide_company(person, listing.company)
        unwanted.hide_word(person, f"word{number}")

    with django_assert_num_queries(3):
        client.get(reverse("hidden"))

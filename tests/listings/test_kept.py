"""What is kept in memory is never shown when it is old."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from employers.models import Company
from listings import facets
from listings.kept import cards, kept
from listings.models import Listing
from listings.search.bitmaps import BitmapSearch
from listings.search.query import SearchQuery
from listings.search.reference import NEVER, SqlSearch
from roles.models import Category, Skill
from tests import make
from tests.reading import shown_titles

pytestmark = pytest.mark.django_db
BOARD = reverse("board")


def test_a_card_is_made_once(django_assert_num_queries):
    listing = make.live_listing()
    first = cards([listing.pk])

    with django_assert_num_queries(1):
        assert cards([listing.pk]) == first


@pytest.mark.parametrize(
    "change",
    [
        lambda listing: Listing.objects.filter(pk=listing.pk).update(title="Changed"),
        lambda listing: Company.objects.filter(pk=listing.company_id).update(name="Changed"),
        lambda listing: Category.objects.filter(slug="marketing").update(name="Changed"),
    ],
)
def test_a_card_shows_every_change_at_once(change):
    listing = make.live_listing()
    before = cards([listing.pk])[0]

    change(listing)

    assert ("Changed" in before, "Changed" in cards([listing.pk])[0]) == (False, True)


def test_a_change_of_one_listing_leaves_the_cards_of_others():
    first, second = make.live_listing(), make.live_listing()
    cards([first.pk, second.pk])

    Listing.objects.filter(pk=first.pk).update(title="Changed")
    kept.follow()

    assert list(kept.cards) == [(second.pk, 3)]


def test_no_more_pages_are_kept_than_weigh_so_much(client, monkeypatch):
    page = client.get(BOARD)
    monkeypatch.setattr("listings.kept.MOST_BYTES", 2 * len(page.content) + 100)

    for query in ("", "?page=1", "?unknown=2", "?unknown=3"):
        client.get(BOARD + query)

    assert len(kept.pages) == 2


def test_no_more_cards_are_kept_than_fit_though_nothing_changes(monkeypatch):
    monkeypatch.setattr("listings.kept.MOST_CARDS", 2)
    made = [make.live_listing().pk for _ in range(6)]

    for pk in made:
        assert len(cards([pk])) == 1

    assert len(kept.cards) <= 3


def test_a_card_says_anew_each_day_how_long_ago_it_was_confirmed(time_machine):
    listing = make.live_listing(confirmed_at=timezone.now())
    today = cards([listing.pk])[0]

    time_machine.move_to(timezone.now() + timedelta(days=1))

    assert "Confirmed open today" in today
    assert "Confirmed open yesterday" in cards([listing.pk])[0]


def test_new_words_are_offered_at_once():
    before = facets.labels().words["skill"]

    Skill.objects.filter(slug="seo").update(retired=True)

    assert ("seo" in before, "seo" in facets.labels().words["skill"]) == (True, False)


@pytest.fixture
def somebody_was_here(client):
    client.get(BOARD)


def test_a_stranger_gets_the_page_as_it_was_made_for_the_first(
    client, somebody_was_here, django_assert_num_queries
):
    make.live_listing()
    first = client.get(BOARD)

    with django_assert_num_queries(1):
        again = client.get(BOARD)

    assert again.content == first.content
    assert {**again.headers} == {**first.headers}


def test_a_page_from_memory_answers_304_too(client, somebody_was_here):
    make.live_listing()
    etag = client.get(BOARD)["ETag"]

    assert client.get(BOARD, headers={"If-None-Match": etag}).status_code == 304


def test_a_page_in_memory_is_old_with_the_next_change(client, somebody_was_here):
    make.live_listing(title="One")
    client.get(BOARD)

    make.live_listing(title="Two")

    assert shown_titles(client.get(BOARD)) == ["Two", "One"]


def test_a_page_in_memory_is_old_when_a_listing_closes(client, somebody_was_here, time_machine):
    now = timezone.now()
    make.live_listing(closes_at=now + timedelta(seconds=20))
    assert len(shown_titles(client.get(BOARD))) == 1

    time_machine.move_to(now + timedelta(seconds=20))

    assert shown_titles(client.get(BOARD)) == []


def test_who_is_signed_in_gets_a_page_of_their_own(client, somebody_was_here):
    make.live_listing()
    client.get(BOARD)

    client.force_login(make.user())

    assert b"Account" in client.get(BOARD).content


def test_what_was_made_for_who_is_signed_in_is_not_kept(client, somebody_was_here):
    client.force_login(make.user())
    client.get(BOARD)
    client.logout()

    assert b"Sign in" in client.get(BOARD).content


def test_part_of_a_page_is_not_taken_for_the_whole(client, somebody_was_here):
    part = client.get(BOARD, headers={"HX-Request": "true"})
    whole = client.get(BOARD)

    assert (b"<html" in part.content, b"<html" in whole.content) == (False, True)


def test_another_host_is_still_refused(client, somebody_was_here):
    client.get(BOARD)

    assert client.get(BOARD, headers={"host": "evil.example"}).status_code == 400


def test_a_page_made_while_something_changed_is_not_kept():
    asked_at = kept.version
    make.live_listing()
    kept.follow()

    kept.keep_page(("page",), asked_at, None)

    assert kept.pages == {}


@pytest.mark.parametrize("engine", [BitmapSearch, SqlSearch])
def test_the_board_stays_as_it_is_until_the_first_listing_closes(engine):
    engine = engine()
    empty = engine.total(SearchQuery()), engine.steady_until()
    listing = make.live_listing()
    make.live_listing(closes_at=listing.closes_at + timedelta(days=1))

    engine.total(SearchQuery())

    assert empty == (0, NEVER)
    assert engine.steady_until() == listing.closes_at

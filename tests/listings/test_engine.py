"""The fast engine and the plain SQL agree: on any board, for any search, after any history."""

import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from employers.models import Company
from listings import lifecycle
from listings.models import Listing, ListingFact, SearchChange
from listings.search import changes
from listings.search.bitmaps import BitmapSearch
from listings.search.changes import last_number
from listings.search.checking import differences
from listings.search.query import SearchQuery
from listings.search.reference import SqlSearch
from listings.search.rows import Words, read
from roles.models import Role, Skill, SkillAlias
from tests import make
from tests.listings.test_search import QUERIES, SKILLS, listings

pytestmark = pytest.mark.django_db

RANDOM = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


def assert_same(engine: BitmapSearch, query: SearchQuery) -> None:
    assert list(differences(engine, [query])) == []
    assert engine.total(query) == SqlSearch().total(query)
    assert engine.find(query) == SqlSearch().find(query)
    assert engine.find(query, most=3) == SqlSearch().find(query, most=3)


@pytest.fixture(params=["few", "many"])
def way_of_counting(request, monkeypatch):
    """An index counts few listings by their own options and many by the options' bitmaps."""
    if request.param == "many":
        monkeypatch.setattr("listings.search.index.FEW", -1)
        monkeypatch.setattr("listings.search.index.FEW_OF_ALL", 1_000)


@given(board=st.lists(listings(), max_size=10), queries=st.lists(QUERIES, min_size=4, max_size=8))
@settings(max_examples=5, **RANDOM)
def test_engine_and_reference_agree_on_any_board_for_any_search(way_of_counting, board, queries):
    Listing.objects.all().delete()
    company = make.company()
    for fields in board:
        make.live_listing(company=company, **fields)
    engine = BitmapSearch()

    for query in queries:
        assert_same(engine, query)


@given(board=st.lists(listings(), max_size=8), query=QUERIES)
@settings(max_examples=5, **RANDOM)
def test_what_a_skill_gains_is_the_difference_of_two_searches(way_of_counting, board, query):
    Listing.objects.all().delete()
    company = make.company()
    for fields in board:
        make.live_listing(company=company, **fields)
    engine, reached = BitmapSearch(), query.but(fit="reach")

    gains = engine.gains(query)

    assert gains == SqlSearch().gains(query)
    for skill in set(SKILLS) - set(query.have):
        more = engine.total(reached.but(have=(*query.have, skill))) - engine.total(reached)
        assert gains.get(skill, 0) == more


MOVES = [
    "publish",
    "edit",
    "close",
    "fill",
    "expire",
    "delete",
    "rename",
    "retag",
    "post of old",
    "answer",
    "sink",
]


def change(what: str, fields: dict) -> None:
    """One thing that may happen to a board. `fields` describe a listing where one is needed."""
    some = Listing.objects.live().order_by("?").first()
    if what == "publish" or some is None:
        lifecycle.approve(make.waiting_listing(**make_publishable(fields)), by=None)
    elif what == "post of old":
        make.live_listing(**fields)
    elif what == "edit":
        some.write(title=fields["title"], description=fields["description"])
        some.level = fields["level"]
        some.save()
    elif what == "answer":
        some.facts.all().delete()
        ListingFact.objects.bulk_create(
            ListingFact(listing=some, name=name, value=value) for name, value in fields["stated"].items()
        )
        some.save()
    elif what == "sink":
        Listing.objects.filter(pk=some.pk).update(sunk=not some.sunk)
    elif what in ("close", "fill"):
        (lifecycle.close if what == "close" else lifecycle.mark_filled)(some, by=None)
    elif what == "expire":
        Listing.objects.filter(pk=some.pk).update(
            closes_at=timezone.now() - timedelta(seconds=1), published_at=timezone.now() - timedelta(days=2)
        )
    elif what == "delete":
        some.delete()
    elif what == "rename":
        some.company.call(fields["title"])
        some.company.save()
    elif what == "retag":
        Role.objects.filter(pk=some.role_id).update(
            category_id=Role.objects.order_by("?").first().category_id
        )


def make_publishable(fields: dict) -> dict:
    return {"title": fields["title"], "level": "mid", "skills": ["seo"]}


@given(
    history=st.lists(st.tuples(st.sampled_from(MOVES), listings()), min_size=3, max_size=12),
    queries=st.lists(QUERIES, min_size=2, max_size=3),
)
@settings(max_examples=5, **RANDOM)
def test_two_engines_follow_any_history(history, queries):
    """The one looks after every change, the other only at the end."""
    Listing.objects.all().delete()
    make.live_listing()
    eager, lazy = BitmapSearch(), BitmapSearch()
    lazy.search(SearchQuery())

    for what, fields in history:
        change(what, fields)
        for query in queries:
            assert_same(eager, query)

    for query in queries:
        assert_same(lazy, query)


@pytest.fixture
def engine():
    engine = BitmapSearch()
    engine.search(SearchQuery())
    return engine


def test_a_listing_leaves_at_the_second_it_closes_with_no_job(engine, time_machine):
    listing = make.live_listing()
    before = engine.total(SearchQuery())

    time_machine.move_to(listing.closes_at, tick=False)

    assert (before, engine.total(SearchQuery())) == (1, 0)


def test_a_clock_that_was_put_back_is_believed(engine, time_machine):
    listing = make.live_listing()
    time_machine.move_to(listing.closes_at, tick=False)
    engine.total(SearchQuery())

    time_machine.move_to(listing.closes_at - timedelta(days=1), tick=False)

    assert engine.total(SearchQuery()) == 1


def test_a_change_past_the_acts_is_seen_too(engine):
    listing = make.live_listing(level="entry")
    engine.search(SearchQuery())

    Listing.objects.filter(pk=listing.pk).update(level="senior")

    assert engine.search(SearchQuery()).counts["level"] == {"senior": 1}


def test_new_words_for_a_skill_are_searched_at_once(engine):
    make.live_listing(title="Person", skills=["seo"])
    before = engine.total(SearchQuery(q="zeitgeist"))

    SkillAlias.objects.create(skill=Skill.objects.get(slug="seo"), name="zeitgeist")

    assert (before, engine.total(SearchQuery(q="zeitgeist"))) == (0, 1)


def test_a_company_of_another_address_is_found_under_it(engine):
    listing = make.live_listing()
    engine.search(SearchQuery())

    Company.objects.filter(pk=listing.company_id).update(slug="other")

    assert engine.total(SearchQuery(company=("other",))) == 1


def test_an_engine_that_fell_behind_reads_anew(engine, monkeypatch):
    monkeypatch.setattr("listings.search.bitmaps.MANY_CHANGES", 2)

    for _ in range(4):
        make.live_listing()

    assert engine.total(SearchQuery()) == 4


def test_an_engine_whose_changes_were_cleared_away_reads_anew(engine):
    make.live_listing()
    engine.search(SearchQuery())
    make.live_listing()
    make.live_listing()

    SearchChange.objects.filter(pk__lt=last_number()).delete()

    assert engine.total(SearchQuery()) == 3


def test_a_database_from_a_copy_is_read_anew(engine):
    make.live_listing()
    engine.search(SearchQuery())

    engine.version += 1_000
    make.live_listing()

    assert engine.total(SearchQuery()) == 2


def test_dead_slots_are_cleared_away_when_they_are_many(engine):
    listing = make.live_listing()
    for _ in range(1_100):
        engine.index.put(read(Listing.objects.from_pks([listing.pk]), Words()))

    assert engine.index.wasteful
    assert engine.total(SearchQuery()) == 1
    assert not engine.index.wasteful


def test_a_search_costs_one_question_once_the_index_is_read(engine, django_assert_num_queries):
    for _ in range(3):
        make.live_listing()
    engine.search(SearchQuery())

    with django_assert_num_queries(1):
        engine.search(SearchQuery(category=("marketing",), skill=("copywriting",), page=2))


def test_the_first_page_of_many_starts_with_the_first_to_close(engine):
    company = make.company()
    made = [make.live_listing(company=company).pk for _ in range(30)]

    assert engine.find(SearchQuery(sort="closing")).ids == made[:24]


def test_a_listing_with_more_options_than_a_block_holds_is_counted_in_each(engine):
    skills = list(Skill.objects.current().values_list("slug", flat=True)[:9])
    make.live_listing(skills=skills, platforms=["x", "tiktok"])

    assert set(engine.search(SearchQuery()).counts["skill"]) == set(skills)


def test_every_trigger_is_there():
    assert changes.missing(connection) == []


def test_the_check_says_that_index_and_database_agree():
    make.live_listing(skills=["seo"], platforms=["x"])
    make.live_listing(work_mode="remote", worldwide=True)
    out = StringIO()

    call_command("search_index", "--check", stdout=out, stderr=StringIO())

    assert "the index and the database agree" in out.getvalue()


def test_the_check_says_what_differs(engine):
    listing = make.live_listing()
    engine.search(SearchQuery())
    engine.index.drop(listing.pk)

    found = list(differences(engine, [SearchQuery(category=("marketing",))]))

    assert len(found) == 1
    assert found[0].startswith(
        f"/listings/?category=marketing ids: [] in the index, [{listing.pk}] in the database"
    )


def test_a_rebuild_makes_every_process_read_anew(engine):
    make.live_listing()
    before = engine.index

    call_command("search_index", "--rebuild", stdout=StringIO(), stderr=StringIO())
    engine.search(SearchQuery())

    assert engine.index is not before


def test_old_changes_are_forgotten_and_the_newest_kept(engine):
    for _ in range(3):
        make.live_listing()
    last = last_number()

    SearchChange.objects.prune(2)

    assert list(SearchChange.objects.values_list("pk", flat=True)) == [last - 1, last]
    assert engine.total(SearchQuery()) == 3


def test_while_a_large_board_is_read_the_reference_answers(engine, monkeypatch):
    """The reading runs in the background; here it is held up for ever."""
    make.live_listing()
    engine.building = threading.Thread()
    engine.index = None

    assert engine.search(SearchQuery()).total == 1
    assert engine.find(SearchQuery()).total == 1
    assert engine.total(SearchQuery()) == 1
    assert engine.index is None

import pytest
from django.core.cache import cache

from listings import counting, facets, search
from listings.filters import filter_fields
from listings.kept import kept
from listings.search import engine_named
from listings.search.query import SearchQuery
from roles import vocabulary as taxonomy


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The words that every listing is described with are there from the start, as on a real site."""
    with django_db_blocker.unblock():
        taxonomy.load()


@pytest.fixture
def vocabulary(db):
    """For tests that want to say that they read the taxonomy."""


@pytest.fixture(autouse=True)
def the_index_is_read_anew():
    """Between tests the database is put back, which no change table tells."""
    engine_named.cache_clear()
    kept.clear()


@pytest.fixture
def client(client, django_capture_on_commit_callbacks):
    """Tests run in a transaction that never ends. What a page does once it is saved, such as sending mail, is done
    after each request all the same, as on a running site."""
    request = client.request

    def saved(**parts):
        with django_capture_on_commit_callbacks(execute=True):
            return request(**parts)

    client.request = saved
    return client


@pytest.fixture
def assert_questions(django_assert_num_queries):
    """Counts the questions a page asks the database, index and taxonomy being in memory as on a running
    site, and no card."""

    def counter(number: int):
        search.total(SearchQuery())
        facets.labels()
        kept.word("fields", filter_fields)
        return django_assert_num_queries(number)

    return counter


@pytest.fixture(autouse=True)
def nobody_is_slowed_down():
    """Limits on guessing are counted in the cache; each test starts with none used up."""
    cache.clear()


@pytest.fixture(autouse=True)
def counts_are_written_when_a_test_says_so(monkeypatch):
    """On a running site a thread does it, every few seconds."""
    monkeypatch.setattr(counting, "SECONDS", 3600)
    yield
    counting.tally.take()


@pytest.fixture(autouse=True)
def files_are_thrown_away(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"

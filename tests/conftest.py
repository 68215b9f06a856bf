import pytest
from django.core.cache import cache

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
def nobody_is_slowed_down():
    """Limits on guessing are counted in the cache; each test starts with none used up."""
    cache.clear()

import pytest

from roles import vocabulary as taxonomy


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The words that every listing is described with are there from the start, as on a real site."""
    with django_db_blocker.unblock():
        taxonomy.load()


@pytest.fixture
def vocabulary(db):
    """For tests that want to say that they read the taxonomy."""

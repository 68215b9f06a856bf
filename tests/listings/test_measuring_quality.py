"""How often adverts that nobody wrote for this board get a hint."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from listings.models import Listing
from tests import make

pytestmark = pytest.mark.django_db

ROWS = [
    ("a", "SOCIAL MEDIA MANAGER", make.DESCRIPTION),
    ("a", "Editor and Community Manager in Leeds", "Call 020 7946 0123."),
    ("a", "Copywriter", make.DESCRIPTION),
    ("b", "Copywriter!", make.DESCRIPTION),
    ("a", "", "no title"),
]


@pytest.fixture
def file(tmp_path):
    lines = [f'{source},"{title}","{text}","Leeds, United Kingdom"' for source, title, text in ROWS]
    path = tmp_path / "adverts.csv"
    path.write_text("\n".join(["source,title,description,location", *lines]))
    return path


def measured(*args, **options) -> str:
    out = StringIO()
    call_command("measure_quality", *args, stdout=out, **options)
    return out.getvalue()


def test_every_rule_is_counted_once_an_advert(file):
    said = measured(file)

    assert "      1  25.00% capitals title (hard)" in said
    assert "      1  25.00% contacts description (hard)" in said
    assert "      1  25.00% Google and Indeed: Take the place out of the title" in said
    assert "4 adverts; 2 would be stopped by a hard hint." in said


def test_sources_are_skipped_and_rows_are_chosen(file):
    assert "3 adverts;" in measured(file, skip=["b"])
    assert "1 adverts;" in measured(file, only=[("source", "b")])


def test_the_words_that_set_a_rule_off_are_listed(file):
    said = measured(file, list="contacts description (hard)")

    assert "020 7946 0123  |  Editor and Community Manager in Leeds" in said


def test_nothing_is_imported(file):
    measured(file)

    assert not Listing.objects.exists()


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        measured(tmp_path / "none.csv")

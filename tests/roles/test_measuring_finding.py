"""Skills in sentences of real adverts: how many of those that a reader wrote down are found, and how many too many."""

from io import StringIO

import pytest
from django.core.management import call_command

from roles.measuring_finding import SENTENCES, Measured, measure, read

pytestmark = pytest.mark.django_db

# Just under what is measured, see docs/measures.md: precision, recall.
FLOORS = {"dev": (0.94, 0.96), "work": (0.88, 0.94), "test": (0.83, 0.80)}


@pytest.mark.parametrize("part", FLOORS)
def test_skills_are_found_as_well_as_the_docs_say(part):
    measured = measure(read(SENTENCES), part)

    precision, recall = FLOORS[part]
    assert measured.precision >= precision
    assert measured.recall >= recall


def test_right_wrong_and_missed_are_counted_by_skill():
    rows = [
        {"part": "dev", "text": "You know SEO and SQL.", "skills": ["seo", "php"]},
        {"part": "dev", "text": "You like tea.", "skills": []},
        {"part": "test", "text": "You know Python.", "skills": ["python"]},
    ]

    measured = measure(rows, "dev")

    assert [measured.count(kind) for kind in ("right", "wrong", "missed")] == [1, 1, 1]
    assert (measured.precision, measured.recall) == (0.5, 0.5)
    assert measured.answers[0].wrong == {"sql": "SQL"}


def test_nothing_measured_is_nothing_found():
    assert (Measured([]).precision, Measured([]).recall) == (0.0, 0.0)


def test_the_command_prints_all_parts_and_lists_only_what_is_asked_for():
    out, listed = StringIO(), StringIO()

    call_command("measure_finding", stdout=out)
    call_command("measure_finding", part="dev", list="dev", stdout=listed)

    assert [line.partition(":")[0] for line in out.getvalue().splitlines()] == ["dev", "work", "test"]
    assert "  missed: " in listed.getvalue()
    assert "test:" not in listed.getvalue()

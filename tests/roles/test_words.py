"""Words of a text, and what is none."""

import pytest

from roles.asking import OF_WHAT
from roles.titles import BETWEEN_PARTS
from roles.words import ADDRESS

# So long that whoever reads a part of it twice for each sign would take minutes.
LONG = 200_000


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Write to seo@example.com, please", ["seo@example.com,"]),
        ("See (https://seo.example/jobs) or www.seo.org", ["https://seo.example/jobs)", "www.seo.org"]),
        ("At seo-team.marketing.co.uk/jobs and…seo.com", ["seo-team.marketing.co.uk/jobs", "seo.com"]),
        ("Node.js, e.g. with seo", []),
    ],
)
def test_addresses_are_no_words(text, addresses):
    assert [found[0] for found in ADDRESS.finditer(text)] == addresses


@pytest.mark.parametrize("sign", ["a-", "a.", "a@", "@", "-", "a", "www."])
def test_a_long_run_of_signs_is_read_once(sign):
    assert len(list(ADDRESS.finditer(sign * LONG))) <= LONG


@pytest.mark.parametrize("sign", ["<", "-", "(", "a ", "@"])
def test_a_long_sentence_without_a_verb_is_read_once(sign):
    assert OF_WHAT.match(sign * LONG) is None


def test_a_title_of_dashes_is_read_once():
    assert BETWEEN_PARTS.split("-" * LONG) == ["-" * LONG]
    assert BETWEEN_PARTS.split("Editor -- video- social") == ["Editor", " video", "social"]

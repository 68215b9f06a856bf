"""Which listings are within reach of somebody's skills, and in which order they are shown."""

import pytest

from listings import search
from listings.search.query import SearchQuery
from listings.search.reach import is_within_reach
from tests import make
from tests.reading import shown_titles

pytestmark = pytest.mark.django_db


def reached(*have: str) -> list[int]:
    return search.find(SearchQuery(have=have, fit="reach")).ids


@pytest.mark.parametrize(
    ("needed", "held", "answer"),
    [
        (0, 0, False),
        (1, 1, True),
        (1, 0, False),
        (2, 1, False),
        (3, 2, True),
        (3, 1, False),
        (6, 5, True),
        (6, 4, False),
    ],
)
def test_all_needed_skills_or_all_but_one_of_three_and_more(needed, held, answer):
    skills = ["seo", "sql", "html", "css", "copywriting", "javascript"]
    listing = make.live_listing(skills=skills[:needed])

    assert is_within_reach(needed, held) is answer
    assert reached(*skills[:held], "video-editing") == ([listing.pk] if answer else [])


def test_skills_that_are_only_nice_to_have_are_not_needed():
    listing = make.live_listing(skills=["seo"], nice=["sql"])

    assert reached("seo") == [listing.pk]


def test_an_advert_that_calls_no_skill_required_needs_all_it_names():
    listing = make.live_listing(skills=[], nice=["seo", "sql"])

    assert (reached("seo"), reached("seo", "sql")) == ([], [listing.pk])


def test_best_skills_match_puts_first_what_misses_least_and_uses_most(client):
    for title, skills in [("Two of three", ["seo", "sql", "html"]), ("Nothing named", []), ("Both", ["seo", "sql"]),
                          ("One", ["seo"]), ("None of one", ["html"])]:  # fmt: skip
        make.live_listing(title=title, skills=skills)

    response = client.get("/listings/?have=seo&have=sql&sort=skills")

    assert shown_titles(response) == ["Both", "One", "Two of three", "None of one", "Nothing named"]


def test_the_board_shows_what_is_within_reach_with_a_chip_that_takes_it_away(client):
    make.live_listing(title="Mine", skills=["seo"])
    make.live_listing(title="Not mine", skills=["html"])

    response = client.get("/listings/?have=seo&fit=reach")

    assert shown_titles(response) == ["Mine"]
    assert "within reach of 1 skill" in response.content.decode()


def test_reach_without_skills_is_no_filter(client):
    make.live_listing(title="Any")

    assert shown_titles(client.get("/listings/?fit=reach&sort=skills", follow=True)) == ["Any"]

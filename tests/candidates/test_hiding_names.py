"""Names hidden until the shortlist, and what an application says in words."""

import pytest

from candidates import hiring, shown
from candidates.hiring import hiding
from candidates.models import Application
from candidates.states import Stage
from tests import make

pytestmark = pytest.mark.django_db
PROFILE = {
    "headline": "Priya, strategist", "about": "I am Priya.", "handle": "priya-r", "city": "Leeds", "country": "GB",
    "time_zone": "Europe/London", "may_work_in": ["GB", "IE"], "languages": [["en", "first"], ["fr", "basic"]],
    "work_modes": ["remote"], "availability": "month", "platforms": ["tiktok"],
}  # fmt: skip
PIECE = {
    "id": 1, "kind": "video", "title": "A reel of Priya Rahman", "my_part": "See https://priya.example/reel", "file": "f",
    "file_kind": "image", "alt_text": "Rahman on stage", "link": "https://priya.example/", "client": "Fern",
}  # fmt: skip


@pytest.fixture
def nadia():
    return make.user("nadia@acme.example")


@pytest.fixture
def application(nadia):
    return make.application(
        make.open_listing(nadia),
        name="Priya Rahman",
        email="priya@mail.example",
        why="I am priya, write to priya@mail.example or @priyar. I ran tests.",
        profile=PROFILE,
        pieces=[PIECE],
    )


def as_shown(application):
    return hiding.veiled(Application.objects.with_choice().get(pk=application.pk))


def test_a_hidden_name_is_nowhere_in_what_a_page_gets(application):
    hiding.hide_names(application.listing, True)

    seen = as_shown(application)

    said = f"{seen.name} {seen.email} {seen.why} {seen.profile} {seen.pieces}".lower()
    assert seen.veiled
    assert not [word for word in ("priya", "rahman", "mail.example", "leeds") if word in said]
    assert seen.why == "I am [hidden], write to [hidden] or [hidden] I ran tests."
    assert seen.called == f"Applicant {application.pk}"
    assert shown.kinds_of(seen) == "Video or reel"


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("See linkedin.com/in/annamaria and t.me/am_x", "See [hidden] and [hidden]"),
        ("I own annamaria.co.uk now", "I own [hidden] now"),
        ("Anna wrote this; Jose\u0301 too", "[hidden] wrote this; [hidden] too"),
        ("I use Node.js and/or React, e.g. at work", "I use Node.js and/or React, e.g. at work"),
    ],
)
def test_a_name_is_hidden_in_bare_addresses_and_however_it_is_written(application, said, seen):
    application.name = "Anna-Maria Jos\u00e9"

    assert hiding.concealed(said, application) == seen


@pytest.mark.parametrize(
    ("path", "veiled"),
    [
        ([], True),
        ([Stage.READ], True),
        ([Stage.NOT_SELECTED], True),
        ([Stage.SHORTLISTED], False),
        ([Stage.SHORTLISTED, Stage.NOT_SELECTED], False),
        ([Stage.READ, Stage.INTERVIEW], False),
    ],
)
def test_the_name_comes_with_the_shortlist_and_stays(application, nadia, path, veiled):
    hiding.hide_names(application.listing, True)
    for stage in path:
        hiring.move(application, stage, by=nadia)

    assert as_shown(application).veiled is veiled


def test_names_are_shown_where_nobody_hides_them(application):
    seen = as_shown(application)

    assert (seen.veiled, seen.called, seen.profile) == (False, "Priya Rahman", PROFILE)


def test_a_profile_is_told_in_words(application):
    facts = {fact.label: fact.words for fact in shown.facts_of(application)}

    assert facts.pop("Time there").startswith("London (UTC")
    assert facts == {
        "Lives in": "Leeds, United Kingdom",
        "May work in": "United Kingdom, Ireland",
        "Languages": "English: first language; French: basics",
        "Wants to work": "Remote",
        "Can start": "Within a month",
    }


def test_what_a_profile_does_not_say_is_left_out(nadia):
    assert (
        shown.facts_of(make.application(make.open_listing(nadia), profile={"time_zone": "Mars/Base"})) == []
    )


def test_the_first_line_of_why_me_is_cut_between_words(application):
    application.why = "\n\n" + "word " * 40 + "\nSecond line"

    line = shown.first_line(application)

    assert line.endswith("word …")
    assert len(line) <= 122


@pytest.mark.parametrize("sign", ["a-", "a.", "a@", "@", "1.", "a"])
def test_a_long_run_of_signs_is_read_once(sign):
    assert len(list(hiding.ACCOUNTS.finditer(sign * 100_000))) <= 100_000

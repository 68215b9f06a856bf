"""What a text counts on each platform, held to the vectors that the browser's counting is held to as well."""

import json
from pathlib import Path

import pytest

from roles import composing
from roles.links import TOP_LEVEL, hashtags, links_on_x

ROOT = Path(__file__).parents[2]
VECTORS = json.loads((Path(__file__).parent / "data" / "count_vectors.json").read_text("utf-8"))
HARD = {
    "brackets": "https://example.com/" + "(" * 69_000,
    "brackets and letters": "a.co/(" * 11_000,
    "full stops": "a.co/" + "." * 69_000,
    "short domains": "a.co " * 14_000,
    "labels": "a." * 35_000,
    "known endings": "com." * 17_000,
    "protocols": "http://" * 10_000,
    "hyphens": "a-" * 35_000,
    "mentions": "@a@b" * 17_000,
    "mention without end": "@a@" + "." * 69_000,
    "accents": "e" + "\u0301" * 69_000,
    "joined emoji": "👍\u200d" * 35_000,
    "hashes": "#a" * 35_000,
    "flags": "🇬" * 69_000,
}  # fmt: skip


def by_name(cases: list[dict]) -> list:
    return [pytest.param(case, id=case["name"]) for case in cases]


@pytest.mark.parametrize("case", by_name(VECTORS["cases"]))
def test_a_text_counts_what_the_vectors_say(case):
    text = case["text"] * case.get("times", 1)

    counted = {name: composing.count(text, name) for name in composing.COUNTINGS}

    assert counted == case["counts"]
    assert sorted(composing.facts(text)) == case["facts"]


@pytest.mark.parametrize("case", by_name([case for case in VECTORS["cases"] if "times" not in case]))
def test_links_and_hashtags_are_those_of_the_vectors(case):
    text = composing.clean(case["text"])

    assert [text[start:end] for start, end in links_on_x(text)] == case.get("links", [])
    assert hashtags(text) == case.get("hashtags", [])


@pytest.mark.parametrize("case", by_name(VECTORS["cuts"]))
def test_a_text_is_cut_where_the_limit_is_and_never_in_the_middle_of_a_sign(case):
    assert composing.cut(case["text"], case["counting"], case["most"]) == (case["kept"], case["cut"])


def test_the_vectors_are_many_and_of_all_kinds():
    names = [case["name"] for case in VECTORS["cases"]]

    assert len(names) == len(set(names)) >= 80
    assert {fact for case in VECTORS["cases"] for fact in case["facts"]} >= {
        "link",
        "emoji",
        "wide",
        "far-mention",
    }


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_every_text_is_counted(text):
    """Counting that goes astray in one of these takes minutes."""
    counts = [composing.count(text, counting) for counting in composing.COUNTINGS]

    assert all(counts)
    assert composing.facts(text) is not None


def test_the_browser_knows_the_same_top_level_domains():
    script = (ROOT / "static" / "js" / "domains.js").read_text("utf-8")

    assert set(script.split("`")[1].split()) == TOP_LEVEL

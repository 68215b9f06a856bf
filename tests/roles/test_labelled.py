"""The labelled sentences: each can be read, has known skills and gives nobody away."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "roles/data"
SOURCES = {"18f", "opensourcedesign", "skillspan", "green", "rebase_cc0"}


@pytest.fixture(scope="module")
def sentences() -> list[dict]:
    lines = (DATA / "labelled/skill_sentences.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def repeated(values) -> list:
    return [value for value, times in Counter(values).items() if times > 1]


def test_there_are_two_equal_halves_and_more_to_work_with(sentences):
    parts = Counter(sentence["part"] for sentence in sentences)

    assert set(parts) == {"dev", "test", "work"}
    assert abs(parts["dev"] - parts["test"]) <= 1
    assert parts["work"] >= 600


def test_no_sentence_and_no_id_comes_twice(sentences):
    words = [" ".join(re.findall(r"\w+", sentence["text"].lower())) for sentence in sentences]

    assert repeated(words) == []
    assert repeated(sentence["id"] for sentence in sentences) == []


def test_labels_are_known_skills_each_once_in_order(sentences):
    slugs = [skill["slug"] for skill in json.loads((DATA / "skills.json").read_text())["skills"]]

    wrong = [
        sentence["id"]
        for sentence in sentences
        if sentence["skills"] != [slug for slug in slugs if slug in sentence["skills"]]
    ]

    assert wrong == []


def test_each_source_is_credited(sentences):
    credits = (DATA / "labelled/SOURCES.md").read_text(encoding="utf-8")

    sources = Counter(sentence["source"] for sentence in sentences)

    assert set(sources) == SOURCES
    missing = [name for name, number in sources.items() if f"| `{name}` | {number} |" not in credits]
    assert missing == []


def test_sentences_have_five_to_sixty_words_and_no_address(sentences):
    texts = [sentence["text"] for sentence in sentences]

    odd = [text for text in texts if not 5 <= len(text.split()) <= 60 or text != text.strip()]
    addresses = [text for text in texts if re.search(r"@|\[at\]|\(at\)|<NAME|<CONTACT", text)]
    broken = [text for text in texts if re.search("[\x80-\x9f\ufffd]", text)]

    assert (odd, addresses, broken) == ([], [], [])

"""Docs that cannot drift: settings, import columns, commands and links are all there."""

import re
from pathlib import Path

import pytest

from listings.importing.rows import SYNONYMS
from listings.search.query import SearchQuery

ROOT = Path(__file__).parent.parent
DOCS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


def names_read(path: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, (ROOT / path).read_text()))


def test_every_setting_is_explained():
    read = names_read("jobboard/settings.py", r'env\.\w+\(\s*"(\w+)"')

    explained = names_read("docs/configuration.md", r"\| `([A-Z_]+)` \|")

    assert read == explained


def test_every_column_that_imports_read_is_explained():
    read = names_read(
        "listings/importing/adverts.py", r'(?:text_of|day_of|known|one_known|choice|number)\(row, "(\w+)"'
    ) | names_read("listings/importing/extras.py", r'structured\(row, "(\w+)"')
    explained = set(re.findall(r"`(\w+)`", (ROOT / "docs/importing.md").read_text()))

    assert read | set(SYNONYMS) | {name for names in SYNONYMS.values() for name in names} <= explained


def test_every_name_of_the_address_is_explained():
    explained = set(re.findall(r"`(\w+)`", (ROOT / "docs/addresses.md").read_text()))

    assert set(SearchQuery.__dataclass_fields__) <= explained


def test_no_word_of_the_glossary_has_two_meanings():
    words = re.findall(r"\*\*([^*]+)\*\*", (ROOT / "docs/glossary.md").read_text())
    each = [word.strip().lower() for group in words for word in group.split(",")]

    assert len(each) > 80
    assert sorted(word for word in set(each) if each.count(word) > 1) == []


def test_every_target_that_docs_name_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {name for path in DOCS for name in re.findall(r"`?make ([a-z-]+)`", path.read_text())}

    assert named <= targets


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_docs_lead_somewhere(path):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text())

    assert [link for link in links if not (path.parent / link).exists()] == []

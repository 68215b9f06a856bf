"""Docs that cannot drift: settings, import columns, commands and links are all there."""

import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from socket import gethostname

import pytest
from django.urls import URLPattern, get_resolver

from listings.importing.rows import SYNONYMS
from listings.search.query import SearchQuery

ROOT = Path(__file__).parent.parent
FOLDERS = [path.parent.name for path in ROOT.glob("*/__init__.py")] + [
    "scripts",
    "static",
    "templates",
    "docs",
]
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


def pages(patterns, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield address, pattern
        elif address != "admin/":
            yield from pages(pattern.url_patterns, address)


def test_every_address_that_is_open_to_all_is_listed():
    listed = set(re.findall(r"(?<!\S)/[^\s?;,]*", (ROOT / "docs/addresses.md").read_text()))

    public = {
        f"/{address}"
        for address, pattern in pages(get_resolver().url_patterns)
        if not pattern.pattern.regex.groups and not getattr(pattern.callback, "login_required", True)
        if not address.startswith("account/")
    }

    assert public - listed == set()


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_docs_name_exists(path):
    """Of a name without its folder some file is called so."""
    named = re.findall(r"`([\w./-]+\.(?:py|js|css|html|json|jsonl|md|txt|toml))`", path.read_text())
    files = {file for folder in FOLDERS for file in map(str, (ROOT / folder).rglob("*.*"))}

    missing = [
        name
        for name in named
        if not (ROOT / name).exists() and not any(file.endswith(f"/{name}") for file in files)
    ]

    assert missing == []


def test_no_question_of_the_architecture_is_asked_twice():
    questions = re.findall(r"^\| ([A-Z].*?\?) \|", (ROOT / "docs/architecture.md").read_text(), re.MULTILINE)

    assert [question for question, times in Counter(questions).items() if times > 1] == []


def test_the_tree_of_the_search_has_every_file_once():
    tree = (ROOT / "docs/architecture.md").read_text().partition("listings/search/\n")[2].partition("```")[0]
    told = re.findall(r"(?:^  |· )(\w+\.py)", tree, re.MULTILINE)

    assert sorted(told) == sorted(path.name for path in (ROOT / "listings/search").glob("[!_]*.py"))


def test_every_target_that_docs_name_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {name for path in DOCS for name in re.findall(r"`?make ([a-z-]+)`", path.read_text())}

    assert named <= targets


@pytest.mark.parametrize(
    ("host", "hosts", "site"),
    [
        ("127.0.0.1", f"127.0.0.1,localhost,127.0.0.1,{gethostname()}", "http://127.0.0.1:9000"),
        ("0.0.0.0", "*", f"http://{gethostname()}:9000"),  # noqa: S104 - what the README says
    ],
)
def test_serving_the_network_answers_to_any_name_and_mails_link_to_the_machine(host, hosts, site):
    command = ["make", "--dry-run", "run", f"HOST={host}", "PORT=9000"]  # noqa: S607
    plain = {"PATH": os.environ["PATH"]}
    said = subprocess.run(command, cwd=ROOT, env=plain, capture_output=True, text=True, check=True).stdout  # noqa: S603

    assert f"SITE_URL={site} ALLOWED_HOSTS={hosts} " in said


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_docs_lead_somewhere(path):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text())

    assert [link for link in links if not (path.parent / link).exists()] == []

"""Rules that no reader should have to remember."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ["jobboard", "candidates", "listings", "employers", "roles", "accounts", "background"]
# Files that ask or answer a person: they use the verbs of querysets.py and never filter rows themselves.
ASKING = ["views", "forms", "feeds", "admin", "filters", "facets", "templatetags", "management", "sitemaps"]
LONGEST_FILE = 400


def imports(path: Path) -> list[str]:
    tree = ast.parse(path.read_text())
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return names + [
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
    ]


def python_files(app: str) -> list[Path]:
    return [path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("app", LAYERS)
def test_apps_import_downwards_only(app):
    beside = {"employers": ["roles"], "roles": ["employers"]}.get(app, [])
    not_for_it = LAYERS[: LAYERS.index(app)] + beside

    upward = [
        f"{path.relative_to(ROOT)}: {module}"
        for path in python_files(app)
        for module in imports(path)
        if module.split(".")[0] in not_for_it
    ]

    assert upward == []


@pytest.mark.parametrize("app", LAYERS)
def test_what_asks_for_rows_uses_the_verbs_of_querysets(app):
    own_filters = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in python_files(app)
        if any(part in ASKING for part in [*path.relative_to(ROOT).parts, path.stem])
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"\.(filter|exclude)\(", line)
        and "register.filter" not in line
        and "one_filter" not in line
    ]

    assert own_filters == []


@pytest.mark.parametrize("app", LAYERS)
def test_files_stay_short(app):
    lengths = {path: len(path.read_text().splitlines()) for path in python_files(app)}

    assert [path for path, length in lengths.items() if length > LONGEST_FILE] == []


def test_pages_link_to_no_other_site_for_styles_or_scripts():
    templates = (ROOT / "templates").rglob("*.html")

    remote = [path for path in templates if re.search(r'(src|<link[^>]*href)="https?:', path.read_text())]

    assert remote == []


def test_no_template_has_an_inline_style_or_script():
    templates = [path for path in (ROOT / "templates").rglob("*.html") if "emails" not in path.parts]

    inline = [
        path for path in templates if re.search(r"\sstyle=|\son[a-z]+=|<style|<script>", path.read_text())
    ]

    assert inline == []


@pytest.mark.parametrize("app", LAYERS)
def test_every_task_is_known_to_the_clock_or_called_by_an_act(app):
    path = ROOT / app / "tasks.py"
    functions = (
        [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)]
        if path.exists()
        else []
    )

    assert [function.name for function in functions if not function.decorator_list] == []

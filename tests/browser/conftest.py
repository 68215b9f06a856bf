"""A real browser against a real server. Nothing may leave the server's own address or end in the console."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from roles import vocabulary as taxonomy

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
NAMES = ["chromium", "chromium-browser", "google-chrome"]


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = chromium()
    if not path and os.environ.get("CI"):
        pytest.fail("Chromium is missing: apt-get install chromium")
    if not path:
        pytest.skip("Chromium is not installed: apt-get install chromium, or set CHROMIUM to its path")
    return browser_type_launch_args | {"executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture(autouse=True)
def board(transactional_db, settings, live_server) -> None:
    """The taxonomy is loaded anew: each of these tests starts with empty tables."""
    settings.SITE_URL = live_server.url
    taxonomy.load()


@pytest.fixture
def site(page: Page, live_server) -> Iterator[Page]:
    """A page on the live server that fails the test for a request elsewhere or a word in the console."""
    strange: list[str] = []
    page.on("request", lambda r: r.url.startswith((live_server.url, "data:")) or strange.append(r.url))
    page.on("console", lambda m: m.type == "error" and "status of 4" not in m.text and strange.append(m.text))
    page.on("pageerror", lambda error: strange.append(str(error)))
    page.set_default_timeout(10_000)
    page.goto(live_server.url)
    yield page
    assert strange == []

"""Small screens: the tasks of a candidate at 320 pixels with a keyboard alone. Nothing is clicked."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import make


@pytest.fixture
def small(site: Page) -> Page:
    site.set_viewport_size({"width": 320, "height": 700})
    return site


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what is called so; it must be in sight then."""
    for _ in range(150):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).innerText?.trim() ?? ''"
        )
        if re.match(name, focused):
            box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
            assert box["left"] >= 0
            assert box["right"] <= 320
            return
    raise AssertionError(f"Tab never reaches {name}")


def enter(page: Page) -> None:
    """Press Enter and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_small_screens_a_match_is_found_with_a_keyboard(small, live_server):
    make.live_listing(skills=["customer-support"])
    small.goto(live_server.url)

    tab_to(small, "Find my fit: 3 short steps")
    enter(small)
    tab_to(small, "TikTok")
    small.keyboard.press("Space")
    tab_to(small, "Continue")
    enter(small)
    tab_to(small, "Customer support")
    small.keyboard.press("Space")
    tab_to(small, "Show my fit")
    enter(small)

    expect(small.get_by_role("heading", name="Roles", exact=True)).to_be_visible()
    assert small.evaluate("document.documentElement.scrollWidth") <= 320


def test_small_screens_a_listing_is_searched_filtered_and_opened_with_a_keyboard(small, live_server):
    make.live_listing(title="Copywriter", work_mode="remote", countries=["GB"])
    make.live_listing(title="Copywriter on site")
    small.goto(live_server.url)

    tab_to(small, "Job, skill or company")
    small.keyboard.type("copywriter")
    enter(small)
    expect(small.get_by_role("heading", level=1)).to_contain_text("2")
    tab_to(small, "Filters")
    small.keyboard.press("Enter")
    tab_to(small, "Remote")
    small.keyboard.press("Space")
    tab_to(small, "Show results")
    enter(small)
    expect(small.get_by_role("heading", level=1)).to_contain_text("1")
    tab_to(small, "Copywriter")
    enter(small)

    expect(small.get_by_role("heading", name="Copywriter", level=1)).to_be_visible()
    assert small.evaluate("document.documentElement.scrollWidth") <= 320

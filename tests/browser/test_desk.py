"""An employer imports a file with many listings, sees every row, and finds the drafts; with and without scripts."""

import re

from playwright.sync_api import Page, expect

from background import work
from listings.models import Listing
from tests import make
from tests.browser.people import sign_in

FILE = (
    "Title;Work mode;Location;Pay min\n"
    "Video editor;Hybrid;Leeds, United Kingdom;\n"
    "Community manager;Remote;;\n"
    ";Hybrid;Leeds;\n"
    "Trainer;Hybrid;Leeds;lots\n"
)


def choose_file(page: Page, base: str) -> None:
    page.goto(f"{base}/employer/")
    page.get_by_role("link", name="import many from a file").click()
    page.get_by_label("File with listings").set_input_files(
        {"name": "roles.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    page.get_by_role("button", name="Look at the rows").click()


def work_through() -> None:
    while work.run_next("worker"):
        pass


def test_a_file_is_looked_at_row_by_row_and_becomes_drafts(site, live_server):
    make.company(make.user("nadia@example.com"))
    sign_in(site, live_server.url, "nadia@example.com")

    choose_file(site, live_server.url)
    expect(site.get_by_role("row")).to_have_count(5)
    expect(site.get_by_role("row", name="Row 4")).to_contain_text("No title.")
    expect(site.get_by_role("row", name="Row 5")).to_contain_text("pay_min is not a number.")
    site.get_by_role("button", name="Leave out row 3").click()
    expect(site.get_by_role("row", name="Row 3")).to_contain_text("Left out")
    site.get_by_role("button", name="Make 1 draft").click()

    expect(site.get_by_role("heading", name="Drafts are being made")).to_be_visible()
    work_through()
    expect(site.get_by_role("heading", name="1 draft made")).to_be_visible()
    site.get_by_role("link", name=re.compile("Fix .* Video editor")).click()
    expect(site.get_by_label("Title")).to_have_value("Video editor")
    assert [listing.title for listing in Listing.objects.all()] == ["Video editor"]


def test_without_scripts_one_looks_again_by_hand(browser, live_server):
    make.company(make.user("nadia@example.com"))
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_server.url, "nadia@example.com")

    choose_file(page, live_server.url)
    page.get_by_role("button", name="Make 2 drafts").click()
    expect(page.get_by_text("It starts in a moment.")).to_be_visible()
    work_through()
    page.get_by_role("link", name="Look again").click()

    expect(page.get_by_role("heading", name="2 drafts made")).to_be_visible()


def test_a_file_that_cannot_be_read_is_told_and_another_chosen(site, live_server):
    make.company(make.user("nadia@example.com"))
    sign_in(site, live_server.url, "nadia@example.com")
    site.goto(f"{live_server.url}/employer/import/")

    site.get_by_label("File with listings").set_input_files(
        {"name": "roles.csv", "mimeType": "text/csv", "buffer": b"PK\x03\x04"}
    )
    site.get_by_role("button", name="Look at the rows").click()

    summary = site.locator("[data-error-summary]")
    expect(summary).to_contain_text("This is a workbook, not a CSV file.")
    expect(summary).to_be_focused()

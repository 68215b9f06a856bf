"""Posting a role: how many clicks, by keyboard alone, without a script, and when the session ends."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from listings import lifecycle
from listings.models import Listing
from listings.states import Status
from tests import make
from tests.browser.people import sign_in

TEXT = (
    "You run our paid social on Meta Ads and TikTok, test adverts every week and say each month what worked. "
    "You bring clear reporting and care for budgets. We offer time to learn."
)


@pytest.fixture
def employer(site, live_server) -> Page:
    make.company(make.user("nadia@example.com"), name="Fern & Co", place="Leeds", country="GB")
    sign_in(site, live_server.url, "nadia@example.com")
    return site


def count_clicks(page: Page) -> None:
    page.add_init_script(
        """const count = () => localStorage.setItem("clicks", 1 + Number(localStorage.getItem("clicks")));
           addEventListener("pointerdown", count, true);
           addEventListener("change", (event) => event.target.matches("select") && count(), true);"""
    )


def clicks(page: Page) -> int:
    return int(page.evaluate("localStorage.getItem('clicks')") or 0)


def found_and_prove(page: Page, base: str) -> None:
    page.goto(f"{base}/post/")
    page.get_by_label("Company name").fill("Fern & Co")
    page.get_by_label("Website").fill("fern.example")
    page.get_by_label("Town or city").fill("Leeds")
    page.get_by_label("Country").select_option("GB")
    page.get_by_role("button", name="Save and write a listing").click()
    page.get_by_label("Your work email").fill("nadia@fern.example")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text("We sent a link to nadia@fern.example")).to_be_visible()
    page.goto(re.search(r"http\S+", mail.outbox[-1].body)[0])
    page.get_by_role("button", name="Yes, I work there").click()
    expect(page.get_by_text("Proved fern.example on").first).to_be_visible()


def write_first(page: Page, base: str) -> None:
    """Only the suggestions are taken; what nobody can guess is said."""
    page.goto(f"{base}/post/")
    page.get_by_label("Title").fill("Paid social exec (TikTok)")
    page.get_by_text("Use this role").click()
    expect(page.locator("#id_role")).to_have_value("paid-social-specialist")
    page.get_by_label("Mid").check()
    page.get_by_label("Hybrid", exact=True).check()
    page.get_by_label("Hybrid: days a week on site").fill("2")
    page.locator("#id_contract").select_option("permanent")
    page.locator("#id_hours").select_option("full-time")
    page.locator("#id_pay_model").select_option("salary")
    page.get_by_label("Lowest pay").fill("29000")
    page.get_by_label("Highest pay").fill("34000")
    page.locator("#id_pay_period").select_option("year")
    page.locator("#id_description").fill(TEXT)
    page.get_by_text("Required: Meta Ads").click()
    page.get_by_text("Required: Reporting").click()
    page.get_by_text("Keep: TikTok").click()
    page.get_by_label("By email").check()
    page.get_by_label("Email address for applications").fill("jobs@fern.example")
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()
    page.get_by_role("button", name="Save and preview").click()
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_text("Paid social exec (TikTok): Sent.")).to_be_visible()


def write_second(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name="Post a role").click()
    page.get_by_label("Title").fill("Paid social manager")
    page.get_by_text("Use this role").click()
    page.get_by_label("Senior").check()
    page.get_by_label("Lowest pay").fill("39000")
    page.get_by_label("Highest pay").fill("44000")
    page.locator("#id_description").fill(TEXT)
    page.get_by_text("Required: Meta Ads").click()
    page.get_by_text("Required: Budgeting").click()
    page.get_by_text("Keep: TikTok").click()
    page.get_by_role("button", name="Save and preview").click()
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_text("Paid social manager: Sent.")).to_be_visible()


def test_a_new_company_posts_with_what_is_suggested_and_the_next_time_in_nine_clicks(site, live_server):
    make.user("nadia@example.com")
    sign_in(site, live_server.url, "nadia@example.com")
    found_and_prove(site, live_server.url)

    write_first(site, live_server.url)
    first = lifecycle.approve(Listing.objects.get(), by=make.staff())
    count_clicks(site)
    site.goto(f"{live_server.url}/employer/")
    write_second(site)

    assert clicks(site) <= 9
    second = Listing.objects.get(title="Paid social manager")
    assert (second.status, second.role.slug, second.days_on_site) == (
        Status.IN_REVIEW,
        "paid-social-specialist",
        2,
    )
    assert [skill.slug for skill in second.required_skills] == ["meta-ads", "budgeting"]
    site.goto(live_server.url + first.get_absolute_url())
    expect(site.get_by_role("link", name="Write to the employer")).to_be_visible()
    expect(site.get_by_text("£29,000 to £34,000 a year").first).to_be_visible()


def test_a_draft_is_saved_from_the_first_word_and_the_card_follows(employer, live_server):
    employer.goto(f"{live_server.url}/post/")

    employer.get_by_label("Title").fill("Community manager")
    expect(employer.locator("#draft-state")).to_contain_text(re.compile(r"Draft saved \d\d:\d\d"))
    expect(employer.locator("aside article h3")).to_have_text("Community manager")
    employer.get_by_label("Remote", exact=True).check()
    employer.get_by_label("Remote: people can work from anywhere").check()
    expect(employer.locator("aside article")).to_contain_text("From anywhere · Remote")
    employer.reload()

    expect(employer.get_by_label("Title")).to_have_value("Community manager")
    draft = Listing.objects.get()
    assert employer.url == f"{live_server.url}/post/{draft.pk}/"


def test_only_what_a_listing_needs_is_shown(employer, live_server):
    employer.goto(f"{live_server.url}/post/")
    expect(employer.get_by_label("Hybrid: days a week on site")).to_be_hidden()

    employer.get_by_label("Hybrid", exact=True).check()
    expect(employer.get_by_label("Hybrid: days a week on site")).to_be_visible()
    employer.get_by_label("Remote", exact=True).check()
    expect(employer.get_by_label("Hybrid: days a week on site")).to_be_hidden()
    expect(employer.get_by_label("Town or city")).to_be_hidden()
    employer.locator("#id_pay_model").select_option("gifts-only")
    expect(employer.get_by_label("Lowest pay")).to_be_hidden()
    expect(employer.get_by_label("Row 1: how many")).to_be_hidden()
    employer.locator("#id_contract").select_option("creator-deal")
    expect(employer.get_by_label("Row 1: how many")).to_be_visible()


def test_two_windows_do_not_overwrite_each_other_unseen(employer, live_server):
    employer.goto(f"{live_server.url}/post/")
    employer.get_by_label("Title").fill("Here")
    expect(employer.locator("#draft-state")).to_contain_text("Draft saved")
    other = employer.context.new_page()
    other.goto(employer.url)
    other.get_by_label("Title").fill("There")
    expect(other.locator("#draft-state")).to_contain_text("Draft saved")
    other.wait_for_function(
        "document.querySelector('#id_seen').value === document.querySelector('[data-saved]').dataset.saved"
    )

    employer.get_by_label("Title").fill("Here again")
    expect(employer.locator("#draft-state")).to_contain_text("Another window saved this listing")
    employer.get_by_role("button", name="Save mine instead").click()

    expect(employer.locator("#draft-state")).to_contain_text("Draft saved")
    assert Listing.objects.get().title == "Here again"


def test_a_keyboard_is_enough_and_the_focus_is_never_lost(employer, live_server):
    employer.goto(f"{live_server.url}/post/")
    keys = employer.keyboard
    employer.get_by_label("Title").focus()
    keys.type("Paid social exec (TikTok)")
    expect(employer.locator("#take-role")).to_be_visible()

    keys.press("Tab")
    expect(employer.locator("#take-role")).to_be_focused()
    keys.press("Space")
    expect(employer.locator("#id_role")).to_be_focused()
    expect(employer.locator("#id_role")).to_have_value("paid-social-specialist")
    employer.locator("[id=require-meta-ads]").focus()
    keys.press("Space")
    expect(employer.get_by_label("Required skills")).to_have_value("Meta Ads")
    expect(employer.locator("[data-take=skills_required]:focus")).to_have_count(1)
    expect(employer.locator("[data-status]")).to_have_text("Required: Meta Ads: done")
    keys.press("Enter")

    expect(employer.get_by_text("Draft saved.", exact=True)).to_be_visible()
    assert [skill.slug for skill in Listing.objects.get().required_skills] == ["meta-ads"]


def test_without_a_script_everything_is_there(browser, live_server):
    make.company(make.user("nadia@example.com"), name="Fern & Co", place="Leeds", country="GB")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.set_default_timeout(10_000)
    sign_in(page, live_server.url, "nadia@example.com")
    page.goto(f"{live_server.url}/post/")

    page.get_by_label("Title").fill("Paid social exec (TikTok)")
    page.get_by_role("button", name="Suggest from my text").click()
    page.get_by_label("Use this role").check()
    page.get_by_label("Required: Meta Ads").check()
    page.get_by_label("Keep: TikTok").check()
    page.get_by_label("Drop: Reporting").check()
    page.get_by_role("button", name="Suggest from my text").click()
    expect(page.get_by_label("Required skills")).to_have_value("Meta Ads")
    expect(page.get_by_label("TikTok", exact=True)).to_be_checked()
    expect(page.get_by_label("Drop: Reporting")).to_have_count(0)
    page.get_by_label("Mid").check()
    page.get_by_label("On site", exact=True).check()
    page.locator("#id_contract").select_option("permanent")
    page.locator("#id_hours").select_option("full-time")
    page.locator("#id_pay_model").select_option("hourly")
    page.get_by_label("Lowest pay").fill("14")
    page.get_by_label("Highest pay").fill("18")
    page.locator("#id_description").fill(TEXT)
    page.get_by_label("On the employer's site").check()
    page.get_by_label("Address of the application page").fill("fern.example/jobs")
    page.get_by_role("button", name="Save and preview").click()
    page.get_by_role("button", name="Send for review").click()

    expect(page.get_by_text("Paid social exec (TikTok): Sent.")).to_be_visible()
    assert Listing.objects.get().pay_period == "hour"


def test_who_was_signed_out_while_typing_finds_the_text_again(employer, live_server):
    employer.goto(f"{live_server.url}/post/")
    employer.get_by_label("Title").fill("Community manager")
    expect(employer.locator("#draft-state")).to_contain_text("Draft saved")
    employer.context.clear_cookies(name="sessionid")
    employer.locator("#id_skills_nice").fill("Half a wo")
    expect(employer.locator("#draft-state")).to_contain_text("You were signed out")
    employer.get_by_role("button", name="Save draft").last.click()
    expect(employer.get_by_text("Sign in and your text will still be here")).to_be_visible()
    employer.get_by_label("Email").fill("nadia@example.com")
    employer.get_by_label("Password").fill(make.PASSWORD)
    employer.get_by_role("main").get_by_role("button", name="Sign in").click()

    expect(employer.get_by_text("Your text is still here")).to_be_visible()
    expect(employer.get_by_label("Title")).to_have_value("Community manager")
    expect(employer.locator("#id_skills_nice")).to_have_value("Half a wo")
    assert Listing.objects.count() == 1

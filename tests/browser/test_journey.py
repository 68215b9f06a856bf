"""An advert's life, from a stranger who signs up to the day it is closed; and searching by hand."""

import re
from datetime import timedelta

from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from listings.models import Listing
from listings.tasks import ask_and_remind_employers
from tests import make
from tests.browser.people import sign_in, sign_out

DESCRIPTION = make.DESCRIPTION.replace("posts", "TikTok adverts")


def sign_up(page: Page, base: str, email: str) -> None:
    page.goto(f"{base}/post/")
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(make.PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("heading", name="Look in your mail")).to_be_visible()
    page.goto(re.search(r"http\S+", mail.outbox[-1].body)[0])
    page.get_by_role("button", name="Yes, confirm it").click()


def make_company(page: Page, base: str, name: str) -> None:
    page.goto(f"{base}/post/")
    page.get_by_label("Company name").fill(name)
    page.get_by_label("Website").fill("fern.example")
    page.get_by_label("Country").select_option("GB")
    page.get_by_role("button", name="Save and write a listing").click()


def write_listing(page: Page) -> None:
    page.get_by_label("Title").fill("Paid social exec (TikTok)")
    page.locator("#id_role").select_option("paid-social-specialist")
    page.get_by_label("Mid").check()
    page.get_by_label("Hybrid", exact=True).check()
    page.get_by_label("Town or city").fill("Leeds")
    page.locator("#id_country").select_option("GB")
    page.get_by_label("Days a week on site").fill("2")
    page.locator("#id_contract").select_option("permanent")
    page.locator("#id_hours").select_option("full-time")
    page.locator("#id_pay_model").select_option("salary")
    page.get_by_label("Lowest pay").fill("29000")
    page.get_by_label("Highest pay").fill("34000")
    page.locator("#id_currency").select_option("GBP")
    page.locator("#id_pay_period").select_option("year")
    page.locator("#id_description").fill(DESCRIPTION)
    page.get_by_label("Required skills").fill("Meta Ads, search engine optimization")
    page.get_by_label("TikTok", exact=True).check()
    page.get_by_label("On the employer's site").check()
    page.get_by_label("Address of the application page").fill("https://fern.example/jobs")
    page.get_by_role("button", name="Save and preview").click()


def filter_by(page: Page, group: str, option: str) -> None:
    page.locator(f"#filters summary:has-text('{group}')").wait_for()
    details = page.locator(f"#filters details:has(summary:text-is('{group}'))")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    page.locator("#filters").get_by_label(option, exact=False).first.check()


def test_an_advert_is_posted_returned_mended_approved_found_and_closed(site, live_server):
    base = live_server.url
    make.staff(email="olu@example.com")

    sign_up(site, base, "nadia@fern.example")
    sign_in(site, base, "nadia@fern.example")
    make_company(site, base, "Fern & Co")
    write_listing(site)
    expect(site.get_by_text("£29,000 to £34,000 a year").first).to_be_visible()
    site.get_by_role("button", name="Send for review").click()
    expect(site.get_by_role("cell").get_by_text("Waiting for review")).to_be_visible()
    sign_out(site, base)

    sign_in(site, base, "olu@example.com")
    site.goto(f"{base}/admin/")
    site.get_by_role("link", name="Listings waiting for review").first.click()
    site.get_by_role("link", name="Paid social exec (TikTok)").click()
    site.locator("summary:has-text('Return')").click()
    site.locator("#id_return-reason").select_option("duties-unclear")
    site.locator("#id_return-note").fill("Say what a normal week looks like.")
    site.get_by_role("button", name="Return", exact=True).click()
    expect(site.get_by_text("Paid social exec (TikTok): done.")).to_be_visible()
    assert mail.outbox[-1].to == ["nadia@fern.example"]
    assert "Say what a normal week looks like." in mail.outbox[-1].body
    sign_out(site, base)

    sign_in(site, base, "nadia@fern.example")
    site.goto(f"{base}/employer/")
    site.get_by_role("link", name="Fix it").click()
    expect(site.get_by_text("Say what a normal week looks like.")).to_be_visible()
    site.locator("#id_description").fill(f"{DESCRIPTION}\n\nIn a normal week you test six adverts.")
    site.get_by_role("button", name="Save and preview").click()
    site.get_by_role("button", name="Send for review").click()
    sign_out(site, base)

    sign_in(site, base, "olu@example.com")
    site.goto(f"{base}/admin/listings/waitinglisting/")
    site.get_by_role("link", name="Paid social exec (TikTok)").click()
    site.get_by_role("button", name="Approve").click()
    expect(site.get_by_text("Paid social exec (TikTok): done.")).to_be_visible()
    sign_out(site, base)

    site.goto(f"{base}/listings/")
    site.locator("#q").fill("tiktok")
    site.get_by_role("button", name="Search").click()
    site.wait_for_url("**/listings/?q=tiktok")
    filter_by(site, "Category", "Marketing")
    filter_by(site, "Skills", "SEO")
    site.get_by_role("button", name="Show results").first.click()
    site.wait_for_url("**/listings/?q=tiktok&category=marketing&skill=seo")
    expect(site.locator("#results article h3")).to_have_text(["Paid social exec (TikTok)"])
    site.get_by_role("link", name="Paid social exec (TikTok)").click()
    expect(site.get_by_role("link", name="Apply on the employer's site")).to_be_visible()
    page_of_listing = site.url

    sign_in(site, base, "nadia@fern.example")
    site.goto(f"{base}/employer/")
    site.locator("summary:has-text('More')").click()
    site.get_by_role("link", name=re.compile("^Close :")).click()
    site.get_by_label("Nobody: the role is no longer open").check()
    site.get_by_role("button", name="Close the listing").click()
    expect(site.get_by_text("It has left every list")).to_be_visible()
    sign_out(site, base)

    site.goto(f"{base}/listings/")
    expect(site.get_by_text("No listing is open today")).to_be_visible()
    site.goto(page_of_listing)
    expect(site.locator(".tag-warning").first).to_contain_text("Closed")
    expect(site.get_by_role("link", name="Apply on the employer's site")).to_have_count(0)
    assert Listing.objects.get().decisions.count() == 5


def two_listings() -> None:
    make.live_listing(title="Writer", role="social-copywriter", work_mode="remote")
    make.live_listing(title="Builder", role="web-developer", skills=["html"])


def titles(page: Page):
    return page.locator("#results article h3")


def test_filters_update_the_results_without_a_load_and_the_back_button_works(site, live_server):
    two_listings()
    site.goto(f"{live_server.url}/listings/")
    site.evaluate("window.stays = true")

    filter_by(site, "Category", "Marketing")
    site.get_by_role("button", name="Show results").first.click()
    expect(titles(site)).to_have_text(["Writer"])
    expect(site).to_have_url(f"{live_server.url}/listings/?category=marketing")
    expect(site).to_have_title("1 marketing listing – Rolefeed")
    assert site.evaluate("window.stays") is True

    site.go_back()
    expect(titles(site)).to_have_text(["Builder", "Writer"])
    site.go_forward()
    expect(titles(site)).to_have_text(["Writer"])
    site.get_by_role("link", name="Remove filter: Marketing").click()
    expect(titles(site)).to_have_text(["Builder", "Writer"])


def test_the_switch_updates_as_one_chooses_and_the_focus_stays(site, live_server):
    two_listings()
    site.goto(f"{live_server.url}/listings/")

    site.get_by_label("Update as I choose").check()
    box = site.locator("#o-category-marketing")
    box.check()
    expect(titles(site)).to_have_text(["Writer"])

    expect(site.locator("#o-category-marketing")).to_be_focused()
    expect(site.get_by_label("Update as I choose")).to_be_checked()


def test_an_option_is_found_while_typing_and_what_is_ticked_stays(site, live_server):
    make.live_listing(title="Wanted", skills=["paid-search"])
    make.live_listing(title="Other", skills=["seo"])
    site.goto(f"{live_server.url}/listings/")
    site.locator("#filters").get_by_label("SEO", exact=False).first.check()

    site.get_by_role("searchbox", name="Find in Skills").type("ppc")
    expect(site.locator("#options-skill").get_by_label("Paid search", exact=False)).to_be_visible()
    expect(site.locator("#o-skill-seo")).to_be_checked()
    site.locator("#options-skill").get_by_label("Paid search", exact=False).check()
    site.get_by_role("button", name="Show results").first.click()

    expect(site).to_have_url(re.compile(r"/listings/\?skill=(seo&skill=paid-search|paid-search&skill=seo)$"))
    expect(site.get_by_role("link", name="Wanted")).to_be_visible()


def test_everything_works_without_javascript(browser, live_server):
    two_listings()
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/listings/")

    page.locator("#o-mode-remote").check()
    page.get_by_role("button", name="Show results").first.click()

    expect(titles(page)).to_have_text(["Writer"])
    expect(page).to_have_url(f"{live_server.url}/listings/?mode=remote")
    expect(page.get_by_label("Update as I choose")).to_be_hidden()


def test_on_a_phone_the_filters_open_over_the_page_and_close_with_the_results(browser, live_server):
    two_listings()
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{live_server.url}/listings/")
    expect(page.locator("#o-mode-remote")).to_be_hidden()

    page.get_by_role("link", name="Filters").click()
    page.locator("#o-mode-remote").check()
    page.get_by_role("button", name="Show results").first.click()

    expect(titles(page)).to_have_text(["Writer"])
    expect(page.locator("#o-mode-remote")).to_be_hidden()
    expect(page.get_by_role("link", name="Filters (1)")).to_be_visible()


def test_a_keyboard_gets_past_the_menu_and_to_what_is_wrong(site, live_server):
    site.goto(f"{live_server.url}/account/signup/")
    site.keyboard.press("Tab")
    expect(site.get_by_role("link", name="Skip to content")).to_be_focused()

    site.get_by_role("button", name="Make the account").click()

    expect(site.locator("[data-error-summary]")).to_be_focused()
    expect(site).to_have_title(re.compile("^Error:"))
    site.keyboard.press("Tab")
    site.keyboard.press("Enter")
    expect(site.get_by_label("Email")).to_be_focused()


def test_a_listing_is_renewed_by_one_click_from_a_mail(site, live_server):
    now = timezone.now()
    listing = make.confirmed_listing(
        make.user("nadia@example.com"),
        title="Writer",
        published_at=now - timedelta(days=25),
        closes_at=now + timedelta(days=5),
    )
    ask_and_remind_employers()
    message = mail.outbox[-1]
    assert (message.to, message.subject[:7]) == (["nadia@example.com"], "Closes ")

    site.goto(re.search(r"http\S+/renew/\S+", message.body)[0])
    expect(site.get_by_text("Writer")).to_be_visible()
    site.get_by_role("button", name="Renew it").click()

    expect(site.get_by_role("heading", name="That is done")).to_be_visible()
    renewed = Listing.objects.get()
    assert renewed.closes_at == listing.closes_at + timedelta(days=30)
    assert renewed.published_at == listing.published_at
    site.goto(re.search(r"http\S+/renew/\S+", message.body)[0])
    expect(site.get_by_role("button", name="Renew it")).to_have_count(0)


def test_a_change_is_returned_with_a_reason_mended_and_goes_live(site, live_server):
    base = live_server.url
    make.confirmed_listing(make.user("nadia@example.com"), title="Writer")
    make.staff(email="olu@example.com")

    sign_in(site, base, "nadia@example.com")
    site.goto(f"{base}/employer/")
    site.get_by_role("link", name=re.compile("^Edit")).click()
    site.locator("#id_title").fill("Writer and editor")
    site.get_by_role("button", name="Save", exact=True).click()
    expect(site.get_by_text("A change waits for review.")).to_be_visible()
    sign_out(site, base)

    sign_in(site, base, "olu@example.com")
    site.goto(f"{base}/admin/listings/pendingedit/")
    site.get_by_role("link", name="Writer").first.click()
    expect(site.get_by_role("heading", name="What changes")).to_be_visible()
    site.locator("summary:has-text('Return')").click()
    site.locator("#id_return-reason").select_option("duties-unclear")
    site.locator("#id_return-note").fill("Which of the two?")
    site.get_by_role("button", name="Return", exact=True).click()
    sign_out(site, base)

    site.goto(f"{base}/listings/")
    expect(site.get_by_role("link", name="Writer", exact=True)).to_be_visible()
    sign_in(site, base, "nadia@example.com")
    site.goto(f"{base}/employer/")
    site.get_by_role("link", name=re.compile("^Fix the change")).click()
    expect(site.get_by_text("Which of the two?")).to_be_visible()
    expect(site.locator("#id_title")).to_have_value("Writer and editor")
    site.locator("#id_title").fill("Editor")
    site.get_by_role("button", name="Save", exact=True).click()
    sign_out(site, base)

    sign_in(site, base, "olu@example.com")
    site.goto(f"{base}/admin/listings/pendingedit/")
    site.get_by_role("link", name="Writer").first.click()
    site.get_by_role("button", name="Approve").click()
    expect(site.get_by_text("Writer: done.")).to_be_visible()
    site.goto(f"{base}/listings/")
    expect(site.get_by_role("link", name="Editor", exact=True)).to_be_visible()

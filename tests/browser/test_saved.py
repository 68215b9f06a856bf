"""Saving, hiding and coming back, in a browser: with scripts, without them, and by keyboard."""

import re
from datetime import timedelta

from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from candidates import unwanted
from candidates.alerting import acts, finding, sending
from candidates.models import Candidate, HiddenThing, SavedListing
from listings.search.query import SearchQuery
from tests import make
from tests.browser.people import sign_in
from tests.browser.test_match import Clicks


def save_button(page: Page, title: str, name: str = "Save"):
    return page.get_by_role("button", name=re.compile(rf"^{name}\s*: {title}"))


def test_saved_without_an_account_kept_at_sign_up_and_nothing_is_typed_again(site: Page, live_server):
    for title in ("One", "Two", "Three"):
        make.live_listing(title=title)
    site.goto(f"{live_server.url}/listings/")

    for title in ("One", "Two", "Three"):
        save_button(site, title).click()
        expect(save_button(site, title, "Saved")).to_be_visible()
    assert site.url == f"{live_server.url}/listings/"
    site.reload()
    expect(save_button(site, "Two", "Saved")).to_be_visible()
    site.get_by_role("link", name="All saved").first.click()
    expect(site.get_by_role("heading", name="Open: 3")).to_be_visible()
    site.get_by_role("link", name="Make an account").click()
    expect(site.get_by_text("You saved 3 listings on this browser")).to_be_visible()
    site.get_by_label("Email").fill("priya@example.com")
    site.get_by_label("Password").fill(make.PASSWORD)
    site.get_by_role("button", name="Make the account").click()
    site.get_by_role("heading", name="Look in your mail").wait_for()
    site.goto(re.search(r"http\S+confirm-email\S+", mail.outbox[-1].body)[0])
    site.get_by_role("main").get_by_role("button").first.click()
    sign_in(site, live_server.url, "priya@example.com")
    site.get_by_role("button", name="Keep them").click()

    expect(site.get_by_text("Kept.")).to_be_visible()
    assert SavedListing.objects.count() == 3
    expect(site.get_by_text("before you signed in")).to_have_count(0)


def test_save_works_without_scripts_and_returns_to_the_card(browser: Browser, live_server):
    for number in range(20):
        make.live_listing(title=f"Listing number {number:02}")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/listings/?sort=closing")

    save_button(page, "Listing number 03").click()

    expect(save_button(page, "Listing number 03", "Saved")).to_be_in_viewport()
    assert "sort=closing#listing-" in page.url
    save_button(page, "Listing number 03", "Saved").click()
    expect(save_button(page, "Listing number 03")).to_be_visible()


def test_save_works_by_keyboard_and_the_focus_stays(site: Page, live_server):
    make.live_listing(title="One")
    site.goto(f"{live_server.url}/listings/")

    save_button(site, "One").focus()
    site.keyboard.press("Enter")

    expect(save_button(site, "One", "Saved")).to_be_focused()
    site.keyboard.press("Enter")
    expect(save_button(site, "One")).to_be_focused()


def test_saved_while_filters_change_the_list(site: Page, live_server):
    make.live_listing(title="One", level="mid")
    site.goto(f"{live_server.url}/listings/?level=entry")
    site.goto(f"{live_server.url}/listings/?q=one")

    save_button(site, "One").click()

    expect(save_button(site, "One", "Saved")).to_be_visible()


def test_a_listing_is_hidden_and_shown_again(site: Page, live_server):
    priya = make.user("priya@example.com")
    make.live_listing(title="Gone", company=make.company(name="Rival"))
    make.live_listing(title="Stays")
    sign_in(site, live_server.url, "priya@example.com")
    site.goto(f"{live_server.url}/listings/")
    card = site.get_by_role("article").filter(has_text="Gone")

    card.get_by_text("Hide", exact=False).first.click()
    card.get_by_role("button", name="This listing").click()
    expect(site.get_by_role("heading", name="1 listing", exact=True)).to_be_visible()
    expect(site.get_by_text("1 hidden by you")).to_be_visible()
    site.get_by_role("link", name="Show it").click()
    expect(site.get_by_role("heading", name="2 listings", exact=True)).to_be_visible()
    site.get_by_role("link", name="Hide it again").click()
    site.get_by_role("link", name="All that you hide").click()
    site.get_by_label("A word or a phrase").fill("stay")
    site.get_by_role("button", name="Hide it").click()
    assert HiddenThing.objects.of(priya).count() == 2
    for _ in range(2):
        site.get_by_role("button", name="Show again").first.click()

    expect(site.get_by_text("No word is hidden")).to_be_visible()
    assert HiddenThing.objects.count() == 0


def test_from_the_mail_of_an_alert_to_the_listing_the_next_one_and_the_alert(site: Page, live_server):
    """Journey (f) 1 and 2: one click from the mail, one to the next, one to change the alert. No wall."""
    priya = make.user("priya@example.com")
    alert = acts.make(
        SearchQuery(), email=priya.email, user=priya, frequency="instant", hour=7, time_zone="UTC"
    )
    finding.find()
    for seconds, title in ((1, "Second"), (2, "First")):
        make.live_listing(title=title, published_at=timezone.now() + timedelta(seconds=seconds))
    finding.find()
    sending.send_due()
    click = Clicks()

    site.goto(re.search(r"http\S+first\S+", mail.outbox[-1].body)[0])
    bar = site.locator(".from-alert")
    expect(bar).to_contain_text("From your alert “Every new listing”")
    expect(bar.get_by_role("link", name="Edit")).to_have_count(0)
    click(bar.get_by_role("link", name="Second"))
    expect(site.get_by_role("heading", name="Second", level=1)).to_be_visible()
    expect(bar).to_contain_text("This is the last one of the mail")
    assert click.number == 1

    sign_in(site, live_server.url, "priya@example.com")
    site.goto(re.search(r"http\S+first\S+", mail.outbox[-1].body)[0])
    site.get_by_role("link", name="Edit the alert").click()
    assert site.url.endswith(f"/alerts/{alert.token}/")


def test_reminders_are_switched_off_and_a_calendar_made_renewed_and_stopped(site: Page, live_server):
    """Journey (f) 3 and 6."""
    priya = make.user("priya@example.com")
    SavedListing.objects.create(user=priya, listing=make.live_listing(title="Writer"))
    sign_in(site, live_server.url, "priya@example.com")
    site.goto(f"{live_server.url}/me/saved/")

    site.get_by_role("button", name="Stop reminders").click()
    expect(site.get_by_text("You get no reminders")).to_be_visible()
    site.get_by_role("button", name="Make a calendar").click()
    address = site.get_by_label("Add this address to your calendar").input_value()
    feed = site.request.get(address)
    site.get_by_role("button", name="Make a new address").click()
    newer = site.get_by_label("Add this address to your calendar").input_value()
    old = site.request.get(address)
    site.get_by_role("button", name="Stop the calendar").click()
    expect(site.get_by_role("button", name="Make a calendar")).to_be_visible()

    assert "SUMMARY:Closes: Writer\\, Acme" in feed.text()
    assert (old.status, site.request.get(newer).status) == (404, 404)


def test_where_one_can_work_is_said_once_and_every_card_answers(site: Page, live_server):
    make.user("priya@example.com")
    listing = make.live_listing(title="Writer", countries=["GB"])
    sign_in(site, live_server.url, "priya@example.com")
    site.goto(f"{live_server.url}{listing.get_absolute_url()}")

    site.get_by_role("link", name="See whether it fits where you live").click()
    site.get_by_label("Country where you live").select_option("ES")
    site.get_by_label("Countries where you may work").fill("Narnia")
    site.get_by_role("button", name="Save", exact=True).click()
    expect(site.get_by_role("link", name="We do not know the country “Narnia”")).to_be_visible()
    site.get_by_label("Countries where you may work").fill("Spain")
    site.get_by_role("button", name="Save", exact=True).click()

    expect(site.get_by_role("heading", name="Can you apply?")).to_be_visible()
    expect(site.get_by_text("Your profile says you may work in Spain")).to_be_visible()
    site.goto(f"{live_server.url}/listings/")
    expect(site.get_by_text("Names the UK. You may work in Spain.")).to_be_visible()


def test_the_own_page_leads_to_everything_without_a_dead_link(site: Page, live_server):
    priya = make.user("priya@example.com", name="Priya")
    full_page(priya)
    sign_in(site, live_server.url, "priya@example.com")
    site.goto(live_server.url)
    site.get_by_role("link", name="Today").click()

    expect(site.get_by_role("heading", name="Hello, Priya")).to_be_visible()
    links = site.get_by_role("main").get_by_role("link").evaluate_all("links => links.map(link => link.href)")
    assert {
        link: site.request.get(link).status for link in links if site.request.get(link).status != 200
    } == {}


def full_page(person) -> None:
    now = timezone.now()
    Candidate.objects.keep(person, ["seo", "copywriting", "sql"], ["tiktok"])
    Candidate.objects.place(person, country="ES", may_work_in=["ES"], time_zone="Europe/Madrid")
    make.application(make.open_listing(title="Paid social exec"), person)
    make.draft(make.open_listing(title="An" + "extremely" * 9 + "long title"), person)
    for days, title in ((1, "Content lead"), (9, "Editor"), (20, "An" + "extremely" * 9 + "long title")):
        listing = make.live_listing(
            title=title, skills=["seo"], work_mode="remote", overlap_hours=4, overlap_zone="New York",
            closes_at=now + timedelta(days=days),
        )  # fmt: skip
        SavedListing.objects.create(user=person, listing=listing)
    over = make.live_listing(title="Over", status="closed", ended_at=now)
    SavedListing.objects.create(user=person, listing=over)
    acts.make(
        SearchQuery(mode=("remote",)),
        email=person.email,
        user=person,
        frequency="daily",
        hour=7,
        time_zone="UTC",
    )
    unwanted.hide_word(person, "casino")
    unwanted.hide_word(person, "an" + "extremely" * 6)
    unwanted.hide_company(person, make.company(name="Rival"))
    unwanted.hide_listing(person, make.live_listing(title="Hidden"))

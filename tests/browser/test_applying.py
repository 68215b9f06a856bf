"""Applying: how many presses, by keyboard alone, on a small screen, without an account, and without a script."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from candidates import hiring, talking
from candidates.forms import people
from candidates.models import Application, Candidate
from candidates.states import Stage
from tests import make
from tests.browser.people import sign_in
from tests.browser.test_posting import clicks, count_clicks
from tests.browser.test_small_screen import enter, tab_to
from tests.candidates.papers import docx

WHY = "I ran paid social for two shops and wrote a report each month."


@pytest.fixture
def nadia():
    return make.user("nadia@acme.example")


@pytest.fixture
def listing(nadia):
    listing = make.open_listing(nadia, title="Paid social exec", skills=["seo", "copywriting"])
    listing.questions.create(order=1, text="Do you own a camera?", kind="yes-no")
    return listing


@pytest.fixture
def priya():
    priya = make.user("priya@example.com", name="Priya R.")
    candidate = Candidate.objects.create(user=priya, headline="Paid social", country="GB")
    Candidate.objects.keep(priya, ["seo"], ["tiktok"])
    for number, title in enumerate(["Spring launch", "Summer sale", "Autumn"], start=1):
        candidate.pieces.create(order=number, kind="campaign", title=title, my_part="Plan, copy and budget")
    return priya


@pytest.fixture
def candidate(site: Page, live_server, priya) -> Page:
    sign_in(site, live_server.url, "priya@example.com")
    return site


def test_journey_b_apply_check_send_and_follow(candidate, live_server, listing, nadia):
    """Steps 6 to 9: four presses with a profile (the words and the answers are typed), one to find how it stands."""
    page = candidate
    count_clicks(page)
    page.goto(live_server.url + listing.get_absolute_url())

    page.get_by_role("link", name=re.compile("Apply – about 7 minutes")).click()
    page.get_by_label("Why me").fill(WHY)
    page.get_by_label("Yes").press("Space")
    page.get_by_label("Spring launch (campaign)").click()
    page.get_by_role("button", name="Check before sending").click()
    expect(page.get_by_role("heading", name="Check before sending")).to_be_visible()
    for words in (WHY, "Spring launch", "1 of 2 required skills", "Paid social", "Do you own a camera?"):
        expect(page.locator(".as-employer")).to_contain_text(words)
    expect(page.locator(".as-employer")).not_to_contain_text("Summer sale")
    page.get_by_role("button", name="Send").first.click()

    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    assert clicks(page) == 4
    sent = Application.objects.get()
    hiring.move(sent, Stage.SHORTLISTED, by=nadia)
    talking.say(sent, "Can you come on Monday?", by=nadia, from_employer=True)
    page.goto(live_server.url)
    page.evaluate("localStorage.clear()")
    page.get_by_role("link", name="Today").click()
    expect(page.get_by_text("You are on the shortlist of Acme.")).to_be_visible()
    assert clicks(page) == 1
    expect(page.get_by_text("1 new message")).to_be_visible()
    page.get_by_role("region", name="Applications").get_by_role("link", name="Paid social exec").click()
    expect(page.get_by_text("Can you come on Monday?")).to_be_visible()
    page.get_by_label("Your message").fill("Yes, at ten.")
    page.get_by_role("button", name="Send the message").click()
    expect(page.get_by_text("Yes, at ten.")).to_be_visible()
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text("You withdrew your application.").first).to_be_visible()


def test_what_is_typed_is_kept_by_itself_and_counted(candidate, live_server, listing):
    page = candidate
    page.goto(f"{live_server.url}/listings/{listing.pk}/apply/")

    page.get_by_label("Why me").fill("a" * 590)
    expect(page.get_by_text("10 of 600 characters left")).to_be_visible()
    expect(page.get_by_text(re.compile("Draft saved"))).to_be_visible()
    page.get_by_label("Why me").fill("a" * 601)
    expect(page.get_by_text("1 too many of 600 characters")).to_be_visible()
    expect(page.get_by_text("Not saved, because something is wrong there: Why me.")).to_be_visible()
    page.goto(live_server.url + listing.get_absolute_url())
    page.get_by_role("link", name="Go on with your draft").click()

    expect(page.get_by_label("Why me")).to_have_value("a" * 590)


def test_the_browsers_own_pdf_is_a_cv_and_is_downloaded_again(candidate, live_server, listing):
    page = candidate
    page.goto(f"{live_server.url}/about/")
    printed = page.pdf()
    page.goto(f"{live_server.url}/listings/{listing.pk}/apply/")

    page.get_by_label("CV", exact=True).set_input_files(
        {"name": "my cv.pdf", "mimeType": "application/pdf", "buffer": printed}
    )
    page.get_by_role("button", name="Save draft").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Your CV (PDF)").click()
    assert download.value.suggested_filename == "my-cv.pdf"
    page.get_by_label("CV", exact=True).set_input_files(
        {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": b"<html><script>alert(1)</script>"}
    )
    page.get_by_role("button", name="Save draft").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Choose a PDF or Word file (DOCX) smaller than 5 MB")
    expect(summary).to_be_focused()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("The CV is removed.")).to_be_visible()
    expect(page.get_by_role("link", name="Your CV (PDF)")).to_have_count(0)


def test_a_guest_applies_by_the_link_in_the_mail(site, live_server, listing, monkeypatch):
    monkeypatch.setattr(people, "is_younger", lambda stamp: False)
    page = site
    page.goto(live_server.url + listing.get_absolute_url())

    page.get_by_role("link", name=re.compile("Apply – about")).click()
    page.get_by_label("Your name").fill("Leo M.")
    page.get_by_label("Your email address").fill("leo@example.com")
    page.get_by_label("Why me").fill(WHY)
    page.get_by_label("No", exact=True).check()
    page.get_by_label("CV", exact=True).set_input_files({"name": "cv.docx", "mimeType": "", "buffer": docx()})
    page.get_by_role("button", name="Check before sending").click()
    page.get_by_role("button", name="Send: first a mail to me").first.click()
    expect(page.get_by_role("heading", name="Look in your mail")).to_be_visible()
    (asking,) = [message for message in mail.outbox if message.to == ["leo@example.com"]]
    page.goto(re.search(r"http\S+/applications/\S+", asking.body)[0])
    page.get_by_role("button", name="Send it now").click()

    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    page.get_by_role("link", name="See what you sent").click()
    expect(page.get_by_text(WHY)).to_be_visible()


def test_applying_with_a_keyboard_alone_at_320_pixels(candidate, live_server, listing):
    page = candidate
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(live_server.url + listing.get_absolute_url())

    tab_to(page, "Apply – about 7 minutes")
    enter(page)
    tab_to(page, "Why me")
    page.keyboard.type("I ran two shops.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    tab_to(page, "Summer sale")
    page.keyboard.press("Space")
    tab_to(page, "Check before sending")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    enter(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    tab_to(page, "Send")
    enter(page)

    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    sent = Application.objects.get()
    assert (sent.stage, [piece["title"] for piece in sent.pieces]) == (Stage.SENT, ["Summer sale"])


def test_without_a_script_everything_works(browser, live_server, listing, priya):
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_server.url, "priya@example.com")
    page.goto(live_server.url + listing.get_absolute_url())

    page.get_by_role("link", name=re.compile("Apply – about")).click()
    page.get_by_label("Why me").fill(WHY)
    page.get_by_role("button", name="Check before sending").click()
    expect(page.get_by_role("alert")).to_contain_text("Answer the question “Do you own a camera?”")
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Check before sending").click()
    page.get_by_role("button", name="Send").first.click()

    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    page.context.close()

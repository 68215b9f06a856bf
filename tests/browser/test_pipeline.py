"""An employer goes through who applied: list, columns, keys, moves, many at once, and a listing that ends with answers."""

import csv
import os
import re
from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from candidates import demo, hiring, talking
from candidates.models import Application
from candidates.states import Stage
from employers.models import Membership
from listings.models import Listing
from tests import make
from tests.browser.people import sign_in, sign_out
from tests.browser.test_accessibility import check, check_as_it_is

SHOTS = os.environ.get("SHOTS")


@pytest.fixture
def listing():
    nadia = make.user("nadia@example.com", name="Nadia")
    return make.open_listing(nadia, title="Paid social exec", skills=["copywriting", "meta-ads"])


def applied(listing, *names: str) -> list[Application]:
    """The last one is the newest."""
    return [
        make.application(
            listing, name=name, why=f"I am {name}, and I ran accounts like yours for two years.",
            skills=["copywriting"], profile=demo_profile(), pieces=demo.PIECES[:1],
        )
        for name in names
    ]  # fmt: skip


def demo_profile() -> dict:
    return {"headline": "Strategist", "country": "GB", "city": "Leeds", "platforms": ["tiktok"], "may_work_in": ["GB"],
            "time_zone": "Europe/London", "languages": [["en", "first"]], "availability": "month"}  # fmt: skip


def opened(site: Page, base: str, listing, query: str = "") -> None:
    site.goto(f"{base}/employer/listings/{listing.pk}/applicants/{query}")


def stages() -> dict[str, str]:
    return dict(Application.objects.values_list("name", "stage"))


def test_from_the_desk_to_a_shortlist_with_keys_and_columns(site, live_server, listing):
    applied(listing, "Cyd", "Ben", "Ada")
    sign_in(site, live_server.url, "nadia@example.com")

    site.goto(f"{live_server.url}/employer/")
    site.get_by_role("link", name="3 new: Paid social exec").click()
    expect(site.get_by_role("heading", name="Applicants: Paid social exec")).to_be_visible()
    site.wait_for_load_state("load")

    site.keyboard.press("j")
    expect(site.get_by_role("link", name="Ada")).to_be_focused()
    site.keyboard.press("j")
    site.keyboard.press("k")
    site.keyboard.press("s")
    expect(site.get_by_text("Ada: Shortlist. They are told by mail.")).to_be_visible()

    opened(site, live_server.url, listing)
    site.get_by_role("link", name="Columns").click()
    shortlist = site.get_by_role("region", name="Shortlist")
    expect(shortlist.get_by_role("link", name="Ada")).to_be_visible()
    site.get_by_label("Move Ben to").select_option("Shortlist")
    site.get_by_role("button", name="Move Ben").click()
    expect(shortlist.get_by_role("link", name="Ben")).to_be_visible()
    assert stages() == {"Ada": "shortlisted", "Ben": "shortlisted", "Cyd": "sent"}


def test_a_card_can_be_dragged_to_a_column_that_takes_it(site, live_server, listing):
    applied(listing, "Ada")
    sign_in(site, live_server.url, "nadia@example.com")
    opened(site, live_server.url, listing, "?view=columns")
    site.wait_for_load_state("load")
    card = site.get_by_role("heading", name="Ada")

    card.drag_to(site.get_by_role("region", name="Offer").get_by_role("heading"))
    expect(site.get_by_role("region", name="New").get_by_role("link", name="Ada")).to_be_visible()
    site.reload()
    card.drag_to(site.get_by_role("region", name="Shortlist").get_by_role("heading"))

    expect(site.get_by_role("region", name="Shortlist").get_by_role("link", name="Ada")).to_be_visible()
    assert stages() == {"Ada": "shortlisted"}


def test_keys_are_also_buttons_leave_fields_alone_and_can_be_switched_off(site, live_server, listing):
    applied(listing, "Ben", "Ada")
    sign_in(site, live_server.url, "nadia@example.com")
    opened(site, live_server.url, listing)

    site.get_by_role("button", name="Next", exact=True).click()
    expect(site.get_by_role("link", name="Ada")).to_be_focused()
    site.get_by_label("Keys on").uncheck()
    site.get_by_role("heading", name="Applicants").click()
    site.keyboard.press("s")
    site.reload()
    site.wait_for_load_state("load")
    expect(site.get_by_label("Keys on")).not_to_be_checked()
    site.get_by_label("Keys on").check()
    site.get_by_role("link", name="Ben").click()
    site.get_by_label("A note for your colleagues").fill("")
    site.get_by_label("A note for your colleagues").type("jks says it all")
    site.get_by_role("button", name="Save the note").click()

    expect(site.get_by_text("jks says it all")).to_be_visible()
    assert stages() == {"Ada": "sent", "Ben": "sent"}


def test_one_applicant_is_read_moved_noted_and_written_to(site, live_server, listing):
    applied(listing, "Ben", "Ada")
    sign_in(site, live_server.url, "nadia@example.com")
    opened(site, live_server.url, listing)

    site.get_by_role("link", name="Ada").click()
    expect(site.get_by_text("1 of 2 required skills.")).to_be_visible()
    site.get_by_role("button", name="Mark as read and go to the next").click()
    expect(site.get_by_role("heading", name="Ben", exact=True)).to_be_visible()
    site.get_by_text("Add a message").click()
    site.get_by_label("A message that goes with it").fill("We liked your pictures.")
    site.get_by_label("What you do").get_by_role("button", name="Shortlist").click()
    expect(site.get_by_text("Ben: Shortlist.")).to_be_visible()
    site.get_by_label("Write to the candidate").fill("Can we talk on Thursday?")
    site.get_by_role("button", name="Send the message").click()

    expect(site.get_by_text("Can we talk on Thursday?")).to_be_visible()
    expect(site.get_by_text("We liked your pictures.")).to_be_visible()
    assert stages() == {"Ada": "read", "Ben": "shortlisted"}


def test_names_are_hidden_until_the_shortlist_and_the_table_that_is_taken_along_hides_them_too(
    site, live_server, listing
):
    ben, ada = applied(listing, "Ben Adler", "Ada Okafor")
    sign_in(site, live_server.url, "nadia@example.com")
    opened(site, live_server.url, listing)

    site.get_by_role("button", name="Hide names until the shortlist").click()
    expect(site.get_by_role("link", name=f"Applicant {ben.pk}")).to_be_visible()
    site.get_by_label(f"Move Applicant {ada.pk} to").select_option("Shortlist")
    site.get_by_role("button", name=f"Move Applicant {ada.pk}").click()
    expect(site.get_by_role("link", name="Ada Okafor")).to_be_visible()
    with site.expect_download() as started:
        site.get_by_role("link", name="Export as CSV").click()

    table = list(csv.DictReader(Path(started.value.path()).read_text("utf-8-sig").splitlines()))
    assert [row["name"] for row in table] == ["Ada Okafor", f"Applicant {ben.pk}"]
    assert "Adler" not in str(table)


def test_a_colleague_is_asked_for_an_eye_and_opens_the_link_of_the_mail(site, live_server, listing):
    olga = make.user("olga@example.com", name="Olga")
    Membership.objects.create(company=listing.company, user=olga, role=Membership.Role.RECRUITER)
    (ada,) = applied(listing, "Ada")
    sign_in(site, live_server.url, "nadia@example.com")
    opened(site, live_server.url, listing)

    site.get_by_role("link", name="Ada").click()
    site.get_by_label("Ask a colleague to look").select_option("Olga")
    site.get_by_role("button", name="Send the link").click()
    expect(site.get_by_text("Your colleague gets a mail with a link.")).to_be_visible()
    asked = next(message for message in mail.outbox if message.to == ["olga@example.com"])
    assert "Ada" not in asked.body
    sign_out(site, live_server.url)
    sign_in(site, live_server.url, "olga@example.com")
    site.goto(re.search(r"http\S+", asked.body)[0])

    expect(site.get_by_role("heading", name="Ada", exact=True)).to_be_visible()


def test_several_are_told_no_kindly_without_scripts(browser, live_server, listing):
    applied(listing, "Cyd", "Ben", "Ada")
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_server.url, "nadia@example.com")
    opened(page, live_server.url, listing)

    page.get_by_label("Select Ada").check()
    page.get_by_label("Select Ben").check()
    page.get_by_role("button", name="Not selected, with a message").click()
    page.get_by_label("Somebody else got the job").check()
    page.get_by_role("button", name="Tell 2 people").click()

    expect(page.get_by_text("2 people are told that they were not chosen.")).to_be_visible()
    assert stages() == {"Ada": "not-selected", "Ben": "not-selected", "Cyd": "sent"}


def test_a_listing_is_filled_with_an_answer_for_everybody(site, live_server, listing):
    ada, *_ = applied(listing, "Ada", "Ben", "Cyd")
    for stage in (Stage.SHORTLISTED, Stage.OFFERED):
        hiring.move(ada, stage, by=listing.posted_by)
    sign_in(site, live_server.url, "nadia@example.com")

    site.goto(f"{live_server.url}/employer/")
    site.get_by_role("link", name="Mark filled").click()
    expect(site.get_by_text("1 person has an offer.")).to_be_visible()
    site.get_by_role("link", name="Ada").click()
    site.get_by_role("button", name="Mark as hired").click()
    site.goto(f"{live_server.url}/employer/")
    site.get_by_role("link", name="Mark filled").click()
    site.get_by_label("Somebody who found it here").check()
    site.get_by_label("Somebody else got the job").check()
    site.get_by_role("button", name="Tell everybody and mark as filled").click()

    expect(site.get_by_text("Everybody who waited is told by mail.")).to_be_visible()
    assert stages() == {"Ada": "hired", "Ben": "not-selected", "Cyd": "not-selected"}
    assert Listing.objects.get().status == "filled"


def test_the_pages_have_no_fault(site, live_server, listing):
    ada, ben, *_ = applied(listing, "Ada Okafor", "Ben", "Cyd")
    hiring.move(ada, Stage.SHORTLISTED, by=listing.posted_by)
    hiring.note(ada, "Asks for 32k.", by=listing.posted_by)
    talking.say(ada, "On Thursday?", by=None, from_employer=False)
    hiring.move(ben, Stage.NOT_SELECTED, by=listing.posted_by, message="Thank you.", reason="other")
    empty = make.open_listing(company=listing.company, posted_by=listing.posted_by, title="Nobody yet")
    sign_in(site, live_server.url, "nadia@example.com")
    home = reverse("applicants", args=[listing.pk])
    pages = {
        "list": home, "columns": f"{home}?view=columns", "nobody": reverse("applicants", args=[empty.pk]),
        "one": reverse("applicant", args=[ada.pk]), "ended": reverse("applicant", args=[ben.pk]),
        "no": reverse("not_selected", args=[listing.pk]) + f"?a={ada.pk}.shortlisted",
        "close": reverse("close_with_answers", args=[listing.pk]), "plain": reverse("close", args=[listing.pk]),
        "records": reverse("reply_records"), "desk": reverse("desk"), "numbers": reverse("listing_numbers", args=[listing.pk]),
    }  # fmt: skip

    for name, path in pages.items():
        shoot(site, live_server.url + path, name)
        check(site, live_server.url + path)
    site.goto(live_server.url + pages["no"])
    site.get_by_role("button", name="Tell 1 person").click()
    site.locator("[data-error-summary]").wait_for()
    check_as_it_is(site)


def shoot(site: Page, address: str, name: str) -> None:
    """For people who want to look: SHOTS=/tmp/shots."""
    if not SHOTS:
        return
    for width, height in ((360, 740), (1280, 900)):
        for scheme in ("light", "dark"):
            site.set_viewport_size({"width": width, "height": height})
            site.emulate_media(color_scheme=scheme)
            site.goto(address)
            site.screenshot(path=Path(SHOTS) / f"{name}-{width}-{scheme}.png", full_page=True)

"""Somebody takes their data along, asks us to delete the account, and stays after all."""

import json
from zipfile import ZipFile

from playwright.sync_api import Page, expect

from candidates import leaving
from candidates.models import Candidate
from employers.models import Membership
from tests import make
from tests.browser.people import sign_in, sign_out
from tests.browser.test_accessibility import check


def test_data_is_downloaded_the_account_is_given_up_and_kept_after_all(site: Page, live_server):
    base = live_server.url
    priya = make.user("priya@example.com", name="Priya")
    make.application(make.open_listing(title="Paid social exec"), priya, why="I ran accounts like yours")
    sign_in(site, base, "priya@example.com")

    site.goto(f"{base}/account/")
    site.get_by_role("link", name="Download your data").click()
    with site.expect_download() as waiting:
        site.get_by_role("button", name="Download your data").click()
    archive = ZipFile(waiting.value.path())
    data = json.loads(archive.read("data.json"))
    assert data["applications"][0]["why"] == "I ran accounts like yours"

    site.get_by_role("link", name="Your account").click()
    site.get_by_role("link", name="Delete your account").click()
    expect(site.get_by_text("1 of them has no outcome yet.")).to_be_visible()
    site.get_by_role("link", name="Go on to the last step").click()
    site.get_by_label("Your password").fill("not this one")
    site.get_by_role("button", name="Delete my account").click()
    expect(site.get_by_role("link", name="This is not your password.")).to_be_visible()
    site.get_by_label("Your password").fill(make.PASSWORD)
    site.get_by_role("button", name="Delete my account").click()
    expect(site.get_by_text("Until then you can keep it.").first).to_be_visible()
    assert Candidate.objects.leaving().get().user == priya

    sign_out(site, base)
    sign_in(site, base, "priya@example.com")
    expect(site.get_by_text("You can keep it: see Your account.")).to_be_visible()
    site.goto(f"{base}/account/")
    site.get_by_role("button", name="Keep my account").click()
    expect(site.get_by_text("You keep your account.")).to_be_visible()
    expect(site.get_by_role("button", name="Keep my account")).to_have_count(0)
    assert not Candidate.objects.leaving().exists()


def test_what_stands_in_the_way_and_what_is_under_way_is_accessible_too(site: Page, live_server):
    base = live_server.url
    priya = make.user("priya@example.com")
    company = make.company(priya, name="Fern & Co")
    Membership.objects.create(company=company, user=make.user())
    sign_in(site, base, "priya@example.com")

    check(site, f"{base}/account/delete/")
    expect(site.get_by_role("link", name="Make one of them an owner")).to_be_visible()

    company.memberships.exclude(user=priya).delete()
    leaving.ask(priya)
    for page in ("/account/delete/", "/account/"):
        check(site, base + page)
        expect(site.get_by_role("button", name="Keep my account")).to_be_visible()

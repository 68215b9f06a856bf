"""A company is founded, proved by a mail to its domain, and gets a second member who had no account."""

import re

from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from employers.models import Company
from listings.models import Listing
from tests import make
from tests.browser.people import sign_in, sign_out


def link_in_mail() -> str:
    return re.search(r"http\S+", mail.outbox[-1].body)[0]


def found(page: Page, base: str, name: str, website: str) -> None:
    page.goto(f"{base}/post/")
    page.get_by_label("Company name").fill(name)
    page.get_by_label("Website").fill(website)
    page.get_by_role("button", name="Save and write a listing").click()


def sign_up_as_invited(page: Page, email: str) -> None:
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(make.PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("heading", name="Look in your mail")).to_be_visible()
    page.goto(link_in_mail())
    page.get_by_role("button", name="Yes, confirm it").click()


def test_a_company_is_founded_and_proved_by_work_email_and_a_colleague_joins(site, live_server):
    base = live_server.url
    make.user("nadia@gmail.com", name="Nadia")
    sign_in(site, base, "nadia@gmail.com")

    found(site, base, "Fern & Co", "fern.example")
    expect(site.get_by_role("heading", name="Prove that you work for Fern & Co")).to_be_visible()
    site.get_by_label("Your work email").fill("nadia@gmail.com")
    site.get_by_role("button", name="Send the link").click()
    expect(site.get_by_role("link", name="Enter an address that ends in @fern.example")).to_be_visible()
    site.get_by_label("Your work email").fill("nadia@fern.example")
    site.get_by_role("button", name="Send the link").click()
    expect(site.get_by_text("We sent a link to nadia@fern.example")).to_be_visible()
    assert mail.outbox[-1].to == ["nadia@fern.example"]

    site.goto(link_in_mail())
    site.get_by_role("button", name="Yes, I work there").click()
    expect(site.get_by_text("Proved fern.example on").first).to_be_visible()

    site.get_by_role("link", name="Team").click()
    site.get_by_label("Email").fill("leo@fern.example")
    site.get_by_role("button", name="Send the invitation").click()
    expect(site.get_by_role("rowheader", name="leo@fern.example")).to_be_visible()
    invitation = link_in_mail()
    sign_out(site, base)

    site.goto(invitation)
    sign_up_as_invited(site, "leo@fern.example")
    sign_in(site, base, "leo@fern.example")
    site.goto(invitation)
    site.get_by_role("button", name="Join the team").click()
    expect(site.get_by_text("You are in the team of Fern & Co now.")).to_be_visible()
    expect(site.get_by_role("button", name="Leave the team")).to_be_visible()
    expect(site.get_by_role("button", name="Send the invitation")).to_have_count(0)

    site.goto(f"{base}/companies/fern-co/")
    expect(site.get_by_text("Proved fern.example on")).to_be_visible()
    assert sorted(Company.objects.get().memberships.values_list("role", flat=True)) == ["owner", "recruiter"]

    site.goto(f"{base}/post/")
    site.get_by_label("Title").fill("Fern keeper")
    site.get_by_role("button", name="Save draft").first.click()
    expect(site.get_by_role("heading", name="Fern keeper", level=1)).to_be_visible()
    listing = Listing.objects.get()
    own = [reverse(name, args=[listing.pk]) for name in ("edit_listing", "preview")]
    assert [site.goto(base + path).status for path in own] == [200, 200]
    sign_out(site, base)

    make.user("mallory@example.com")
    sign_in(site, base, "mallory@example.com")
    team = reverse("team", args=["fern-co"])
    assert [site.goto(base + path).status for path in [*own, listing.get_absolute_url(), team]] == [404] * 4
    guessed = [reverse("edit_listing", args=[number]) for number in (listing.pk - 1, listing.pk + 1)]
    assert [site.goto(base + path).status for path in guessed] == [404, 404]
    listing.refresh_from_db()
    assert (listing.title, listing.status) == ("Fern keeper", "draft")

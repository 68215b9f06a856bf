"""What a page weighs, compressed, against the budgets; and how much a browser must fetch."""

import gzip

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from listings.deals import Piece, Terms
from listings.models import Listing
from listings.search.query import ASKED_OF_ALL
from tests import make
from tests.browser.people import sign_in

KB = 1024
# path: (HTML in KB, JavaScript in KB, DOM nodes). The board alone loads htmx: docs/decisions/0007.
BUDGETS = {
    "/": (12, 8, 600),
    "/listings/": (28, 20, 1500),
    "listing": (16, 8, 700),
    "/careers/marketing/": (18, 8, 800),
    "/careers/marketing/paid-social-specialist/": (18, 8, 800),
}
CSS, REQUESTS = 14 * KB, 5


def full_board() -> str:
    company = make.company(name="Acme")
    for number in range(30):
        last = make.live_listing(
            title=f"Paid social executive {number}", role="paid-social-specialist", company=company, level="mid",
            skills=["seo", "sql", "html"], platforms=["x", "tiktok"], description=make.DESCRIPTION * 6,
            stated=dict.fromkeys(ASKED_OF_ALL, "no"), contract="creator-deal" if number % 2 else "permanent",
        )  # fmt: skip
    return with_deal(last)


def with_deal(last: Listing) -> str:
    terms = {"use": "ads", "perpetual": True, "exclusive_days": 180, "whitelisting": True, "revisions": 5}
    Terms(terms | {"kill_fee": 0, "payment_days": 90}, [Piece("short-video", 2)]).save_to(last)
    return last.get_absolute_url()


def compressed(body: bytes) -> int:
    return len(gzip.compress(body))


def fetched(page: Page, address: str) -> dict[str, bytes]:
    got: dict[str, bytes] = {}
    page.on("response", lambda response: got.__setitem__(response.url, response.body()))
    page.goto(address, wait_until="networkidle")
    return got


@pytest.mark.parametrize("path", BUDGETS)
def test_a_page_keeps_its_budget(page, live_server, path):
    listing = full_board()
    address = live_server.url + (listing if path == "listing" else path)

    assert_light(page, address, *BUDGETS[path])


def test_the_form_of_a_listing_keeps_its_budget(page, live_server):
    make.listing(make.user("nadia@example.com"))
    sign_in(page, live_server.url, "nadia@example.com")

    assert_light(page, f"{live_server.url}/post/", html=16, script=8, nodes=1200)


def assert_light(page: Page, address: str, html: int, script: int, nodes: int) -> None:
    got = fetched(page, address)
    assert compressed(got[address]) <= html * KB
    assert page.evaluate("document.querySelectorAll('*').length") <= nodes
    assert sum(compressed(body) for url, body in got.items() if url.endswith(".css")) <= CSS
    assert sum(compressed(body) for url, body in got.items() if url.endswith(".js")) <= script * KB
    assert len(got) <= REQUESTS


def full_desk() -> None:
    company = make.company(make.user("nadia@example.com"), name="Acme")
    for number in range(60):
        listing = make.live_listing(title=f"Paid social executive {number}", company=company)
        listing.day_counts.create(day=timezone.localdate(), came_from="here", views=number)


@pytest.mark.parametrize("path", ["/employer/", "numbers"])
def test_the_desk_keeps_its_budget_with_sixty_listings(page, live_server, path):
    full_desk()
    sign_in(page, live_server.url, "nadia@example.com")
    numbers = reverse("listing_numbers", args=[Listing.objects.latest("pk").pk]) + "?days=90"
    address = live_server.url + (numbers if path == "numbers" else path)

    got = fetched(page, address)

    assert compressed(got[address]) <= 20 * KB
    assert page.evaluate("document.querySelectorAll('*').length") <= 1200
    assert len(got) <= REQUESTS

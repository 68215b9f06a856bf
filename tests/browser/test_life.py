"""Pages about the life of a listing, held to the rules of accessibility."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from listings import signed
from tests import make
from tests.browser.people import sign_in
from tests.browser.test_accessibility import check


@pytest.fixture
def listing():
    now = timezone.now()
    return make.confirmed_listing(
        make.user("nadia@example.com"),
        published_at=now - timedelta(days=25),
        confirmed_at=now - timedelta(days=11),
        closes_at=now + timedelta(days=5),
    )


def test_pages_from_mails_are_accessible(site, live_server, listing):
    base, token = live_server.url, signed.to_confirm(listing)

    for name in ("still_hiring", "not_hiring"):
        check(site, base + reverse(name, args=[token]))
    check(site, base + reverse("renew_by_mail", args=[signed.to_renew(listing)]))
    check(site, base + reverse("renew_by_mail", args=["nonsense"]))


def test_the_desk_and_the_pages_that_end_a_listing_are_accessible(site, live_server, listing):
    base = live_server.url
    sign_in(site, base, "nadia@example.com")

    check(site, f"{base}/employer/")
    for name in ("close", "mark_filled"):
        check(site, base + reverse(name, args=[listing.pk]))


def test_the_page_of_a_change_is_accessible(site, live_server, listing):
    base = live_server.url
    edit = make.edit(listing, title="Another", description=make.DESCRIPTION + " More.")
    make.staff(email="olu@example.com")
    sign_in(site, base, "olu@example.com")

    check(site, base + reverse("admin:review_edit", args=[edit.pk]))

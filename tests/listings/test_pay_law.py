"""Where the law wants pay in adverts, the form says so until there is pay."""

import json
from datetime import date
from unittest import mock

import pytest
from django.conf import settings
from django.urls import reverse

from employers.places import country_name
from listings import quality
from listings.models import Listing
from listings.quality.pay_law import DATA, MAY_HAVE_TO, MUST, laws
from tests import make

pytestmark = pytest.mark.django_db


def at(town: str, country: str, **fields) -> Listing:
    unstated = {"pay_model": "", "pay_max": None, "pay_min": None}
    listing = make.listing(make.user(), countries=[], **unstated | fields)
    listing.places.create(name=town, country=country)
    return listing


def said(listing: Listing) -> list[str]:
    found = [hint for hint in quality.hints(listing) if hint.message in (MUST, MAY_HAVE_TO)]
    assert all(not hint.hard and hint.reason.endswith("Not legal advice.") for hint in found)
    return [f"{hint.field}: {hint.message}" for hint in found]


@pytest.mark.parametrize(
    ("town", "country"),
    [
        ("Berlin", "DE"), ("", "IE"), ("Denver, Colorado", "US"), ("Denver, CO", "US"), ("new york", "US"),
        ("Washington, DC", "US"), ("Boston,  MA", "US"), ("Honolulu, Hawaii", "US"),
    ],
)  # fmt: skip
def test_it_is_said_where_there_is_such_a_law(town, country):
    assert said(at(town, country)) == [f"pay_min: {MUST}"]


@pytest.mark.parametrize(
    ("town", "country"),
    [
        ("Leeds", "GB"), ("Austin, Texas", "US"), ("Austin, TX", "US"), ("Cocoa", "US"), ("Las Vegas, Nevada", "US"),
        ("Providence, Rhode Island", "US"), ("Colorado", "GB"), ("Oslo", "NO"), ("Ma Ma, Comoros", "KM"),
    ],
)  # fmt: skip
def test_and_nowhere_else(town, country):
    assert said(at(town, country)) == []


def test_of_several_places_one_is_enough_and_it_is_said_once():
    listing = at("Leeds", "GB")
    listing.places.create(name="Dublin", country="IE")
    listing.places.create(name="Lyon", country="FR")

    assert said(listing) == [f"pay_min: {MUST}"]


def test_with_pay_there_is_nothing_to_say():
    stated = {
        "pay_model": "salary",
        "pay_min": 40_000,
        "pay_max": 45_000,
        "currency": "EUR",
        "pay_period": "year",
    }

    assert said(at("Berlin", "DE", **stated)) == []


def test_commission_alone_is_no_amount():
    assert said(at("Berlin", "DE", pay_model="commission-only")) == [f"pay_min: {MUST}"]


def test_remote_work_in_all_of_the_united_states_may_be_meant_by_several():
    assert said(at("", "US", work_mode="remote")) == [f"pay_min: {MAY_HAVE_TO}"]


def test_before_its_day_a_law_is_none():
    with mock.patch("listings.quality.pay_law.timezone.localdate", return_value=date(2026, 6, 6)):
        assert said(at("Berlin", "DE")) == []


def test_the_form_says_it_while_somebody_writes(client):
    listing = at("Berlin", "DE")
    client.force_login(listing.posted_by)

    page = client.get(reverse("preview", args=[listing.pk])).content.decode()

    assert MUST in page
    assert "EU directive 2023/970, since June 2026. Not legal advice." in page


def test_places_are_ours_and_the_docs_name_all_with_their_day():
    docs = (settings.BASE_DIR / "docs" / "pay-laws.md").read_text()
    read = json.loads(DATA.read_text())

    assert len(read["countries"]["codes"]) == 27
    assert all(country_name(code) != code for code in read["countries"]["codes"])
    for law in laws():
        if law.state:
            assert f"| {law.state} | {law.since.day} {law.since:%B %Y} |" in docs

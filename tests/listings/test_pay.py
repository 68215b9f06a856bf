"""What open listings pay, as guides show it."""

import html
import re

import pytest

from listings.models import Listing, Source
from listings.pay import pay_by_level
from tests import make

pytestmark = pytest.mark.django_db
GUIDE = "/careers/marketing/social-media-coordinator/"


def pay(number: int, amount: int, **fields) -> None:
    company = make.company()
    for _ in range(number):
        make.live_listing(
            company=company, **{"pay_min": amount, "pay_max": amount, "currency": "GBP"} | fields
        )


def text(client) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", client.get(GUIDE).content.decode())).split())


def test_a_guide_shows_median_and_middle_half_with_the_number_of_listings(client):
    pay(5, 20_000), pay(5, 30_000), pay(5, 40_000)

    assert "All levels : £20,000 to £40,000, median £30,000 (15 listings)" in text(client)


def test_ten_listings_of_a_currency_are_too_few_for_figures_and_eleven_are_enough(client):
    pay(10, 20_000), pay(10, 30_000, currency="EUR")
    too_few = text(client)
    pay(1, 20_000)

    assert "Figures need more than 10 open listings with pay in one currency" in too_few
    assert "All levels" not in too_few
    assert "median £20,000 (11 listings)" in text(client)


def test_currencies_are_never_mixed_and_the_commonest_comes_first():
    pay(11, 20_000), pay(12, 50_000, currency="USD"), pay(3, 90_000, currency="EUR")

    tables = pay_by_level(Listing.objects.all())

    assert list(tables) == ["USD", "GBP"]
    assert [tables[currency][0].median for currency in tables] == [50_000, 20_000]


def test_levels_have_a_line_where_there_are_enough():
    pay(11, 20_000, level="entry"), pay(11, 60_000, level="senior"), pay(2, 90_000, level="mid")

    lines = pay_by_level(Listing.objects.all())["GBP"]

    assert [(line.label, line.number) for line in lines] == [
        ("All levels", 24),
        ("Entry", 11),
        ("Senior", 11),
    ]
    assert lines[2].start == 100.0


def test_hourly_pay_counts_by_the_full_time_year():
    pay(11, 10, pay_period="hour", pay_model="hourly")

    assert pay_by_level(Listing.objects.all())["GBP"][0].median == 20_800


def test_samples_and_listings_that_are_not_open_are_not_counted():
    sample = Source.objects.create(slug="samples", name="Samples", is_sample=True)
    pay(11, 20_000)
    for listing in Listing.objects.all():
        Listing.objects.filter(pk=listing.pk).update(source=sample, source_key=str(listing.pk))
    make.listing()

    assert pay_by_level(Listing.objects.all()) == {}

"""What the database itself refuses."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from listings.models import Listing, Source
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"pay_min": 30_000, "pay_max": 20_000}, "listing_pay_range_is_ordered"),
        ({"pay_max": None}, "listing_pay_range_is_ordered"),
        ({"currency": ""}, "listing_pay_has_currency_and_period"),
        ({"pay_period": ""}, "listing_pay_has_currency_and_period"),
        ({"pay_model": "gifts-only"}, "listing_without_pay_has_no_amount"),
        ({"work_mode": "on-site", "days_on_site": 2}, "listing_days_on_site_are_for_hybrid"),
        ({"work_mode": "hybrid", "days_on_site": 5}, "listing_days_on_site_are_for_hybrid"),
        ({"work_mode": "hybrid", "worldwide": True}, "listing_worldwide_is_remote"),
        ({"status": "live"}, "listing_once_public_has_dates"),
    ],
)
def test_the_database_refuses_nonsense(fields, constraint):
    listing = make.listing()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Listing.objects.filter(pk=listing.pk).update(**fields)


def test_an_advert_of_a_source_is_here_once():
    source = Source.objects.create(slug="board", name="Board")
    make.listing(source=source, source_key="7")

    with pytest.raises(IntegrityError), transaction.atomic():
        make.listing(source=source, source_key="7")


@pytest.mark.parametrize(
    ("top", "period", "yearly"),
    [
        ("30000", "year", "30000"),
        ("2500", "month", "30000"),
        ("500.50", "week", "26026"),
        ("200", "day", "52000"),
        ("15.25", "hour", "31720"),
        ("90", "piece", None),
        ("900", "project", None),
    ],
)
def test_pay_is_compared_by_the_full_time_year(top, period, yearly):
    listing = make.listing(pay_min=1, pay_max=Decimal(top), currency="EUR", pay_period=period)

    listing.refresh_from_db()

    assert listing.pay_top_yearly == (Decimal(yearly) if yearly else None)


def test_a_listing_leaves_every_list_at_the_second_it_closes(time_machine):
    closes = timezone.now() + timedelta(days=3)
    make.live_listing(closes_at=closes)

    time_machine.move_to(closes - timedelta(seconds=1), tick=False)
    before = Listing.objects.live().count()
    time_machine.move_to(closes, tick=False)
    after = Listing.objects.live().count()

    assert (before, after) == (1, 0)


def test_a_listing_past_its_date_says_so_without_a_job_that_writes_it(time_machine):
    listing = make.live_listing()

    time_machine.move_to(listing.closes_at + timedelta(seconds=1))

    assert listing.state_label == "Closing date passed"
    assert not listing.is_open

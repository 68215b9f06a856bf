"""Listings over time: what was first posted when, on this board alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from listings.models import Listing, Source
from listings.over_time import last_months, posted_over_time
from roles.models import Skill
from tests import make

pytestmark = pytest.mark.django_db


def months_ago(number: int) -> datetime:
    """The middle of a month."""
    return last_months(number + 1)[0] + timedelta(days=14)


def posted(number: int, **fields) -> Listing:
    when = months_ago(number)
    return make.live_listing(published_at=when, closes_at=when + timedelta(days=30), skills=["seo"], **fields)


def counted(skill: str = "seo") -> list[int]:
    over_time = posted_over_time(Listing.objects.naming_skill(Skill.objects.get(slug=skill)))
    return [number for _, (number,) in over_time.columns]


def test_each_listing_counts_in_the_month_it_was_first_posted_open_or_not():
    posted(0)
    posted(1, status="filled", ended_at=timezone.now())
    posted(1, status="closed", ended_at=timezone.now())
    posted(11)

    assert counted() == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1]


def test_what_is_older_asks_for_something_else_or_was_never_shown_does_not_count():
    posted(12)
    make.live_listing(skills=["sql"])
    make.listing(skills=["seo"])
    make.waiting_listing(skills=["seo"])
    posted(1, status="rejected")

    assert counted() == [0] * 12


def test_samples_do_not_count():
    posted(1, source=Source.objects.create(slug="samples", name="Samples", is_sample=True), source_key="1")
    posted(1, source=Source.objects.create(slug="real", name="Real"), source_key="1")

    assert sum(counted()) == 1


def test_a_skill_that_is_only_nice_to_have_counts_once():
    make.live_listing(skills=["copywriting"], nice=["seo"])

    assert counted()[-1] == 1


def test_months_go_back_over_the_new_year(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 2, 27, 13, 5, tzinfo=UTC))

    assert [f"{month:%Y-%m-%d}" for month in last_months(4)] == [
        "2025-11-01",
        "2025-12-01",
        "2026-01-01",
        "2026-02-01",
    ]


def shown(client, number: int) -> str:
    for _ in range(number):
        make.live_listing(skills=["seo"])
    return client.get("/skills/seo/").content.decode()


def test_ten_listings_make_a_chart_with_its_count(client):
    page = shown(client, 10)

    assert "<svg viewBox" in page
    assert "10 listings of the last 12 months, counted on this board alone" in page


def test_nine_are_a_sentence(client):
    page = shown(client, 9)

    assert "9 listings on this board asked for it" in page
    assert 'class="chart"' not in page


def test_none_is_a_sentence(client):
    assert "Our samples aside, no listing on this board asked for it" in shown(client, 0)

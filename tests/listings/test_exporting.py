"""An employer takes all listings and their numbers away as a file that a spreadsheet program opens safely."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from listings.importing.drafts import Understanding
from listings.models import UploadRow
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer(client):
    person = make.user("nadia@example.com")
    client.force_login(person)
    return person


@pytest.fixture
def acme(employer):
    return make.company(employer)


def export(client, query: str = "") -> list[dict[str, str]]:
    content = client.get(reverse("export_listings") + query).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(content)))


def test_every_fact_and_number_of_a_listing_is_in_its_row(client, acme, settings):
    settings.SITE_URL = "https://rolefeed.example"
    listing = make.live_listing(
        company=acme, title="Editor", work_mode="hybrid", days_on_site=2, skills=["seo", "sql"], nice=["canva"],
        platforms=["tiktok", "x"], published_at=datetime(2026, 5, 1, 12, tzinfo=UTC),
        closes_at=datetime(2026, 5, 24, 23, 59, 59, tzinfo=UTC), pay_min="24000.50",
    )  # fmt: skip
    listing.day_counts.create(
        day=timezone.localdate() - timedelta(days=200), came_from="here", views=7, leaves=2
    )

    [row] = export(client)

    assert row | {"description": ""} == {
        "number": str(listing.pk), "company": "Acme", "state": "Closing date passed", "first_posted": "2026-05-01",
        "ended": "", "seen": "7", "left": "2", "saved": "0", "applied": "0", "new": "0", "address": f"https://rolefeed.example{listing.get_absolute_url()}",
        "title": "Editor", "role": "social-media-coordinator", "level": "entry", "work_mode": "hybrid",
        "days_on_site": "2", "location": "Leeds, GB", "countries": "", "worldwide": "", "overlap_hours": "", "overlap_zone": "", "contract": "permanent",
        "hours": "full-time", "pay_model": "salary", "pay_min": "24000.5", "pay_max": "28000", "currency": "GBP",
        "pay_period": "year", "pay_note": "", "description": "", "skills_required": "seo; sql", "skills_nice": "canva",
        "platforms": "tiktok; x", "apply_url": "https://acme.example/jobs", "apply_email": "", "closes": "2026-05-24",
    }  # fmt: skip
    assert row["description"] == make.DESCRIPTION


def test_it_is_a_file_to_save_that_no_cache_keeps(client, acme):
    make.live_listing(company=acme)

    response = client.get(reverse("export_listings"))

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="listings-{timezone.localdate()}.csv"'
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_nothing_in_it_can_be_taken_for_a_formula(client, acme, start):
    make.live_listing(
        company=acme, title=f"{start}HYPERLINK(1)", description=f"{start}cmd", pay_note=f"{start}1"
    )

    [row] = export(client)

    assert row["title"] == f"'{start}HYPERLINK(1)"
    assert row["description"] == f"'{start}cmd"
    assert row["pay_note"] == f"'{start}1"


def test_the_listings_of_ones_companies_are_in_it_and_no_others(client, employer, acme):
    make.listing(company=acme, title="Draft at Acme")
    make.live_listing(company=make.company(employer, name="Fern"), title="At Fern")
    make.live_listing(title="Of strangers")

    assert [row["title"] for row in export(client)] == ["Draft at Acme", "At Fern"]
    assert [row["title"] for row in export(client, "?company=fern")] == ["At Fern"]
    assert export(client, "?company=nobody") == []


def test_what_was_exported_can_be_imported_again(client, acme):
    make.live_listing(company=acme, skills=["copywriting"], description="- Plan posts.\n" + make.DESCRIPTION)
    make.live_listing(
        company=acme,
        work_mode="remote",
        countries=["GB", "IE"],
        overlap_hours=4,
        overlap_zone="Europe/London",
        apply_by="email",
        apply_email="a@b.example",
        apply_url="",
    )
    content = client.get(reverse("export_listings")).getvalue()

    client.post(reverse("uploads"), {"company": acme.pk, "file": SimpleUploadedFile("roles.csv", content)})

    rows = list(UploadRow.objects.all())
    assert [row.problems for row in rows] == [[], []]
    again = [Understanding.present().of(row.values, acme).content.facts for row in rows]
    assert [(facts["overlap_hours"], facts["overlap_zone"]) for facts in again] == [
        (4, "Europe/London"), (None, ""),
    ]  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_the_export_asks_the_same_number_of_questions_for_any_number_of_rows(
    client, acme, django_assert_num_queries, rows
):
    for _ in range(rows):
        make.live_listing(company=acme, platforms=["x"])

    with django_assert_num_queries(7):
        assert len(export(client)) == rows

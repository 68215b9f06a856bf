"""Listings as a CSV file that a spreadsheet program opens. Its columns are called as those of the import."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils import timezone

from listings.importing.files import COLUMNS
from listings.models import Listing
from listings.vocabulary import WorkMode

AT_ONCE = 100
NUMBERS = [
    "number",
    "company",
    "state",
    "first_posted",
    "ended",
    "seen",
    "left",
    "saved",
    "applied",
    "new",
    "address",
]
# A spreadsheet program takes what starts like this for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
TEXT = (
    "## What you will do\n\n- Plan and write posts for our accounts every week.\n- Answer comments and messages.\n\n"
    "## What you bring\n\nYou write clearly and you can plan a calendar for a small team."
)


class Line:
    """Gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def attachment(rows: Iterable[Iterable[Any]], name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The mark at the start tells spreadsheet programs that this is UTF-8."""
    writer = csv.writer(Line())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case int():
            return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def listing_rows(listings: Iterable[Listing]) -> Iterator[list[Any]]:
    yield [*NUMBERS, *COLUMNS]
    for listing in listings:
        yield [*numbers_of(listing), *facts_of(listing)]


def numbers_of(listing: Listing) -> list[Any]:
    address = f"{settings.SITE_URL}{listing.get_absolute_url()}" if listing.is_public else ""
    return [
        listing.pk, listing.company.name, listing.state_label, listing.published_at, listing.ended_at, listing.seen,
        listing.left, listing.saved, listing.applied, listing.new, address,
    ]  # fmt: skip


def facts_of(listing: Listing) -> list[Any]:
    places = list(listing.places.all())
    remote = listing.work_mode == WorkMode.REMOTE
    told = {
        "role": listing.role.slug if listing.role else "",
        "location": "" if remote else "; ".join(", ".join(filter(None, [p.name, p.country])) for p in places),
        "countries": "; ".join(place.country for place in places) if remote else "",
        "worldwide": "yes" if listing.worldwide else "",
        "skills_required": "; ".join(skill.slug for skill in listing.required_skills),
        "skills_nice": "; ".join(skill.slug for skill in listing.nice_skills),
        "platforms": "; ".join(platform.slug for platform in listing.platforms.all()),
        "closes": listing.closes_at,
    }
    return [told[name] if name in told else getattr(listing, name) for name in COLUMNS]


def template_rows() -> list[list[str]]:
    """Complete listings, so that who uploads the file as it is sees no error."""
    closes = (timezone.localdate() + timedelta(days=30)).isoformat()
    both = {
        "description": TEXT,
        "skills_required": "Copywriting; Community management",
        "skills_nice": "Canva",
        "contract": "Permanent",
        "hours": "Full time",
        "currency": "GBP",
        "closes": closes,
    }
    on_site = both | {
        "title": "Social media coordinator", "role": "Social media coordinator", "level": "Entry",
        "work_mode": "Hybrid", "days_on_site": "2", "location": "Leeds, United Kingdom", "pay_model": "Salary",
        "pay_min": "25000", "pay_max": "29000", "pay_period": "year", "platforms": "Instagram; TikTok",
        "apply_url": "https://your-company.example/jobs/coordinator",
    }  # fmt: skip
    remote = both | {
        "title": "Community manager", "role": "Community manager", "level": "Mid", "work_mode": "Remote",
        "countries": "United Kingdom; Ireland", "overlap_hours": "4", "overlap_zone": "London", "hours": "Part time",
        "pay_model": "Hourly", "pay_min": "18", "pay_max": "22", "pay_period": "hour",
        "apply_email": "jobs@your-company.example",
    }  # fmt: skip
    return [COLUMNS, *([row.get(name, "") for name in COLUMNS] for row in (on_site, remote))]

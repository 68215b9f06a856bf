"""The board that `make run` shows: real adverts that may be shown, samples, and three people."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from accounts.models import User
from employers.models import Company, Membership
from listings import demo_desk
from listings.importing.adverts import Advert
from listings.importing.rows import count_rows, read_rows
from listings.importing.saving import Importer, Report
from listings.models import Listing, Source

DATA = Path(__file__).parent / "data" / "demo"
PASSWORD = "rolefeed-demo"  # noqa: S105 - demo accounts exist with DEBUG on only
MOVED = "Its dates are moved so that you can try the board."
SOURCES = {
    "usajobs": Source(
        name="USAJOBS",
        url="https://www.usajobs.gov/",
        credit=f"A real announcement of the United States government, in the public domain. {MOVED}",
    ),
    "18f": Source(
        name="18F",
        url="https://github.com/18F/join.tts.gsa.gov",
        credit=f"A real advert of the United States government, in the public domain. {MOVED}",
    ),
    "opensourcedesign": Source(
        name="Open Source Design",
        url="https://opensourcedesign.net/jobs/",
        credit=f"A real advert from the Open Source Design job board, Apache License 2.0, contacts removed. {MOVED}",
    ),
    "samples": Source(
        name="Rolefeed samples", credit="Made up to show what the board can do.", is_sample=True
    ),
}


def files() -> list[Path]:
    return sorted(DATA.glob("*.jsonl.gz"))


def total() -> int:
    return sum(map(count_rows, files()))


def make_sources() -> None:
    for slug, source in SOURCES.items():
        values = {
            "name": source.name,
            "url": source.url,
            "credit": source.credit,
            "is_sample": source.is_sample,
        }
        Source.objects.update_or_create(slug=slug, defaults=values)


def load(report: Report) -> Iterator[int]:
    """Import every file, filling the report; yields how many more adverts are done."""
    make_sources()
    for path in files():
        importer = Importer(path.name.partition(".")[0], dates=demo_dates)
        importer.report = report
        yield from importer.take(read_rows(path))


def demo_dates(advert: Advert) -> tuple[datetime, datetime]:
    """Posted within the last four weeks, open for one to eight more: the same for an advert every time."""
    return dates_of(f"{advert.source}/{advert.key}")


def dates_of(key: str) -> tuple[datetime, datetime]:
    number = int(hashlib.sha256(key.encode()).hexdigest()[:12], 16)
    now = timezone.now()
    posted = now - timedelta(minutes=number % (28 * 24 * 60))
    return posted, now + timedelta(days=7 + number // 97 % 50, hours=number % 24)


def refresh() -> int:
    """Open the demo listings again once most of them have closed; answers how many."""
    listings = Listing.objects.from_source(SOURCES)
    if listings.live().count() * 2 > listings.count():
        return 0
    stale = list(listings.with_status_live())
    for listing in stale:
        listing.published_at, listing.closes_at = dates_of(f"{listing.source.slug}/{listing.source_key}")
    return Listing.objects.bulk_update(stale, ["published_at", "closes_at"], batch_size=500)


def people() -> list[User]:
    """candidate@, employer@ and staff@example.com, with confirmed addresses."""
    candidate = person("candidate@example.com", "Sam Candidate")
    employer = person("employer@example.com", "Nadia Employer")
    staff = person("staff@example.com", "Olu Staff", is_staff=True, is_superuser=True)
    if not Membership.objects.of_user(employer).exists():
        company = Company.objects.with_slugs(["fern-and-co"]).first() or demo_desk.make_company()
        Membership.objects.create(company=company, user=employer, role=Membership.Role.OWNER)
        demo_desk.fill(company, employer=employer, staff=staff)
    return [candidate, employer, staff]


def person(email: str, name: str, **rights) -> User:
    found = User.objects.filter(email=email).first()
    if found:
        return found
    made = User.objects.create_user(email, PASSWORD, name=name, **rights)
    made.emailaddress_set.create(email=email, verified=True, primary=True)
    return made

"""Saves adverts as listings, in batches: new ones at once, known ones only where they changed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from employers.models import Company, free_slug
from listings.duplicates import sketch_new
from listings.importing.adverts import Advert, BadRow, Reader
from listings.importing.rows import Row
from listings.lifecycle import LIFETIME
from listings.models import Decision, Listing, ListingPlace, ListingPlatform, ListingSkill, Source
from listings.search.changes import take_turn
from listings.states import Status

BATCH = 250
# When a listing is posted and when it closes, from what the source states.
Dates = Callable[[Advert], tuple[datetime, datetime]]


@dataclass
class Report:
    taken: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    with_role: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return self.taken + self.changed + self.unchanged + self.repeated + len(self.bad)


def stated_dates(advert: Advert) -> tuple[datetime, datetime]:
    """As the source says. Where it names no closing day, a listing stays the usual time from today."""
    now = timezone.now()
    posted = min(moment(advert.posted), now) if advert.posted else now
    closes = moment(advert.closes, time(23, 59, 59)) if advert.closes else now + LIFETIME
    return posted, max(closes, posted + timedelta(seconds=1))


def moment(day: date, at: time = time(0)) -> datetime:
    return datetime.combine(day, at, UTC)


class Importer:
    def __init__(self, source: str, dates: Dates = stated_dates):
        self.source, self.dates = source, dates
        self.reader = Reader()
        self.report = Report()
        self.sources = Source.objects.in_bulk(field_name="slug")
        self.companies = {company.name: company for company in Company.objects.without_members()}
        self.seen: set[tuple[str, str]] = set()

    def take(self, rows: Iterable[Row]) -> Iterator[int]:
        """Import all rows; yields how many more are done, for a progress bar."""
        rows = iter(rows)
        while batch := list(islice(rows, BATCH)):
            self.save([advert for row in batch if (advert := self.understand(row))])
            yield len(batch)

    def understand(self, row: Row) -> Advert | None:
        try:
            if row.error:
                raise BadRow(row.error)
            advert = self.reader.read(row.values, self.source)
        except BadRow as reason:
            self.report.bad.append((row.number, str(reason)))
            return None
        if (advert.source, advert.key) in self.seen:
            self.report.repeated += 1
            return None
        self.seen.add((advert.source, advert.key))
        return advert

    @transaction.atomic
    def save(self, adverts: list[Advert]) -> None:
        take_turn(connection)
        known = self.known(adverts)
        fresh = [advert for advert in adverts if (advert.source, advert.key) not in known]
        self.create(fresh)
        for advert in adverts:
            self.report.with_role += bool(advert.content.facts["role"])
            if listing := known.get((advert.source, advert.key)):
                self.update(listing, advert)

    def known(self, adverts: list[Advert]) -> dict[tuple[str, str], Listing]:
        listings = Listing.objects.imported([advert.key for advert in adverts])
        return {(listing.source.slug, listing.source_key): listing for listing in listings}

    def create(self, adverts: list[Advert]) -> None:
        listings = Listing.objects.bulk_create([self.listing_of(advert) for advert in adverts])
        links = [advert.content.links_of(listing) for advert, listing in zip(adverts, listings, strict=True)]
        for model, rows in zip(
            (ListingSkill, ListingPlatform, ListingPlace), zip(*links, strict=True), strict=False
        ):
            model.objects.bulk_create([row for of_one in rows for row in of_one])
        for advert, listing in zip(adverts, listings, strict=True):
            advert.content.save_extras(listing)
        sketch_new(listings)
        Decision.objects.bulk_create(
            Decision(
                listing=listing,
                act="import",
                before=Status.DRAFT,
                after=Status.LIVE,
                title=listing.title,
                description=listing.description,
            )
            for listing in listings
        )
        self.report.taken += len(listings)

    def listing_of(self, advert: Advert) -> Listing:
        posted, closes = self.dates(advert)
        listing = Listing(
            company=self.company_of(advert),
            source=self.source_of(advert.source),
            source_key=advert.key,
            source_url=advert.url,
            source_posted_on=advert.posted,
            status=Status.LIVE,
            published_at=posted,
            closes_at=closes,
        )
        advert.content.write_to(listing)
        return listing

    def update(self, listing: Listing, advert: Advert) -> None:
        """Bring an imported listing up to date with its source. Its state and its dates stay."""
        before = {name: getattr(listing, name) for name in [*advert.content.facts, "title", "description"]}
        advert.content.write_to(listing)
        if before == {name: getattr(listing, name) for name in before} and advert.content.adds_nothing_to(
            listing
        ):
            self.report.unchanged += 1
            return
        listing.save()
        advert.content.save_links(listing)
        self.report.changed += 1

    def company_of(self, advert: Advert) -> Company:
        """Imports never write into a company that has members: its people speak for it."""
        if advert.company not in self.companies:
            company = Company(slug=free_slug(advert.company), **advert.company_facts)
            company.call(advert.company)
            company.save()
            self.companies[advert.company] = company
        return self.companies[advert.company]

    def source_of(self, slug: str) -> Source:
        if slug not in self.sources:
            self.sources[slug] = Source.objects.create(slug=slugify(slug) or slug, name=slug)
        return self.sources[slug]

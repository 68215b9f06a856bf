"""Listings that are nearly the same: kept fingerprints, and how often a company posted one job."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from listings.models import Listing, Sketch
from listings.sketches import NEAR, groups_of, likeness, pieces_of

# Of the words of two titles, the share that both have in titles of one job.
NEAR_TITLES = 0.5


@dataclass(frozen=True)
class Repost:
    """How often a company posted this job, the first time included."""

    times: int
    since: date

    def __str__(self) -> str:
        return f"Posted {self.times} times since {self.since:%B %Y}"


def sketch(listing: Listing) -> None:
    """Bring the fingerprint up to date with the words."""
    pieces = pieces_of(listing.words)
    if pieces != list(Sketch.objects.of([listing]).pieces()):
        Sketch.objects.of([listing]).delete()
        Sketch.objects.bulk_create(rows_of(listing, pieces))


def sketch_new(listings: Iterable[Listing]) -> None:
    """Of many that have none yet, in one query."""
    rows = [row for listing in listings for row in rows_of(listing, pieces_of(listing.words))]
    Sketch.objects.bulk_create(rows, ignore_conflicts=True)


def rows_of(listing: Listing, pieces: list[int]) -> list[Sketch]:
    return [Sketch(listing=listing, band=band, value=value) for band, value in enumerate(pieces)]


def reposts_of(listings: Iterable[Listing]) -> dict[int, Repost]:
    """Of those whose company posted the same job more than once, in two queries. Imported ones, which nobody here is
    asked to confirm, are left out: sources repeat adverts for reasons of their own."""
    posted = [listing for listing in listings if listing.confirmed_at]
    others = list(Listing.objects.sharing_words_and_company(posted)) if posted else []
    found = {}
    for listing in posted:
        same = [other for other in others if other.pk != listing.pk and is_same_job(listing, other)]
        if same:
            first = min(moment.published_at for moment in [listing, *same])
            found[listing.pk] = Repost(len(same) + 1, timezone.localdate(first))
    return found


def is_same_job(listing: Listing, other: Listing) -> bool:
    """One company, nearly one title and text, and a place in common: an advert for several towns is several jobs."""
    return (
        listing.company_id == other.company_id
        and overlap(set(listing.search_title.split()), set(other.search_title.split())) >= NEAR_TITLES
        and are_in_one_place(listing, other)
        and likeness(groups_of(listing.words), groups_of(other.words)) >= NEAR
    )


def overlap(first: set[str], second: set[str]) -> float:
    return len(first & second) / len(first | second) if first | second else 0.0


def are_in_one_place(listing: Listing, other: Listing) -> bool:
    places = [{(place.name, place.country) for place in each.places.all()} for each in (listing, other)]
    return places[0] == places[1] or bool(places[0] & places[1])

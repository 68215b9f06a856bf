"""From where the work of a listing can be done, as far as it says: what a person's own facts are held against."""

from dataclasses import dataclass
from typing import Self

from listings.models import Listing


@dataclass(frozen=True)
class Where:
    """`countries` are those of the workplaces or, for remote work, those one may work from. Nothing is guessed: what
    is empty is not stated."""

    mode: str = ""
    worldwide: bool = False
    countries: tuple[str, ...] = ()
    overlap_hours: int = 0
    overlap_zone: str = ""

    @classmethod
    def of(cls, listing: Listing) -> Self:
        named = dict.fromkeys(place.country for place in listing.places.all() if place.country)
        return cls(
            mode=listing.work_mode,
            worldwide=listing.worldwide,
            countries=tuple(named),
            overlap_hours=listing.overlap_hours or 0,
            overlap_zone=listing.overlap_zone,
        )

"""What a listing says, apart from what happens to it. Forms and importers hand this to the acts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from listings.models import Listing, ListingPlace, ListingPlatform, ListingSkill
from roles.models import Platform, Skill

# Changing one of these on a live listing sends it back to the moderators.
CHECKED_AGAIN = [
    "title", "description", "role_id", "pay_model", "pay_min", "pay_max", "currency", "pay_period", "pay_note",
    "apply_by", "apply_url", "apply_email",
]  # fmt: skip


@dataclass
class Content:
    """`facts` are columns of Listing; `places` are (town, country code)."""

    title: str
    description: str
    facts: dict[str, Any]
    format: str = Listing.Format.MARKDOWN
    required: Sequence[Skill] = ()
    nice: Sequence[Skill] = ()
    platforms: Sequence[Platform] = ()
    places: Sequence[tuple[str, str]] = field(default_factory=list)

    def write_to(self, listing: Listing) -> None:
        """Set the columns. Call save_links once the listing has a number."""
        listing.write(title=self.title, description=self.description, format=self.format)
        for name, value in self.facts.items():
            setattr(listing, name, value)

    def links_of(
        self, listing: Listing
    ) -> tuple[list[ListingSkill], list[ListingPlatform], list[ListingPlace]]:
        kinds = dict.fromkeys(self.nice, ListingSkill.Kind.NICE)
        kinds = dict.fromkeys(self.required, ListingSkill.Kind.REQUIRED) | {
            skill: kind for skill, kind in kinds.items() if skill not in self.required
        }
        return (
            [ListingSkill(listing=listing, skill=skill, kind=kind) for skill, kind in kinds.items()],
            [
                ListingPlatform(listing=listing, platform=platform)
                for platform in dict.fromkeys(self.platforms)
            ],
            [
                ListingPlace(listing=listing, name=name, country=code)
                for name, code in dict.fromkeys(self.places)
            ],
        )

    def save_links(self, listing: Listing) -> None:
        links = self.links_of(listing)
        for model, rows in zip((ListingSkill, ListingPlatform, ListingPlace), links, strict=True):
            model.objects.filter(listing=listing).delete()
            model.objects.bulk_create(rows)


def checked_again(listing: Listing) -> dict[str, Any]:
    return {name: getattr(listing, name) for name in CHECKED_AGAIN}

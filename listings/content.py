"""What a listing says, apart from what happens to it. Forms and importers hand this to the acts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from listings.deals import Terms, facts_of
from listings.models import (
    Deal,
    Listing,
    ListingFact,
    ListingPlace,
    ListingPlatform,
    ListingSkill,
    Question,
)
from listings.vocabulary import DEAL_FACTS, truth_questions
from roles.models import Platform, Skill

# Changing one of these on a live listing has to be read by the moderators before anybody sees it.
CHECKED_AGAIN = [
    "title", "description", "role_id", "pay_model", "pay_min", "pay_max", "currency", "pay_period", "pay_note",
    "apply_by", "apply_url", "apply_email",
]  # fmt: skip


@dataclass
class Content:
    """`facts` are columns of Listing, `places` (town, country code), `answers` {name: value} of the truth panel,
    `questions` (text, kind). None for answers, questions or deal leaves what is there: importers know nothing of it."""

    title: str
    description: str
    facts: dict[str, Any]
    format: str = Listing.Format.MARKDOWN
    required: Sequence[Skill] = ()
    nice: Sequence[Skill] = ()
    platforms: Sequence[Platform] = ()
    places: Sequence[tuple[str, str]] = field(default_factory=list)
    answers: Mapping[str, str] | None = None
    questions: Sequence[tuple[str, str]] | None = None
    deal: Terms | None = None

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
            replace(model, listing, rows)
        self.save_extras(listing)

    def save_extras(self, listing: Listing) -> None:
        """Questions, answers and the deal, as far as anything is said about them."""
        if self.questions is not None:
            asked = enumerate(self.questions, 1)
            replace(
                Question, listing, [Question(listing=listing, order=n, text=t, kind=k) for n, (t, k) in asked]
            )
        if self.answers is not None:
            replace_facts(listing, truth_questions(), self.answers)
        if self.deal is not None:
            replace_facts(listing, DEAL_FACTS, self.save_deal(listing, self.deal))

    def adds_nothing_to(self, listing: Listing) -> bool:
        """Whether questions, answers and deal are there already as they are said here."""
        if self.answers is None and self.questions is None and self.deal is None:
            return True
        stated = dict(listing.facts.values_list("name", "value"))
        answers = {name: value for name, value in stated.items() if name in truth_questions()}
        asked = list(listing.questions.values_list("text", "kind"))
        return (
            self.answers in (None, answers)
            and self.questions in (None, asked)
            and (self.deal is None or self.deal.is_of(listing))
        )

    @staticmethod
    def save_deal(listing: Listing, terms: Terms) -> Mapping[str, str]:
        """What can be filtered by. Terms that say nothing are no deal."""
        if terms.pieces or any(terms.columns.values()):
            return facts_of(terms.save_to(listing))
        Deal.objects.filter(listing=listing).delete()
        return {}


def replace_facts(listing: Listing, names: Collection[str], stated: Mapping[str, str]) -> None:
    ListingFact.objects.filter(listing=listing, name__in=names).delete()
    ListingFact.objects.bulk_create(
        ListingFact(listing=listing, name=name, value=value) for name, value in stated.items() if value
    )


def replace(model, listing: Listing, rows: list) -> None:
    model.objects.filter(listing=listing).delete()
    model.objects.bulk_create(rows)


def checked_again(listing: Listing) -> dict[str, Any]:
    return {name: getattr(listing, name) for name in CHECKED_AGAIN}

"""What a listing says, apart from what happens to it. Forms and importers hand this to the acts."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from listings.deals import Terms, facts_of, known
from listings.duplicates import sketch
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
from roles.models import Platform, Role, Skill

# Changing one of these on a live listing has to be read by the moderators before anybody sees it.
CHECKED_AGAIN = [
    "title", "description", "role_id", "pay_model", "pay_min", "pay_max", "currency", "pay_period", "pay_note",
    "apply_by", "apply_url", "apply_email",
]  # fmt: skip


# What a listing says in columns of its own, beside title and text. Of these, the dates are never a matter of review.
DATES = ["closes_at", "publish_at"]
COLUMNS = [
    "role", "work_mode", "days_on_site", "worldwide", "overlap_hours", "overlap_zone", "contract", "hours", "level",
    "pay_model", "pay_min", "pay_max", "currency", "pay_period", "pay_note", "apply_by", "apply_url", "apply_email",
    *DATES,
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

    @classmethod
    def of(cls, listing: Listing) -> "Content":
        """All that it says now."""
        return cls(
            title=listing.title,
            description=listing.description,
            format=listing.description_format,
            facts={name: getattr(listing, name) for name in COLUMNS},
            required=listing.required_skills,
            nice=listing.nice_skills,
            platforms=list(listing.platforms.all()),
            places=[(place.name, place.country) for place in listing.places.all()],
            answers={fact.name: fact.value for fact in listing.facts.all() if fact.name in truth_questions()},
            questions=[(question.text, question.kind) for question in listing.questions.all()],
            deal=Terms.of(listing),
        )

    def as_data(self) -> dict[str, Any]:
        """For a JSON column: slugs for rows of the taxonomy, words for numbers and moments."""
        return {
            "title": self.title,
            "description": self.description,
            "format": self.format,
            "facts": {name: plain(value) for name, value in self.facts.items()},
            "required": [skill.slug for skill in self.required],
            "nice": [skill.slug for skill in self.nice],
            "platforms": [platform.slug for platform in self.platforms],
            "places": [list(place) for place in self.places],
            "answers": None if self.answers is None else dict(self.answers),
            "questions": None if self.questions is None else [list(asked) for asked in self.questions],
            "deal": None if self.deal is None else self.deal.as_data(),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Content":
        """What the taxonomy no longer has is left out."""
        skills = Skill.objects.in_bulk([*data["required"], *data["nice"]], field_name="slug")
        platforms = Platform.objects.in_bulk(data["platforms"], field_name="slug")
        deal, questions = data["deal"], data["questions"]
        return cls(
            title=data["title"],
            description=data["description"],
            format=data["format"],
            facts={name: value_of(name, value) for name, value in data["facts"].items()},
            required=[skills[slug] for slug in data["required"] if slug in skills],
            nice=[skills[slug] for slug in data["nice"] if slug in skills],
            platforms=[platforms[slug] for slug in data["platforms"] if slug in platforms],
            places=[(name, country) for name, country in data["places"]],
            answers=data["answers"],
            questions=None if questions is None else [(text, kind) for text, kind in questions],
            deal=None if deal is None else Terms.from_data(deal),
        )

    def without_dates(self) -> "Content":
        return replace(self, facts={name: v for name, v in self.facts.items() if name not in DATES})

    def closing(self, moment: datetime | None) -> "Content":
        return replace(self, facts=self.facts | {"closes_at": moment})

    def write_to(self, listing: Listing) -> None:
        """Set the columns. Call save_links once the listing has a number: it keeps what the words lead to as well."""
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
            replace_rows(model, listing, rows)
        self.save_extras(listing)
        sketch(listing)

    def save_extras(self, listing: Listing) -> None:
        """Questions, answers and the deal, as far as anything is said about them."""
        if self.questions is not None:
            replace_rows(Question, listing, self.questions_of(listing))
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

    def questions_of(self, listing: Listing) -> list[Question]:
        asked = enumerate(self.questions or [], 1)
        return [Question(listing=listing, order=n, text=text, kind=kind) for n, (text, kind) in asked]

    def shown_on(self, listing: Listing) -> Listing:
        """The listing as it would be with this content: for forms, pages and rules. Nothing of it is saved."""
        shown = copy(listing)
        self.write_to(shown)
        skills, platforms, places = self.links_of(shown)
        rows = {
            "listing_skills": skills,
            "platforms": [link.platform for link in platforms],
            "places": places,
        }
        if self.questions is not None:
            rows["questions"] = self.questions_of(shown)
        if self.answers is not None or self.deal is not None:
            rows["facts"] = self.facts_on(shown)
        if self.deal is not None:
            shown._state.fields_cache["deal"] = self.deal.shown_on(shown)
        shown._prefetched_objects_cache = getattr(listing, "_prefetched_objects_cache", {}) | {
            name: known(getattr(shown, name), found) for name, found in rows.items()
        }
        return shown

    def facts_on(self, listing: Listing) -> list[ListingFact]:
        stated = {fact.name: fact.value for fact in listing.facts.all()}
        if self.answers is not None:
            stated = {name: value for name, value in stated.items() if name not in truth_questions()}
            stated |= self.answers
        if self.deal is not None:
            stated = {name: value for name, value in stated.items() if name not in DEAL_FACTS}
            deal = self.deal.shown_on(listing)
            stated |= facts_of(deal) if deal else {}
        return [ListingFact(listing=listing, name=n, value=v) for n, v in stated.items() if v]

    @staticmethod
    def save_deal(listing: Listing, terms: Terms) -> Mapping[str, str]:
        """What can be filtered by. Terms that say nothing are no deal."""
        if terms.say_something:
            return facts_of(terms.save_to(listing))
        Deal.objects.filter(listing=listing).delete()
        return {}


def plain(value: Any) -> Any:
    if isinstance(value, Role):
        return value.slug
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else value


def value_of(name: str, data: Any) -> Any:
    if name == "role":
        return Role.objects.named(data) if data else None
    return Listing._meta.get_field(name).to_python(data)


def replace_facts(listing: Listing, names: Collection[str], stated: Mapping[str, str]) -> None:
    ListingFact.objects.filter(listing=listing, name__in=names).delete()
    ListingFact.objects.bulk_create(
        ListingFact(listing=listing, name=name, value=value) for name, value in stated.items() if value
    )


def replace_rows(model, listing: Listing, rows: list) -> None:
    model.objects.filter(listing=listing).delete()
    model.objects.bulk_create(rows)


def checked_again(listing: Listing) -> dict[str, Any]:
    return {name: getattr(listing, name) for name in CHECKED_AGAIN}

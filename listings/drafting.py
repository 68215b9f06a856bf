"""A listing before it is one: kept while it is typed, and shown before it is kept."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from employers.models import Company
from listings import lifecycle
from listings.content import Content
from listings.deals import facts_of
from listings.models import Deal, Deliverable, Listing, ListingFact, Question
from listings.states import DRAFTS, IllegalMove, Status

EMPTY_FOR = timedelta(days=60)


class SavedElsewhere(Exception):
    """Somebody, perhaps the same person in another window, saved the listing after this page was made."""

    def __init__(self, listing: Listing):
        self.listing = listing


@transaction.atomic
def keep(
    company: Company | None, content: Content, *, by, token: UUID, seen: datetime | None
) -> Listing | None:
    """Keep what is typed in a draft, without any move. None if the form is new and no company is chosen."""
    listing = Listing.objects.of_member(by).started_with(token)
    if not listing:
        return lifecycle.draft(company, content, by=by, token=token) if company else None
    listing = lifecycle.locked(listing)
    if listing.status not in DRAFTS:
        raise IllegalMove(Status(listing.status))
    if is_newer(listing, seen):
        raise SavedElsewhere(listing)
    content.write_to(listing)
    listing.save()
    content.save_links(listing)
    return listing


def is_newer(listing: Listing, seen: datetime | None) -> bool:
    return bool(seen and listing.changed_at > seen)


def forget_empty_drafts() -> int:
    """Drafts that nobody wrote in, nor came back to."""
    return Listing.objects.empty_drafts_since(timezone.now() - EMPTY_FOR).delete()[0]


def unsaved(content: Content, company: Company | None, listing: Listing | None = None) -> Listing:
    """The listing as it would be shown. Nothing is asked of the database or written to it."""
    shown = Listing(pk=0, company=company or Company(), status=Status.DRAFT)
    if listing:
        for name in (
            "pk",
            "company",
            "status",
            "published_at",
            "publish_at",
            "closes_at",
            "confirm_by",
            "source",
        ):
            setattr(shown, name, getattr(listing, name))  # fmt: skip
    content.write_to(shown)
    shown.closes_at = shown.closes_at or (listing and listing.closes_at)
    skills, platforms, places = content.links_of(shown)
    deal = deal_of(content, shown)
    facts = (content.answers or {}) | (facts_of(deal) if deal else {})
    shown._state.fields_cache["deal"] = deal
    shown._prefetched_objects_cache = {
        "listing_skills": skills,
        "platforms": [use.platform for use in platforms],
        "places": places,
        "questions": [Question(listing=shown, text=text, kind=kind) for text, kind in content.questions or ()],
        "facts": [ListingFact(name=name, value=value) for name, value in facts.items() if value],
        "decisions": [],
    }  # fmt: skip
    return shown


def deal_of(content: Content, listing: Listing) -> Deal | None:
    if not content.deal or not (content.deal.pieces or any(content.deal.columns.values())):
        return None
    deal = Deal(pk=0, listing=listing, **content.deal.columns)
    deal._prefetched_objects_cache = {
        "deliverables": [
            Deliverable(deal=deal, platform=piece.platform, kind=piece.kind, count=piece.count)
            for piece in content.deal.pieces
        ]
    }
    return deal

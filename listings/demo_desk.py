"""What the demo employer finds on the desk: listings in several states, and a month of looks at two."""

import hashlib
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from employers.models import Company
from listings import lifecycle
from listings.content import Content
from listings.lifecycle.moving import move, set_confirmed
from listings.models import DayCount, Listing
from listings.states import Status
from listings.vocabulary import CameFrom
from roles.models import Platform, Role, Skill

TEXT = (
    "## What you will do\n\n- Plan and write posts for three garden shops.\n- Answer comments and messages every day."
    "\n- Say each month what worked and what did not.\n\n## What you bring\n\n- Clear, friendly writing.\n"
    "- Care for details and deadlines."
)
# title, role, state, days until it closes, weight of its numbers
LISTINGS = [
    ("Community manager, garden shops", "community-manager", Status.LIVE, 5, 9),
    ("Short video editor", "creator-video-editor", Status.LIVE, 12, 4),
    ("Paid social executive", "paid-social-specialist", Status.RETURNED, 0, 0),
    ("Social media assistant, summer", "social-media-coordinator", Status.DRAFT, 0, 0),
]


def fill(company: Company, *, employer: User, staff: User) -> None:
    """A desk that has something on it stays as it is."""
    if Listing.objects.of_member(employer).exists():
        return
    for title, role, state, days_left, weight in LISTINGS:
        listing = lifecycle.draft(company, content_of(title, role), by=employer, token=uuid4())
        if state != Status.DRAFT:
            listing = lifecycle.submit(listing, by=employer)
        if state == Status.RETURNED:
            note = "Say what the commission is."
            decide(listing, state, act="return", by=staff, reason="pay-unclear", note=note)
        if state == Status.LIVE:
            # Posted some weeks ago, so that there is something to look back on.
            listing.closes_at = timezone.now() + timedelta(days=days_left)
            listing.published_at = listing.closes_at - lifecycle.LIFETIME
            set_confirmed(listing, timezone.now() - timedelta(days=days_left))
            decide(listing, state, act="approve", by=staff, reason="ok")
            DayCount.objects.add(looks(listing, weight))


def decide(listing: Listing, state: Status, **decision) -> None:
    """As staff would, without the mail."""
    move(listing, state, **decision)
    listing.save()


def content_of(title: str, role: str) -> Content:
    facts = {
        "role": Role.objects.get(slug=role), "level": "mid", "work_mode": "on-site", "contract": "permanent",
        "hours": "full-time", "pay_model": "salary", "pay_min": 27_000, "pay_max": 33_000, "currency": "GBP",
        "pay_period": "year", "apply_by": "here",
    }  # fmt: skip
    return Content(
        title=title,
        description=TEXT,
        facts=facts,
        required=named(Skill, "copywriting", "community-management"),
        platforms=named(Platform, "instagram", "tiktok"),
        places=[("Leeds", "GB")],
    )


def named(model, *slugs: str) -> list:
    return list(model.objects.in_bulk(slugs, field_name="slug").values())


def looks(listing: Listing, weight: int) -> dict:
    """Numbers that look like those of a real month, the same each time."""
    counts = {}
    for ago in range((timezone.now() - listing.published_at).days):
        day = timezone.localdate() - timedelta(days=ago)
        for source in CameFrom:
            chance = hashlib.sha256(f"{listing.title}{ago}{source}".encode()).digest()[0]
            seen = weight * chance * (2 + ago % 7) // 2000
            if seen:
                counts[listing.pk, day, source.value, "views"] = seen
            if saves := seen * chance // 700:
                counts[listing.pk, day, source.value, "saves"] = saves
    return counts

"""What waits for the demo staff: a good listing, one that smells of fraud, one with unclear pay, and a change."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from employers.models import Company, Membership
from listings import demo, lifecycle
from listings.content import Content
from listings.demo_desk import content_of
from listings.demo_texts import Words
from listings.models import Listing, WaitingListing

COMPANY = "petal-and-post"
CHANGED = "Short video editor"
GOOD = (
    "## What you will do\n\n- Plan and write three newsletters and ten posts a week.\n- Film short clips with the"
    " florists.\n- Show each month what brought orders.\n\n## What you bring\n\n- A year of posting for a shop, a club"
    " or yourself.\n- Plain writing that sounds like a person.\n\nYou report to the founder."
)
SCAM = (
    "Earn money from home by liking videos and following accounts! No experience, no interview, start today."
    "\n\nYou get paid for every like. After a small deposit of £30 for the training account you unlock better tasks."
    "\n\nThe work is always there. Your coach adds you to a group with the other likers, and pays out in crypto."
)
UNCLEAR = (
    "## What you will do\n\n- Run our adverts on Instagram and TikTok.\n- Test pictures, words and audiences.\n- Report"
    " on costs each week.\n\n## What we offer\n\nAn attractive package that depends on you, with part of it from sales."
)
SKILLS = ("copywriting", "community-management")
USUAL = {"level": "mid", "work_mode": "on-site", "pay_min": Decimal(27_000), "pay_max": Decimal(33_000)}
# title, role, what it says, facts, how many hours it waits
LISTINGS = [
    ("Content and newsletter writer", "social-copywriter", GOOD, {}, 30),
    ("Video liker, work from home", "social-media-coordinator", SCAM,
     {"pay_model": "per-deliverable", "pay_min": Decimal(2), "pay_max": Decimal(3), "pay_period": "piece",
      "level": "entry"}, 20),
    ("Paid social manager", "paid-social-specialist", UNCLEAR,
     {"pay_min": Decimal(18_000), "pay_max": Decimal(60_000),
      "pay_note": "It depends on you and on what you sell."}, 3),
]  # fmt: skip


@transaction.atomic
def load() -> int:
    """Answers how many wait; 0 if they were made before. No mail."""
    employer = demo.people()[1]
    company, made = Company.objects.get_or_create(
        slug=COMPANY, defaults={"name": "Petal & Post", "country": "GB", "place": "Hull"}
    )
    if not made:
        return 0
    company.call(company.name)
    company.confirmed_at = timezone.now()
    company.save()
    owner = demo.person("owner@example.com", "Ada Owner")
    Membership.objects.create(company=company, user=owner, role=Membership.Role.OWNER)
    for title, role, text, facts, hours in LISTINGS:
        words = Words(title, role, text, SKILLS, (), ("instagram", "tiktok"), USUAL | facts)
        said = replace(content_of(words), places=[("Hull", "GB")])
        wait(lifecycle.submit(lifecycle.draft(company, said, by=owner, token=uuid4()), by=owner), hours)
    if live := Listing.objects.of_member(employer).live().titled_like(CHANGED).first():
        said, more = Content.of(live), round(live.pay_max * Decimal("1.1"))
        lifecycle.revise(live, replace(said, facts=said.facts | {"pay_max": Decimal(more)}), by=employer)
    return WaitingListing.objects.waiting().count()


def wait(listing: Listing, hours: int) -> None:
    listing.submitted_at = timezone.now() - timedelta(hours=hours)
    listing.save(update_fields=["submitted_at"])

"""What the demo employer finds on the desk: listings in several states, and a month of looks at two."""

import hashlib
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.models import User
from employers import logos
from employers.models import Company
from listings import lifecycle
from listings.content import Content
from listings.demo_texts import ASSISTANT, COMMUNITY, PAID, VIDEO, Words
from listings.lifecycle.moving import move, set_confirmed
from listings.models import DayCount, Listing
from listings.states import Status
from listings.vocabulary import CameFrom, WorkMode
from roles.models import Platform, Role, Skill

# words, state, days until it closes, weight of its numbers
LISTINGS = [
    (COMMUNITY, Status.LIVE, 5, 9),
    (VIDEO, Status.LIVE, 12, 4),
    (PAID, Status.RETURNED, 0, 0),
    (ASSISTANT, Status.DRAFT, 0, 0),
]


def make_company() -> Company:
    company = Company(
        slug="fern-and-co", country="GB", place="Leeds", sector="Marketing for garden shops", size=Company.Size.FEW,
        website="https://fern.example", confirmed_at=timezone.now(),
        about="Four people in Leeds who make and care for the accounts of family garden shops.\n\n"
        "We post what is in flower, answer every question about slugs, and promise no shop a million followers.",
    )  # fmt: skip
    company.call("Fern & Co")
    company.save()
    # Addresses that lead to nobody.
    company.accounts.create(platform="bluesky", url="https://bsky.app/profile/fern.example")
    company.accounts.create(platform="mastodon", url="https://social.fern.example/@shop")
    return logos.put(company, SimpleUploadedFile("fern.png", logo()))


def logo() -> bytes:
    """A frond, leaf by leaf."""
    drawn = Image.new("RGB", (256, 256), "#2f6b4f")
    draw = ImageDraw.Draw(drawn)
    draw.line((128, 230, 128, 40), fill="#f4f0e4", width=8)
    for step in range(6):
        low, wide = 205 - 30 * step, 84 - 12 * step
        for side in (-1, 1):
            draw.line((128, low, 128 + side * wide, low - 28), fill="#c7dd9b", width=14)
    file = BytesIO()
    drawn.save(file, "PNG")
    return file.getvalue()


def fill(company: Company, *, employer: User, staff: User) -> None:
    """A desk that has something on it stays as it is."""
    if Listing.objects.of_member(employer).exists():
        return
    for words, state, days_left, weight in LISTINGS:
        listing = lifecycle.draft(company, content_of(words), by=employer, token=uuid4())
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
            listing.decisions.update(at=listing.published_at)
            DayCount.objects.add(looks(listing, weight))


def decide(listing: Listing, state: Status, **decision) -> None:
    """As staff would, without the mail."""
    move(listing, state, **decision)
    listing.save()


def content_of(words: Words) -> Content:
    facts = {
        "role": Role.objects.get(slug=words.role), "contract": "permanent", "hours": "full-time",
        "pay_model": "salary", "currency": "GBP", "pay_period": "year", "apply_by": "here",
    }  # fmt: skip
    remote = words.facts["work_mode"] == WorkMode.REMOTE
    return Content(
        title=words.title,
        description=words.text,
        facts=facts | words.facts,
        required=named(Skill, *words.required),
        nice=named(Skill, *words.nice),
        platforms=named(Platform, *words.platforms),
        places=[("", "GB"), ("", "IE")] if remote else [("Leeds", "GB")],
        answers=words.answers,
        questions=words.questions,
    )


def named(model, *slugs: str) -> list:
    found = model.objects.in_bulk(slugs, field_name="slug")
    return [found[slug] for slug in slugs]


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

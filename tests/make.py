"""The plainest valid thing of each kind. Name only what the test is about."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

from django.utils import timezone

from accounts.models import User
from candidates import applying
from candidates.models import Application, Candidate, Piece
from candidates.vocabulary import PARTS, Visibility
from employers.models import Company, Membership, free_slug
from listings import lifecycle
from listings.content import Content
from listings.models import (
    Listing,
    ListingFact,
    ListingPlace,
    ListingPlatform,
    ListingSkill,
    PendingEdit,
    Source,
)
from listings.states import Status
from listings.times import HIDDEN_AFTER
from roles.models import Platform, Role, Skill

numbers = count(1)
PASSWORD = "three random words"
DESCRIPTION = (
    "## What you will do\n\n- Plan and write posts for our accounts every week.\n- Answer comments and messages.\n\n"
    "## What you bring\n\nYou write clearly and you can plan a calendar for a small team."
)


def user(email: str = "", **fields) -> User:
    """A person with a confirmed address and PASSWORD."""
    person = User.objects.create_user(email or f"person{next(numbers)}@example.com", PASSWORD, **fields)
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


def staff(**fields) -> User:
    return user(is_staff=True, is_superuser=True, **fields)


def company(*members: User, name: str = "Acme", **fields) -> Company:
    made = Company(slug=free_slug(name), **{"confirmed_at": timezone.now()} | fields)
    made.call(name)
    made.save()
    for member in members:
        Membership.objects.create(company=made, user=member, role=Membership.Role.OWNER)
    return made


def source(**fields) -> Source:
    number = next(numbers)
    return Source.objects.create(**{"slug": f"source-{number}", "name": f"Source {number}"} | fields)


def listing(*members: User, **fields) -> Listing:
    """A complete draft: nothing is missing, so that it may be submitted as it is.

    `skills` (required), `nice` and `platforms` take slugs, `countries` codes, `role` a slug, `stated` {fact: value}.
    """
    skills = fields.pop("skills", ["copywriting"])
    nice = fields.pop("nice", [])
    platforms = fields.pop("platforms", [])
    countries = fields.pop("countries", None)
    stated = fields.pop("stated", {})
    role = fields.pop("role", "social-media-coordinator")
    title = fields.pop("title", "Social media coordinator")
    description = fields.pop("description", DESCRIPTION)
    mode = fields.get("work_mode", "on-site")
    values = {
        "work_mode": mode,
        "contract": "permanent",
        "hours": "full-time",
        "level": "entry",
        "pay_model": "salary",
        "apply_by": "website",
        "apply_url": "https://acme.example/jobs",
        "posted_by": members[0] if members else None,
    }
    if fields.get("pay_model", "salary") == "salary" and fields.get("pay_max", 1) is not None:
        values |= {"pay_min": 24_000, "pay_max": 28_000, "currency": "GBP", "pay_period": "year"}
    if "company" not in fields:
        values["company"] = company(*members)
    made = Listing(role=Role.objects.get(slug=role) if role else None, **values | fields)
    made.write(title=title, description=description)
    made.save()
    for kind, slugs in (("required", skills), ("nice", nice)):
        for slug in slugs:
            ListingSkill.objects.create(listing=made, skill=Skill.objects.get(slug=slug), kind=kind)
    for slug in platforms:
        ListingPlatform.objects.create(listing=made, platform=Platform.objects.get(slug=slug))
    ListingFact.objects.bulk_create(
        ListingFact(listing=made, name=name, value=value) for name, value in stated.items()
    )
    if countries is None:
        countries = [] if made.worldwide else ["GB"]
    for code in countries:
        ListingPlace.objects.create(listing=made, name="" if mode == "remote" else "Leeds", country=code)
    made.refresh_from_db()
    return made


def live_listing(*members: User, **fields) -> Listing:
    now = timezone.now()
    dates = {"published_at": now - timedelta(hours=1), "closes_at": now + timedelta(days=30)}
    return listing(*members, **{"status": Status.LIVE} | dates | fields)


def confirmed_listing(*members: User, **fields) -> Listing:
    """A live one whose employer posted it here and is asked whether it is still open."""
    confirmed = fields.pop("confirmed_at", timezone.now() - timedelta(hours=1))
    return live_listing(
        *members, **{"confirmed_at": confirmed, "confirm_by": confirmed + HIDDEN_AFTER} | fields
    )


def waiting_listing(*members: User, **fields) -> Listing:
    return listing(*members, **{"status": Status.IN_REVIEW, "submitted_at": timezone.now()} | fields)


def open_listing(*members: User, **fields) -> Listing:
    """A live one for which people apply here."""
    return confirmed_listing(*members, **{"apply_by": "here", "apply_url": ""} | fields)


def draft(listing: Listing, user: User | None = None, **fields) -> Application:
    """An application that is not sent yet; a guest's if there is no user, with a confirmed address."""
    made = applying.begin(listing, user=user)
    guest = {} if user else {"email": f"guest{next(numbers)}@example.com", "confirmed_at": timezone.now()}
    for name, value in ({"name": "Priya R.", "why": "I ran accounts like yours."} | guest | fields).items():
        setattr(made, name, value)
    made.save()
    return made


def application(listing: Listing, user: User | None = None, **fields) -> Application:
    """A sent one."""
    return applying.send(draft(listing, user, **fields))


def person(of: User | None = None, **fields) -> Candidate:
    """A candidate with a page of which anybody sees everything; name what shall be otherwise."""
    known = {"handle": f"person-{next(numbers)}", "name": "Leo M.", "headline": "Video editor"}
    seen = {"visibility": dict.fromkeys(PARTS, Visibility.PUBLIC), "published_at": timezone.now()}
    return Candidate.objects.create(**{"user": of or user()} | known | seen | fields)


def piece(candidate: Candidate, **fields) -> Piece:
    values = {"title": "Spring campaign", "kind": "campaign", "my_part": "I cut it.", "order": next(numbers)}
    skills = fields.pop("skills", [])
    made = Piece.objects.create(candidate=candidate, **values | fields)
    made.skills.set(Skill.objects.filter(slug__in=skills))
    return made


def edit(listing: Listing, by: User | None = None, **changes) -> PendingEdit:
    """A change of a live listing that waits for staff. Columns are named; `title` and `description` are its words."""
    content = Content.of(listing)
    words = {name: changes.pop(name) for name in ("title", "description") if name in changes}
    lifecycle.revise(listing, replace(content, **words, facts=content.facts | changes), by=by)
    return PendingEdit.objects.of(listing).get()

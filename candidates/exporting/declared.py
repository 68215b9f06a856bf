"""What of each model goes into somebody's data, field by field, and what is left out and why. A test walks the models:
a new field that stands in neither fails it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib.admin.models import LogEntry
from django.db.models import Model, QuerySet

from accounts.models import User
from background.models import Mail
from candidates.exporting.files import Files, file_of_piece, files_of_sent_pieces, sent_cv
from candidates.models import (
    Alert,
    AlertKey,
    AlertMatch,
    Answer,
    Application,
    Candidate,
    HiddenFrom,
    HiddenThing,
    Message,
    Note,
    OldHandle,
    Piece,
    ProofLink,
    SavedListing,
    Step,
)
from employers.models import Company, Invitation, Membership, Proof
from listings.models import Decision, Listing, PendingEdit, Upload
from roles.models import SkillAnswer

Find = Callable[[User], QuerySet]
Say = Callable[[Any, Files], Any]


@dataclass(frozen=True)
class Part:
    """One heading. A part within another is called like the relation that leads to it."""

    name: str
    heading: str
    model: type[Model]
    fields: tuple[str, ...]
    find: Find | None = None
    said: Mapping[str, Say] = field(default_factory=dict)  # in other words than those of the column
    parts: tuple["Part", ...] = ()


def mine(relation: str, *more: str) -> Find:
    return lambda user: getattr(user, relation).prefetch_related(*more)


def profile(user: User) -> QuerySet:
    related = ["skills", "platforms", "old_handles", "hidden_from__company", "links__platform"]
    pieces = ["pieces__skills", "pieces__platforms"]
    return Candidate.objects.filter(user=user).prefetch_related(*related, *pieces)


def applications(user: User) -> QuerySet:
    related = ["answers", "steps", "messages"]
    found = Application.objects.of_person(user).select_related("listing__company")
    return found.prefetch_related(*related)


def alerts(user: User) -> QuerySet:
    found = Alert.objects.of_person(user, user.confirmed_emails())
    return found.prefetch_related("matches__listing__company")


def at_my_addresses(user: User) -> QuerySet:
    return Invitation.objects.at_addresses(user.confirmed_emails()).select_related("company")


def mails(user: User) -> QuerySet:
    return Mail.objects.filter(to__in=user.confirmed_emails()).order_by("created_at")


def by_whom(message: Message, files: Files) -> str:
    """A company, never one of its people."""
    return "the employer" if message.from_employer else "you"


PARTS = (
    Part(
        "account", "Your account", User,
        ("id", "email", "name", "date_joined", "last_login", "is_active", "is_staff", "is_superuser"),
        lambda user: User.objects.filter(pk=user.pk),
    ),
    Part("addresses", "Your addresses", EmailAddress, ("email", "verified", "primary"), mine("emailaddress_set")),
    Part(
        "profile", "Your profile", Candidate,
        (
            "name", "handle", "headline", "about", "skills", "platforms", "languages", "work_modes", "availability",
            "country", "city", "time_zone", "may_work_in", "visibility", "published_at", "in_search_engines",
            "feed_of_work", "reminds_of_saved", "delete_after", "changed_at",
        ),
        profile,
        parts=(
            Part("old_handles", "Addresses of your page before", OldHandle, ("handle", "leads_on", "left_at")),
            Part("hidden_from", "Companies you hide from", HiddenFrom, ("company",)),
            Part("links", "Links", ProofLink, ("platform", "url", "code", "asked_at", "proved_at", "proved_by")),
            Part(
                "pieces", "Portfolio", Piece,
                (
                    "order", "kind", "title", "my_part", "made_on", "client", "confidential", "skills", "platforms",
                    "link", "file", "file_kind", "file_width", "file_height", "alt_text", "transcript", "result",
                    "result_source", "result_on", "added_at", "changed_at",
                ),
                said={"file": file_of_piece},
            ),
        ),
    ),
    Part("saved", "Saved listings", SavedListing, ("listing", "at"), mine("saved_listings", "listing__company")),
    Part(
        "hidden", "What you hid", HiddenThing, ("listing", "company", "word", "at"),
        mine("hidden_things", "listing__company", "company"),
    ),
    Part(
        "alerts", "Alerts", Alert,
        (
            "email", "query", "words", "frequency", "hour", "time_zone", "created_at", "confirmed_at", "stopped_at",
            "used_at", "asked_at",
        ),
        alerts,
        parts=(
            Part("matches", "Found for you", AlertMatch, ("listing", "found_at", "mailed_at", "useful")),
        ),
    ),
    Part(
        "applications", "Applications", Application,
        (
            "listing", "email", "name", "why", "skills", "pieces", "profile", "cv", "cv_kind", "stage", "created_at",
            "changed_at", "confirmed_at", "sent_at", "answered_at", "nudged_at", "ended_at",
        ),
        applications,
        said={"cv": sent_cv, "pieces": files_of_sent_pieces},
        parts=(
            Part("answers", "Answers", Answer, ("asked", "text")),
            Part("steps", "What happened", Step, ("at", "before", "after", "reason", "message")),
            Part(
                "messages", "Messages", Message,
                ("at", "from_employer", "text", "read_at", "reported_at", "reported_why", "judged_at"),
                said={"from_employer": by_whom},
            ),
        ),
    ),
    Part(
        "companies", "Companies you are a member of", Membership, ("company", "role", "joined_at"),
        mine("memberships", "company"),
    ),
    Part(
        "invitations", "Invitations to you", Invitation, ("company", "email", "role", "created_at", "accepted_at"),
        at_my_addresses,
    ),
    Part(
        "proofs", "Proofs of companies that you asked for", Proof,
        ("company", "kind", "domain", "email", "note", "asked_at", "proved_at"),
        lambda user: Proof.objects.filter(asked_by=user).select_related("company"),
    ),
    Part(
        "listings", "Listings you posted", Listing, ("id", "title", "company", "status", "created_at"),
        mine("posted_listings", "company"),
    ),
    Part("files", "Files with listings", Upload, ("company", "name", "created_at"), mine("uploads", "company")),
    Part("mail", "Mail we sent you", Mail, ("to", "subject", "created_at", "sent_at", "failed_at"), mails),
)  # fmt: skip

OWNER = "It is you, or what it belongs to: the heading says so."
NUMBER = "Our own number of the row."
KEY = "A key that opens something for whoever has it, and says nothing about you."
OTHERS = "Other people: what they do for a company is theirs and the company's."
THE_COMPANYS = "It belongs to the company, whose members can see and export it."
STAFFS = "What staff decided, kept as a record of their work."
ALL = "*"
LEFT_OUT: dict[type[Model], dict[str, str]] = {
    User: {
        "password": "A hash, which cannot be read back.",
        "groups": "What staff may do here.",
        "user_permissions": "What staff may do here.",
    },
    EmailAddress: {"id": NUMBER, "user": OWNER},
    EmailConfirmation: {ALL: KEY},
    Candidate: {"id": NUMBER, "user": OWNER, "calendar_key": KEY},
    OldHandle: {"id": NUMBER, "candidate": OWNER},
    HiddenFrom: {"id": NUMBER, "candidate": OWNER},
    ProofLink: {"id": NUMBER, "candidate": OWNER},
    Piece: {"id": NUMBER, "candidate": OWNER},
    SavedListing: {"id": NUMBER, "user": OWNER},
    HiddenThing: {"id": NUMBER, "user": OWNER},
    Alert: {"id": NUMBER, "user": OWNER, "token": KEY, "due_at": "When our clock looks at it next."},
    AlertMatch: {"id": NUMBER, "alert": OWNER},
    AlertKey: {ALL: "Made from the search, so that it is found faster."},
    Application: {
        "id": NUMBER,
        "user": OWNER,
        "token": KEY,
        "erased_at": "What was erased is not yours any more.",
    },
    Answer: {"id": NUMBER, "application": OWNER, "question": "Its words are in the field before."},
    Step: {"id": NUMBER, "application": OWNER, "by": OTHERS},
    Message: {"id": NUMBER, "application": OWNER, "by": OTHERS},
    Note: {ALL: "Colleagues' private notes: the employer answers for them. See decision 14."},
    Membership: {"id": NUMBER, "user": OWNER},
    Invitation: {"id": NUMBER, "token_hash": KEY, "invited_by": OTHERS},
    Proof: {
        "id": NUMBER,
        "code": KEY,
        "asked_by": OWNER,
        "by": OTHERS,
        "taken_back_at": OTHERS,
        "taken_back_by": OTHERS,
    },
    Company: {ALL: THE_COMPANYS},
    Listing: {ALL: THE_COMPANYS},
    Upload: {ALL: THE_COMPANYS},
    PendingEdit: {ALL: THE_COMPANYS},
    Decision: {ALL: THE_COMPANYS},
    LogEntry: {ALL: STAFFS},
    SkillAnswer: {ALL: STAFFS},
    Mail: {ALL: "How a mail goes out. Its words are deleted when it is sent."},
}

"""Answers of the truth panel, questions and deals of the sample listings. What a sample's text says decides; else its
role does. Some employers leave some questions open, as real ones do."""

import random
import re
from typing import Any

Row = dict[str, Any]

ON_CAMERA = {"yes": {"content-creator", "ugc-creator", "livestream-host"}}
ON_CAMERA["sometimes"] = {
    "brand-ambassador", "podcast-producer", "social-media-coordinator", "social-recruiter", "social-media-trainer",
}  # fmt: skip
OWN_ACCOUNT = {"yes": {"content-creator", "brand-ambassador", "livestream-host"}}
ROTA = {
    "community-manager", "community-moderator", "social-support-agent", "social-care-manager", "platform-engineer",
    "trust-and-safety-specialist",
}  # fmt: skip
DISTRESSING = {"yes-with-support": {"community-moderator", "trust-and-safety-specialist"}}
DISTRESSING["sometimes"] = {
    "social-support-agent", "social-care-manager", "community-manager", "social-listening-analyst", "reputation-manager",
    "social-media-security-specialist",
}  # fmt: skip
CREATORS = {"content-creator", "ugc-creator", "livestream-host", "brand-ambassador"}
ASKED = [
    ("Which piece of your work are you proudest of, and what was your part in it?", "text"),
    ("What would you look at first in our accounts?", "text"),
    ("When could you start?", "text"),
    ("Tell us about a time when something went wrong in public. What did you do?", "text"),
    ("Have you done similar work before, paid or not?", "yes-no"),
]
KEPT = 0.85


def by_role(table: dict[str, set[str]], role: str) -> str:
    return next((answer for answer, roles in table.items() if role in roles), "no")


def cover(said: str, role: str) -> str:
    if re.search(r"\brota\b|on-call", said):
        return "on-a-rota"
    if re.search(r"evening|weekend|night shift", said):
        return "often"
    return "on-a-rota" if role in ROTA else "no"


def answers(listing: Row, row: Row, dice: random.Random) -> Row:
    role, text, deal = row["role"], row["description"], row["contract"] == "creator-deal"
    said = f"{listing['title']} {listing['intro']} {' '.join(listing['do'])}"
    found = {
        "on_camera": by_role(ON_CAMERA, role),
        "own_account": by_role(OWN_ACCOUNT, role) if deal else "no",
        "weekend_rota": cover(said, role),
        "distressing_content": by_role(DISTRESSING, role),
        "trial_task": "yes-paid" if "trial task" in text else dice.choice(["no", "no", "yes-under-one-hour"]),
        "likeness_rights": "no" if "AI training" in text or role not in CREATORS else "only-with-my-consent",
        "portfolio_use": "after-release"
        if "portfolio after release" in text
        else dice.choice(["yes", "yes", "after-release"]),
    }
    kept = {name: answer for name, answer in found.items() if dice.random() < KEPT}
    return kept | listing.get("answers", {})


def questions(listing: Row, dice: random.Random) -> list[Row]:
    stated = listing.get("questions") or dice.sample(ASKED, dice.choice([0, 0, 1, 1, 2]))
    return [{"text": text, "kind": kind} for text, kind in stated]


def extras(listing: Row, row: Row) -> Row:
    """A seed of their own, so that they change nothing else of a sample."""
    dice = random.Random(f"{row['source_id']} extras")
    found: Row = {"answers": answers(listing, row, dice)}
    if asked := questions(listing, dice):
        found["questions"] = asked
    if "deal" in listing:
        found["deal"] = listing["deal"]
    return found

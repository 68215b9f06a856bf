"""The words a listing is described with, and the reasons for a decision. Mirrors data/vocab.json."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import models
from django.utils.text import slugify

VOCAB = Path(__file__).parent / "data" / "vocab.json"


class WorkMode(models.TextChoices):
    ON_SITE = "on-site", "On site"
    HYBRID = "hybrid", "Hybrid"
    REMOTE = "remote", "Remote"


class Contract(models.TextChoices):
    PERMANENT = "permanent", "Permanent"
    FIXED_TERM = "fixed-term", "Fixed term"
    FREELANCE = "freelance", "Freelance or contract"
    INTERNSHIP = "internship", "Internship or traineeship"
    CREATOR_DEAL = "creator-deal", "Creator deal"
    VOLUNTEER = "volunteer", "Volunteer"


class Hours(models.TextChoices):
    FULL_TIME = "full-time", "Full time"
    PART_TIME = "part-time", "Part time"
    FLEXIBLE = "flexible", "Flexible hours"


class Level(models.TextChoices):
    ENTRY = "entry", "Entry"
    MID = "mid", "Mid"
    SENIOR = "senior", "Senior"


class PayModel(models.TextChoices):
    SALARY = "salary", "Salary"
    HOURLY = "hourly", "Hourly"
    DAY_RATE = "day-rate", "Day rate"
    RETAINER = "retainer", "Monthly retainer"
    PER_DELIVERABLE = "per-deliverable", "Per piece of work"
    PER_PROJECT = "per-project", "Per project"
    SALARY_PLUS_COMMISSION = "salary-plus-commission", "Salary plus commission"
    COMMISSION_ONLY = "commission-only", "Commission only"
    REVENUE_SHARE = "revenue-share", "Share of revenue"
    GIFTS_ONLY = "gifts-only", "Gifts only"
    UNPAID = "unpaid", "Unpaid"


class Period(models.TextChoices):
    YEAR = "year", "a year"
    MONTH = "month", "a month"
    WEEK = "week", "a week"
    DAY = "day", "a day"
    HOUR = "hour", "an hour"
    PIECE = "piece", "a piece"
    PROJECT = "project", "for the project"


class Need(models.TextChoices):
    REQUIRED = "required", "Required"
    NICE = "nice", "Nice to have"


class QuestionKind(models.TextChoices):
    TEXT = "text", "A short answer"
    YES_NO = "yes-no", "Yes or no"


class DealUse(models.TextChoices):
    CREATOR = "creator", "On the creator's own account"
    BRAND = "brand", "On the brand's accounts too"
    ADS = "ads", "In paid adverts too"


class DeliverableKind(models.TextChoices):
    POST = "post", "post"
    STORY = "story", "story"
    SHORT_VIDEO = "short-video", "short video"
    LONG_VIDEO = "long-video", "long video"
    LIVE = "live", "live stream"
    PHOTO_SET = "photo-set", "set of photos"
    ARTICLE = "article", "article or newsletter"


class Disclosure(models.TextChoices):
    TOOL = "tool", "With the platform's label for paid work"
    WORDS = "words", "With words such as “advert” at the start"
    BOTH = "both", "With the platform's label and in words"


class CameFrom(models.TextChoices):
    HERE = "here", "This board"
    SEARCH = "search", "Search engines"
    SOCIAL = "social", "Social media"
    OTHER = "other", "Other sites"
    DIRECT = "direct", "Address, mail or app"


# These never look like pay and are left out of results unless somebody asks for them.
NOT_PAID = [PayModel.COMMISSION_ONLY, PayModel.REVENUE_SHARE, PayModel.GIFTS_ONLY, PayModel.UNPAID]

# How many of a period make a full-time year: the rule by which amounts of one currency are compared.
PERIODS_A_YEAR = {Period.YEAR: 1, Period.MONTH: 12, Period.WEEK: 52, Period.DAY: 260, Period.HOUR: 2080}

# The periods in which each pay model may be stated; the first is the usual one.
TIMES = [Period.YEAR, Period.MONTH, Period.WEEK, Period.DAY, Period.HOUR]
PERIODS_OF = {
    PayModel.SALARY: TIMES,
    PayModel.HOURLY: [Period.HOUR],
    PayModel.DAY_RATE: [Period.DAY],
    PayModel.RETAINER: [Period.MONTH],
    PayModel.PER_DELIVERABLE: [Period.PIECE],
    PayModel.PER_PROJECT: [Period.PROJECT],
    PayModel.SALARY_PLUS_COMMISSION: TIMES,
}


@dataclass(frozen=True)
class Reason:
    """Why staff decided as they did. `outcome` names the act, `to_employer` is what the mail says."""

    slug: str
    outcome: str
    label: str
    to_employer: str


@dataclass(frozen=True)
class TruthQuestion:
    """A question of the truth panel. `name` is that of its fact and of its filter; `answers` are {value: words}."""

    name: str
    label: str
    answers: dict[str, str]


@cache
def truth_questions() -> dict[str, TruthQuestion]:
    rows = json.loads(VOCAB.read_text(encoding="utf-8"))["truth_questions"]
    questions = [
        TruthQuestion(row["slug"].replace("-", "_"), row["label"], {slugify(a): a for a in row["answers"]})
        for row in rows
    ]
    return {question.name: question for question in questions}


PAYMENT_WITHIN = [14, 30, 60]
DEAL_FACTS = {
    "deal_use": ("Where the work is used", dict(DealUse.choices)),
    "deal_term": ("How long it is used", {"limited": "For a set time", "for-ever": "For ever"}),
    "deal_exclusivity": ("No work for rivals", {"no": "Not asked for", "yes": "Asked for"}),
    "deal_whitelisting": ("Adverts from your account", {"no": "No", "yes": "Yes"}),
    "deal_revisions": ("Rounds of changes", {"up-to-2": "Up to two", "more": "Three or more"}),
    "deal_kill_fee": ("Paid if cancelled", {"yes": "Yes", "no": "No"}),
    "deal_payment": (
        "Payment",
        {f"within-{days}": f"Within {days} days" for days in PAYMENT_WITHIN} | {"later": "Later"},
    ),
    "deal_label": ("How it is labelled", dict(Disclosure.choices)),
    "deal_gift": ("Product besides", {"yes": "Yes"}),
}


@cache
def fact_names() -> dict[str, tuple[str, dict[str, str]]]:
    """{name: (label, {value: words})} of everything that ListingFact may hold and the board can filter by."""
    truth = {name: (question.label, question.answers) for name, question in truth_questions().items()}
    return truth | DEAL_FACTS


@cache
def decision_reasons() -> dict[str, Reason]:
    rows = json.loads(VOCAB.read_text(encoding="utf-8"))["decision_reasons"]
    return {row["slug"]: Reason(**row | {"to_employer": row["to_employer"] or ""}) for row in rows}


def reasons_for(outcome: str) -> list[Reason]:
    return [reason for reason in decision_reasons().values() if reason.outcome == outcome]

"""The words a listing is described with, and the reasons for a decision. Mirrors data/vocab.json."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import models

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


@cache
def decision_reasons() -> dict[str, Reason]:
    rows = json.loads(VOCAB.read_text(encoding="utf-8"))["decision_reasons"]
    return {row["slug"]: Reason(**row | {"to_employer": row["to_employer"] or ""}) for row in rows}


def reasons_for(outcome: str) -> list[Reason]:
    return [reason for reason in decision_reasons().values() if reason.outcome == outcome]

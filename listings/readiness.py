"""What must be true before a listing may be published, said to the person who can mend it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from listings.hints import Hint
from listings.models import Listing
from listings.quality import hints
from listings.states import Status
from listings.times import LONGEST_DAYS, SHORTEST_DAYS
from listings.vocabulary import NOT_PAID, PERIODS_OF, Contract, PayModel, WorkMode

MOST_REQUIRED_SKILLS = 8


@dataclass(frozen=True)
class Problem(Hint):
    """A hint that always stops."""

    hard: bool = True


def problems(listing: Listing) -> list[Hint]:
    """What stops it: what is missing, and what may not stand in it."""
    return [hint for hint in checks(listing) if hint.hard]


def checks(listing: Listing) -> list[Hint]:
    """All that is said to its writer: what stops it first, then advice."""
    missing = [problem for rule in RULES for problem in rule(listing)]
    return [*missing, *hints(listing)]


def the_company(listing: Listing) -> Iterator[Problem]:
    company = listing.company
    if company.slug and not company.may_post:
        page = reverse("company_proof", args=[company.slug])
        yield Problem("company", f"Prove that you work for {company} first", page=page)


def the_role(listing: Listing) -> Iterator[Problem]:
    if not listing.title:
        yield Problem("title", "Enter the title")
    if not listing.role:
        yield Problem("role", "Choose the role that fits best")
    if not listing.level:
        yield Problem("level", "Choose a level")


def where(listing: Listing) -> Iterator[Problem]:
    places = list(listing.places.all())
    if not listing.work_mode:
        yield Problem("work_mode", "Choose where the work is done")
    elif listing.work_mode == WorkMode.REMOTE:
        if not places and not listing.worldwide:
            yield Problem("countries", "Choose which countries people can work from")
    else:
        if not places or not places[0].name:
            yield Problem("place", "Enter the town or city")
        if not places or not places[0].country:
            yield Problem("country", "Choose the country")
    if listing.work_mode == WorkMode.HYBRID and not listing.days_on_site:
        yield Problem("days_on_site", "Enter how many days a week are on site")


def terms(listing: Listing) -> Iterator[Problem]:
    if not listing.contract:
        yield Problem("contract", "Choose the kind of contract")
    if not listing.hours:
        yield Problem("hours", "Choose the hours")


def pay(listing: Listing) -> Iterator[Problem]:
    if not listing.pay_model:
        yield Problem("pay_model", "Say how the work is paid")
        return
    if listing.pay_model == PayModel.UNPAID and listing.contract != Contract.VOLUNTEER:
        yield Problem("pay_model", "Only volunteer listings can be unpaid")
    if listing.pay_model in NOT_PAID:
        return
    if listing.pay_min is None or listing.pay_max is None:
        yield Problem("pay_min", "Enter the lowest and highest pay")
    elif not listing.pay_min:
        yield Problem("pay_min", "Enter a lowest pay above zero")
    if not listing.currency:
        yield Problem("currency", "Choose a currency")
    if listing.pay_period not in PERIODS_OF[PayModel(listing.pay_model)]:
        yield Problem("pay_period", f"Choose a period that fits “{listing.get_pay_model_display()}”")
    if listing.pay_spread and listing.pay_spread > 1.5 and not listing.pay_note:
        yield Problem("pay_note", "This range is very wide. Narrow it, or explain the steps here")


def the_work(listing: Listing) -> Iterator[Problem]:
    if len(listing.description.split()) < 20:
        yield Problem("description", "Say what the person will do and bring, in at least 20 words")
    required = len(listing.required_skills)
    if not required:
        yield Problem("skills_required", "Name at least one skill that the work needs")
    if required > MOST_REQUIRED_SKILLS:
        yield Problem("skills_required", f"Mark at most {MOST_REQUIRED_SKILLS} skills as required")


def applying(listing: Listing) -> Iterator[Problem]:
    if not listing.apply_by:
        yield Problem("apply_by", "Say how people apply")
    elif listing.apply_by == Listing.ApplyBy.WEBSITE and not listing.apply_url:
        yield Problem("apply_url", "Enter the address of the application page")
    elif listing.apply_by == Listing.ApplyBy.EMAIL and not listing.apply_email:
        yield Problem("apply_email", "Enter the email address for applications")


def closing(listing: Listing) -> Iterator[Problem]:
    """People get time to see it. Counted from the day it was sent, so that a long wait for review harms nobody."""
    now = timezone.now()
    sent = listing.submitted_at if listing.status == Status.IN_REVIEW else None
    first = listing.publish_at if listing.goes_live_later else sent or now
    if not listing.closes_at:
        return
    if listing.closes_at <= now:
        yield Problem("closes_on", "Choose a closing date after today")
    elif not listing.published_at and listing.closes_at < first + timedelta(days=SHORTEST_DAYS):
        yield Problem("closes_on", f"Choose a closing date at least {SHORTEST_DAYS} days after it goes live")
    elif listing.closes_at.date() > (max(now, first) + timedelta(days=LONGEST_DAYS)).date():
        yield Problem("closes_on", f"Choose a closing date at most {LONGEST_DAYS} days after it goes live")


RULES: list[Callable[[Listing], Iterator[Problem]]] = [
    the_company, the_role, where, terms, pay, the_work, applying, closing,
]  # fmt: skip

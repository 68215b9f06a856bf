"""From a listing to the words of its form and back."""

import re
from datetime import UTC, date, datetime, time

from babel.numbers import get_territory_currencies

from employers.models import Company
from employers.places import CURRENCIES, country_name
from listings import readiness
from listings.content import Content
from listings.forms.deal import deal_initial, terms_of
from listings.forms.fields import PlacesField
from listings.forms.truth import answers_initial, answers_of, questions_initial, questions_of
from listings.models import Listing
from listings.vocabulary import WorkMode

FRAME = "## You will\n\n- \n\n## You bring\n\n- \n\n## We offer\n\n- \n"
EMPTY_PART = re.compile(r"^## (?:You will|You bring|We offer)\s*(?:-\s*)?(?=^## |\Z)", re.MULTILINE)
COLUMNS = [
    "title", "level", "description", "work_mode", "days_on_site", "worldwide", "overlap_hours", "overlap_zone",
    "contract", "hours", "pay_model", "pay_min", "pay_max", "currency", "pay_period", "pay_note", "apply_by",
    "apply_url", "apply_email",
]  # fmt: skip
NUMBERS = {"days_on_site", "overlap_hours", "pay_min", "pay_max"}
# What tends to be the same in the next listing of a company. A link for applications does not.
ALIKE = [
    "work_mode", "days_on_site", "worldwide", "overlap_hours", "overlap_zone", "contract", "hours", "pay_model",
    "currency", "pay_period", "apply_by", "apply_email", "place", "country", "more_places", "countries",
]  # fmt: skip


def content_of(data: dict) -> Content:
    """What was understood of a form. Fields with mistakes are left out, so that a preview can show the rest."""
    facts = {name: value_of(data, name) for name in COLUMNS if name not in ("title", "description")}
    facts |= {"role": data.get("role"), "closes_at": end_of(data.get("closes_on"))}
    if data.get("company"):
        facts["company"] = data["company"]
    if "publish_on" in data:
        facts["publish_at"] = start_of(data["publish_on"])
    return Content(
        title=data.get("title", ""),
        description=data.get("description", ""),
        facts=facts | not_meant(facts),
        required=data.get("skills_required", []),
        nice=data.get("skills_nice", []),
        platforms=data.get("platforms", []),
        places=places_of(data),
        answers=answers_of(data),
        questions=questions_of(data),
        deal=terms_of(data),
    )


def is_bare(text: str) -> bool:
    """Nothing is in the frame yet."""
    return text.split() in ([], FRAME.split())


def without_empty_parts(text: str) -> str:
    """Headings of the frame below which nobody wrote anything are no part of the text."""
    return EMPTY_PART.sub("", text).strip()


def value_of(data: dict, name: str):
    empty = None if name in NUMBERS else False if name == "worldwide" else ""
    return data.get(name, empty)


def not_meant(facts: dict) -> dict:
    """Facts of another work mode or of paid work are no facts of this listing."""
    nothing: dict = {}
    if facts["work_mode"] != WorkMode.HYBRID:
        nothing["days_on_site"] = None
    if facts["work_mode"] != WorkMode.REMOTE:
        nothing["worldwide"] = False
    if facts["work_mode"] != WorkMode.REMOTE or not (facts["overlap_hours"] and facts["overlap_zone"]):
        nothing |= {"overlap_hours": None, "overlap_zone": ""}
    amounts = [facts[name] for name in ("pay_min", "pay_max", "currency", "pay_period")]
    if facts["pay_model"] in readiness.NOT_PAID or not all(value not in (None, "") for value in amounts):
        nothing |= {"pay_min": None, "pay_max": None}
    if facts["pay_model"] in readiness.NOT_PAID:
        nothing |= {"currency": "", "pay_period": ""}
    return nothing


def places_of(data: dict) -> list[tuple[str, str]]:
    if data.get("work_mode") == WorkMode.REMOTE:
        return [] if data.get("worldwide") else [("", code) for code in data.get("countries", [])]
    first = (data.get("place", ""), data.get("country", ""))
    more = [(town, code or first[1]) for town, code in data.get("more_places", [])]
    return [place for place in [first, *more] if any(place)]


def initial_of(listing: Listing) -> dict:
    remote = listing.work_mode == WorkMode.REMOTE
    places = [(place.name, place.country) for place in listing.places.all()]
    at_work = [] if remote else places
    return {
        "form_token": listing.form_token,
        "company": listing.company_id,
        "seen": listing.changed_at.isoformat(),
        "role": listing.role.slug if listing.role else "",
        "description": listing.description or FRAME,
        "place": at_work[0][0] if at_work else "",
        "country": at_work[0][1] if at_work else "",
        "more_places": PlacesField.words(at_work[1:]),
        "countries": ", ".join(country_name(code) for _, code in places) if remote else "",
        "skills_required": ", ".join(skill.name for skill in listing.required_skills),
        "skills_nice": ", ".join(skill.name for skill in listing.nice_skills),
        "platforms": [platform.slug for platform in listing.platforms.all()],
        "closes_on": listing.closes_at.date() if listing.closes_at else None,
        "publish_on": listing.publish_at.date() if listing.publish_at else None,
        **answers_initial(listing),
        **questions_initial(listing),
        **deal_initial(listing),
    }


def like_the_last(last: Listing) -> dict:
    """What the next listing of the same people probably says too."""
    stated = {name: getattr(last, name) for name in COLUMNS} | initial_of(last)
    return {name: stated[name] for name in ALIKE} | {"company": last.company_id}


def like_the_company(company: Company | None) -> dict:
    if not company or not company.country:
        return {}
    money = [code for code in get_territory_currencies(company.country) if code in CURRENCIES]
    return {"place": company.place, "country": company.country, "currency": money[0] if money else ""}


def start_of(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None


def end_of(day: date | None) -> datetime | None:
    return datetime.combine(day, time(23, 59, 59), UTC) if day else None

"""Understands one row. What a source states is taken over; what it does not state stays unknown."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from employers.places import code_of, countries
from listings import markdown
from listings.content import Content
from listings.importing.extras import with_extras
from listings.importing.rows import BadRow, Faults, tidy
from listings.models import Listing
from listings.vocabulary import NOT_PAID, Contract, Hours, Level, PayModel, Period, WorkMode
from roles.finding import platform_finder, skill_finder
from roles.models import Platform, Role, Skill
from roles.titles import RoleFinder

NO_EMPLOYER = "Employer not stated"
LONGEST_TITLE = 200
LONGEST_TEXT = 250_000
LONGEST_EMAIL = 254
LONGEST_ZONE = 40
MOST_UNKNOWN = 5
NOWHERE = ("", None, False, [])
NOTHING = {"", "nan", "none", "null", "n/a", "-"}
TAG = re.compile(r"<(?:p|br|div|ul|ol|li|strong|span|h[1-6]|table)\b[^>]*>", re.IGNORECASE)
ANY_TAG = re.compile(r"<[^>]{1,200}>")
DATES = ["%Y-%m-%d", "%d-%m-%Y", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d"]

# Words in which sources say how and how long; the first that occurs counts.
MODES = {"hybrid": WorkMode.HYBRID, "remote": WorkMode.REMOTE, "telecommute": WorkMode.REMOTE}
MODES |= {"onsite": WorkMode.ON_SITE, "on-site": WorkMode.ON_SITE, "on site": WorkMode.ON_SITE}
HOURS = {"full time": Hours.FULL_TIME, "part time": Hours.PART_TIME}
CONTRACTS = {
    "permanent": Contract.PERMANENT,
    "temporary": Contract.FIXED_TERM,
    "fixed term": Contract.FIXED_TERM,
}
CONTRACTS |= {"freelance": Contract.FREELANCE, "contract": Contract.FREELANCE, "intern": Contract.INTERNSHIP}
CONTRACTS |= {"volunteer": Contract.VOLUNTEER}


@dataclass
class Advert:
    """A row understood. `key` is the source's own number, or a stable fingerprint where it has none."""

    source: str
    key: str
    url: str
    posted: date | None
    closes: date | None
    company: str
    company_facts: dict[str, str]
    content: Content


class Reader:
    """Turns rows into adverts; knows the taxonomy, read once."""

    def __init__(self):
        self.role_of = RoleFinder.of_taxonomy()
        self.skills_in, self.platforms_in = skill_finder(), platform_finder()
        self.roles = Role.objects.in_bulk(field_name="slug")
        self.skills = Skill.objects.in_bulk(field_name="slug")
        self.platforms = Platform.objects.in_bulk(field_name="slug")

    def read(self, values: dict[str, Any], source: str) -> Advert:
        row, faults = {name: tidy(value) for name, value in values.items()}, Faults()
        title = " ".join(ANY_TAG.sub(" ", text_of(row, "title")).split())
        if not title:
            faults.reasons.append("no title")
        source = text_of(row, "source") or source
        if not re.fullmatch(r"[\w-]{1,50}", source):
            faults.reasons.append("the name of the source may have letters, digits, - and _ only")
        description = text_of(row, "description")[:LONGEST_TEXT]
        company = " ".join(text_of(row, "company").split())[:120] or NO_EMPLOYER
        content = self.content(row, title, description, faults)
        advert = Advert(
            source=source,
            key=text_of(row, "source_id")[:200]
            or fingerprint(text_of(row, "url"), title, company, text_of(row, "location"), description),
            url=web_address(text_of(row, "url"), 500),
            posted=day_of(row, "posted"),
            closes=day_of(row, "closes"),
            company=company,
            company_facts=company_facts(row),
            content=with_extras(content, row, self.platforms, faults),
        )
        faults.refuse(readable=advert)
        return advert

    def content(self, row: dict[str, Any], title: str, description: str, faults: Faults) -> Content:
        required = faults.of(known, row, "skills_required", self.skills, otherwise=[])
        nice = faults.of(known, row, "skills_nice", self.skills, otherwise=[])
        role = faults.of(one_known, row, "role", self.roles) or self.role_of.find(title)
        mode, days, worldwide, places = faults.of(where, row, otherwise=NOWHERE)
        facts = {"role": role, "work_mode": mode, "days_on_site": days, "worldwide": worldwide}
        facts |= faults.of(overlap, row, mode, otherwise={}) | terms(row, faults)
        facts |= faults.of(pay, row, otherwise={}) | faults.of(applying, row, otherwise={})
        content = Content(
            title=title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…",
            description=description,
            format=Listing.Format.HTML if TAG.search(description) else Listing.Format.MARKDOWN,
            facts=facts,
            required=required,
            nice=nice,
            platforms=faults.of(known, row, "platforms", self.platforms, otherwise=[]),
            places=places,
        )
        text = self.text_of(content, text_of(row, "skills"))
        if not (required or nice):
            content.nice = list(self.skills_in.find(text))
        content.platforms = content.platforms or list(self.platforms_in.find(text))
        return content

    @staticmethod
    def text_of(content: Content, more: str = "") -> str:
        """What skills and platforms are looked for in: title, text without its tags, and more words."""
        text = markdown.text_of(markdown.render(content.description, content.format))
        return f"{content.title}\n\n{text}\n\n{more}"


def text_of(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None or (isinstance(value, str) and value.lower() in NOTHING):
        return ""
    if isinstance(value, dict | list):
        if name == "skills" and isinstance(value, list):
            return ", ".join(map(str, value))
        raise BadRow(f"{name} is not a text")
    return str(value)


def fingerprint(url: str, *texts: str) -> str:
    return "h-" + sha256((url or "\n".join(texts)).encode()).hexdigest()[:24]


def web_address(address: str, longest: int) -> str:
    """Only https, and whole; http is written as https, anything else is dropped."""
    if address.startswith("http://"):
        address = "https://" + address.removeprefix("http://")
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    good = parts.scheme == "https" and parts.hostname and len(address) <= longest and " " not in address
    return address if good else ""


def day_of(row: dict[str, Any], name: str) -> date | None:
    """A date in one of the usual ways of writing; anything else is unknown."""
    text = text_of(row, name)
    for form in DATES:
        try:
            day = datetime.strptime(text[:40], form).date()
        except ValueError:
            continue
        return day if 1990 < day.year < 2100 else None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def known(row: dict[str, Any], name: str, things: dict[str, Any]) -> list:
    slugs = listed(row.get(name), name)
    reasons = [unknown(f"{name} has", slug, things) for slug in slugs if slug not in things]
    found = [things[slug] for slug in slugs if slug in things]
    if reasons:
        raise BadRow(*reasons[:MOST_UNKNOWN], readable=found)
    return found


def unknown(what: str, slug: str, things: dict[str, Any]) -> str:
    """“role is “wizard”, which we do not know”, with the nearest that we know."""
    near = get_close_matches(slug.lower()[:40], things, n=1, cutoff=0.75)
    hint = f". Did you mean {near[0]}?" if near else ""
    return f"{what} “{slug[:40]}”, which we do not know{hint}"


def listed(values: Any, name: str) -> list[str]:
    """Words of a list, or of a text with commas, semicolons or spaces between."""
    if isinstance(values, str):
        return [value for value in re.split(r"[,;|\s]+", values) if value]
    if not isinstance(values or [], list | tuple):
        raise BadRow(f"{name} is not a list")
    return [str(value) for value in values or []]


def one_known(row: dict[str, Any], name: str, things: dict[str, Any]):
    slug = text_of(row, name)
    if slug and slug not in things:
        raise BadRow(unknown(f"{name} is", slug, things))
    return things.get(slug)


def choice(row: dict[str, Any], name: str, choices) -> str:
    value = text_of(row, name)
    if value and value not in choices.values:
        raise BadRow(f"{name} is “{value[:40]}”; it takes {', '.join(choices.values)}")
    return value


def said(words: dict[str, str], text: str) -> str:
    plain = text.lower().replace("_", " ").replace("full-time", "full time").replace("part-time", "part time")
    return next((meaning for word, meaning in words.items() if word in plain), "")


def where(row: dict[str, Any]) -> tuple[str, int | None, bool, list[tuple[str, str]]]:
    """Work mode, days on site, whether from anywhere, and places, as far as stated."""
    location = text_of(row, "location")
    mode = choice(row, "work_mode", WorkMode) or said(MODES, f"{location} {text_of(row, 'employment_type')}")
    days = (row.get("days_on_site") or None) if mode == WorkMode.HYBRID else None
    if days is not None and str(days) not in ("1", "2", "3", "4"):
        raise BadRow("days_on_site takes 1 to 4")
    worldwide = mode == WorkMode.REMOTE and row.get("worldwide") in (True, "true", "True", "1", "yes")
    if mode == WorkMode.REMOTE:
        stated = codes(listed(row.get("countries"), "countries")) or [
            code for _, code in [place_of(location)] if code
        ]
        return mode, None, worldwide, [] if worldwide else [("", code) for code in stated]
    places = [
        (str(place.get("name", ""))[:80], codes([str(place.get("country"))])[0]) for place in places_of(row)
    ]
    if not places and location:
        places = [place_of(location)]
    return mode, int(days) if days else None, False, places


def overlap(row: dict[str, Any], mode: str) -> dict[str, Any]:
    """How many hours of the working day somewhere people must share. Of remote work alone, and both or neither."""
    hours, zone = text_of(row, "overlap_hours"), " ".join(text_of(row, "overlap_zone").split())
    if mode != WorkMode.REMOTE or not (hours or zone):
        return {"overlap_hours": None, "overlap_zone": ""}
    if not re.fullmatch(r"[1-8](?:\.0)?", hours):
        raise BadRow("overlap_hours takes 1 to 8, with the place in overlap_zone")
    if not 0 < len(zone) <= LONGEST_ZONE:
        raise BadRow("overlap_zone takes the place whose working day is meant, such as London")
    return {"overlap_hours": int(hours[0]), "overlap_zone": zone}


def places_of(row: dict[str, Any]) -> list[dict]:
    places = row.get("places") or []
    if not isinstance(places, list) or not all(isinstance(place, dict) for place in places):
        raise BadRow("places is not a list of places; write one place in location")
    return places


def codes(values: list[str]) -> list[str]:
    for value in values:
        if value not in countries():
            raise BadRow(f"“{value[:20]}” is no country code (ISO 3166, two letters)")
    return values


def place_of(location: str) -> tuple[str, str]:
    """("Leeds", "GB") from "Leeds, United Kingdom"; the country only where it is named."""
    parts = [part.strip() for part in location.split(",") if part.strip()]
    code = code_of(parts[-1]) if parts else None
    if code:
        return ", ".join(parts[:-1])[:80], code
    return " ".join(location.split())[:80], ""


def terms(row: dict[str, Any], faults: Faults) -> dict[str, str]:
    kind = text_of(row, "employment_type")
    return {
        "contract": faults.of(choice, row, "contract", Contract) or said(CONTRACTS, kind),
        "hours": faults.of(choice, row, "hours", Hours) or said(HOURS, kind),
        "level": faults.of(choice, row, "level", Level, otherwise=""),
    }


def applying(row: dict[str, Any]) -> dict[str, str]:
    """A page to apply on, else an address to write to."""
    address, email = web_address(text_of(row, "apply_url"), 200), text_of(row, "apply_email")
    if email and not address:
        try:
            validate_email(email if len(email) <= LONGEST_EMAIL else "")
        except ValidationError:
            raise BadRow(f"apply_email is “{email[:40]}”, which is no email address") from None
    by = Listing.ApplyBy.WEBSITE if address else Listing.ApplyBy.EMAIL if email else ""
    return {"apply_by": by, "apply_url": address, "apply_email": "" if address else email}


def pay(row: dict[str, Any]) -> dict[str, Any]:
    """Amounts only where the source gives them as numbers; else its own words in the note."""
    model = choice(row, "pay_model", PayModel)
    low, high = number(row, "pay_min"), number(row, "pay_max")
    currency, period = text_of(row, "currency"), choice(row, "pay_period", Period)
    note = " ".join(text_of(row, "pay_note").split())[:300]
    facts = {
        "pay_model": model,
        "pay_note": note,
        "pay_min": None,
        "pay_max": None,
        "currency": "",
        "pay_period": "",
    }
    if high is None or model in NOT_PAID:
        return facts
    low = high if low is None else low
    if low > high:
        raise BadRow("pay_min is above pay_max")
    if not re.fullmatch("[A-Z]{3}", currency) or not period:
        raise BadRow("pay without a currency (three letters) or a period")
    return facts | {"pay_min": low, "pay_max": high, "currency": currency, "pay_period": period}


def number(row: dict[str, Any], name: str) -> Decimal | None:
    value = row.get(name)
    if value in (None, ""):
        return None
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        raise BadRow(f"{name} is not a number") from None
    if not amount.is_finite() or not 0 <= amount < 10**10:
        raise BadRow(f"{name} is out of range")
    return amount.quantize(Decimal("0.01"))


def company_facts(row: dict[str, Any]) -> dict[str, str]:
    country = text_of(row, "company_country")
    facts = {
        "website": web_address(text_of(row, "company_website"), 200),
        "about": text_of(row, "company_about")[:2000],
        "sector": text_of(row, "company_sector")[:80],
        "place": text_of(row, "company_place")[:80],
        "country": country if country in countries() else "",
    }
    return {name: value for name, value in facts.items() if value}

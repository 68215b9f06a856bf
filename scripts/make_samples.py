"""Makes the sample listings of made-up companies from the texts in scripts/samples.

    python scripts/make_samples.py [--out FOLDER]

companies.json holds the companies; the other files hold, for each role, what a person may bring and the
listings. Three short lines of a listing say where, on which terms and for what pay:

    where   on-site CITY COUNTRY | hybrid DAYS CITY COUNTRY | remote COUNTRY ... | remote *
    terms   CONTRACT HOURS LEVEL
    pay     MODEL | MODEL LOW-HIGH CURRENCY

A listing may also have a deal, questions and answers, as the importer takes them, and offers of its own.

Each listing has its own seed, so a change in one text changes no other listing.
"""

import argparse
import gzip
import json
import random
import re
import sys
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.sample_extras import extras  # noqa: E402

HERE = Path(__file__).resolve().parent
TEXTS = HERE / "samples"
VOCABULARY = HERE.parent / "roles" / "data"
OUT = HERE.parent / "listings" / "data" / "demo"
CATEGORIES = ["influencer", "developer", "marketing", "customer-success", "misc"]
FIRST_DAY, LAST_DAY = date(2026, 10, 26), date(2026, 11, 23)

Row = dict[str, Any]

PERIODS = {
    "salary": "year",
    "salary-plus-commission": "year",
    "hourly": "hour",
    "day-rate": "day",
    "retainer": "month",
    "per-deliverable": "piece",
    "per-project": "project",
}
COUNTRIES = {
    "AT": "Austria",
    "AU": "Australia",
    "BE": "Belgium",
    "CA": "Canada",
    "CH": "Switzerland",
    "CZ": "Czechia",
    "DE": "Germany",
    "DK": "Denmark",
    "ES": "Spain",
    "FI": "Finland",
    "FR": "France",
    "GB": "the United Kingdom",
    "IE": "Ireland",
    "IN": "India",
    "IT": "Italy",
    "NL": "the Netherlands",
    "NO": "Norway",
    "NZ": "New Zealand",
    "PL": "Poland",
    "PT": "Portugal",
    "SE": "Sweden",
    "SK": "Slovakia",
    "US": "the United States",
}
DAYS = {1: "One day", 2: "Two days", 3: "Three days", 4: "Four days"}
EXPERIENCE = {
    "entry": [
        "You do not need a degree or paid experience. Your own projects count.",
        "If about half of this sounds like you, please apply. We will teach the rest.",
        "Up to one year of experience is plenty, and school or club work counts.",
    ],
    "mid": [
        "You can do this work without close help. How you learned it does not matter to us.",
        "Two or more years in similar work will help, and so will good examples of your own.",
        "You do not need every point on this list. Tell us which one you would learn first.",
    ],
    "senior": [
        "You have led work or people before, and you can show what changed because of it.",
        "You have made mistakes in this kind of work and can say what you learned.",
        "You guide others well, and you still like to do some of the work yourself.",
    ],
}
STEPS = [
    "A first call of 30 minutes and one longer talk, with answers within a week",
    "Two talks, with the questions sent to you beforehand",
    "If we ask for a trial task, it is short and paid",
    "Feedback after each talk, also when the answer is no",
    "Adjustments to the process whenever you ask for them",
]
FREELANCE = [
    "A written contract before you start",
    "Invoices paid within 14 days",
    "One contact person who can decide",
    "Two rounds of changes included, and more at your day rate",
    "Your name in the credits, if you want it there",
    "Hours that you set yourself, apart from agreed meetings",
    "The right to show the work in your portfolio after release",
]
DEAL = [
    "A written agreement before you begin",
    "Usage rights limited to six months, and paid again if we extend them",
    "No use of your face or voice for anything else, including AI training",
    "The products are yours to keep",
    "No limits on work with other brands outside the agreed weeks",
    "One named contact for briefs, notes and questions",
]
PAID_DEAL = ["Payment within 14 days of delivery", "Half of the fee if we cancel after you have begun"]
SALES_SHARE = [
    "A monthly statement of sales that you can check",
    "No joining fee, no minimum and no stock to buy",
    "The right to leave with 30 days' notice",
]
GIFTS = [
    "Postage paid by us in both directions",
    "No script and no approval of your words",
    "The freedom to say that you did not like it",
]
VOLUNTEER = [
    "Training before you start",
    "Agreed costs paid back within two weeks",
    "A staff member who answers your questions",
    "A written reference after three months, if you want one",
    "No minimum term, so you can stop whenever you need to",
]
CLOSING = {
    "fixed-term": "A clear end date, and a talk about the next step three months before it",
    "internship": "A named mentor, a weekly review and a written reference",
}


def slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("ø", "o")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def listed(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def where_fields(where: str) -> Row:
    mode, *rest = where.split(" ")
    if mode == "remote":
        if rest == ["*"]:
            return {"work_mode": mode, "worldwide": True, "location": "Remote, worldwide"}
        names = [COUNTRIES[code].removeprefix("the ") for code in rest]
        return {"work_mode": mode, "countries": rest, "location": f"Remote, {listed(names, 'or')}"}
    days = int(rest.pop(0)) if mode == "hybrid" else None
    city, country = " ".join(rest[:-1]), rest[-1]
    fields: Row = {"work_mode": mode, "places": [{"name": city, "country": country}]}
    if days:
        fields["days_on_site"] = days
    return fields | {"location": f"{city}, {COUNTRIES[country].removeprefix('the ')}"}


def pay_fields(listing: Row) -> Row:
    model, *amount = listing["pay"].split(" ")
    fields: Row = {"pay_model": model}
    if amount:
        low, high = (int(number) for number in amount[0].split("-"))
        fields |= {"pay_min": low, "pay_max": high, "currency": amount[1], "pay_period": PERIODS[model]}
    part_time = re.search(r"The pay is (for \d+ hours a week)", listing["intro"])
    note = listing.get("pay_note") or (part_time and part_time[1].capitalize())
    return fields | {"pay_note": note} if note else fields


def place_line(fields: Row) -> str:
    if fields.get("worldwide"):
        return "Work from any country, with a few shared hours a week"
    if fields["work_mode"] == "remote":
        return f"Work from home in {listed([COUNTRIES[code] for code in fields['countries']], 'or')}"
    city = fields["places"][0]["name"]
    if fields["work_mode"] == "hybrid":
        return f"{DAYS[fields['days_on_site']]} a week in {city}, and the rest from home"
    return f"A workplace in {city} that you can reach without a car"


def offers(listing: Row, company: Row, fields: Row, dice: random.Random) -> list[str]:
    contract, model = fields["contract"], fields["pay_model"]
    if "offers" in listing:
        lines = list(listing["offers"])
    elif contract == "volunteer":
        lines = dice.sample(VOLUNTEER, 4)
    elif model == "gifts-only":
        lines = dice.sample(GIFTS, 2) + dice.sample(DEAL[:3], 2)
    elif model in ("commission-only", "revenue-share"):
        lines = dice.sample(SALES_SHARE, 2) + dice.sample(DEAL[:1] + DEAL[4:], 2)
    elif contract == "creator-deal":
        lines = dice.sample(DEAL, 3) + dice.sample(PAID_DEAL, 1)
    elif contract == "freelance":
        lines = dice.sample(FREELANCE, 4)
    else:
        lines = dice.sample(company["offers"], 3) + dice.sample(STEPS, 1)
    if contract in CLOSING:
        lines.append(CLOSING[contract])
    return [place_line(fields), *lines]


def bullets(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def description(listing: Row, bring: list[str], company: Row, fields: Row, dice: random.Random) -> str:
    chosen = sorted(dice.sample(range(len(bring)), 4))
    parts = [
        f"{listing['intro']}\n\n{company['about']}",
        f"## What you will do\n\n{bullets(listing['do'])}",
        f"## What you bring\n\n{bullets([bring[place] for place in chosen])}\n\n"
        + dice.choice(EXPERIENCE[fields["level"]]),
        f"## What we offer\n\n{bullets(offers(listing, company, fields, dice))}",
    ]
    return "\n\n".join(parts)


def chosen_platforms(listing: Row, role: Row, platforms: list[Row], dice: random.Random) -> list[str]:
    """Platforms that the text names, then some that fit the role."""
    text = f"{listing['title']} {listing['intro']} {' '.join(listing['do'])}"
    named = [
        row["slug"] for row in platforms if len(row["name"]) > 1 and re.search(rf"\b{row['name']}\b", text)
    ]
    fitting = [name for name in role["platforms"] if name not in named]
    wanted = max(0, min(dice.randint(2, 3) - len(named), len(fitting)))
    return named + chosen(fitting, wanted, dice)


def chosen(names: list[str], count: int, dice: random.Random) -> list[str]:
    picked = dice.sample(names, min(count, len(names)))
    return [name for name in names if name in picked]


def dates(dice: random.Random) -> Row:
    posted = FIRST_DAY + timedelta(days=dice.randrange((LAST_DAY - FIRST_DAY).days + 1))
    fields = {"posted": posted.isoformat()}
    if dice.random() < 0.85:
        fields["closes"] = (posted + timedelta(days=dice.randint(42, 70))).isoformat()
    return fields


def sample_row(listing: Row, bring: list[str], company: Row, role: Row, platforms: list[Row]) -> Row:
    source_id = slug(f"{company['name']} {listing['title']}")
    dice = random.Random(source_id)
    contract, hours, level = listing["terms"].split(" ")
    fields = where_fields(listing["where"]) | pay_fields(listing)
    fields |= {"contract": contract, "hours": hours, "level": level}
    site = f"https://{slug(company['name'])}.example"
    row = {
        "source": "samples",
        "source_id": source_id,
        "title": listing["title"],
        "company": company["name"],
        "description": description(listing, bring, company, fields, dice),
        **dates(dice),
        "role": role["slug"],
        "skills_required": chosen(role["core_skills"], dice.randint(4, 6), dice),
        "skills_nice": chosen(role["nice_skills"], dice.randint(2, 4), dice),
        "platforms": chosen_platforms(listing, role, platforms, dice),
        **fields,
        "apply_url": f"{site}/jobs/{slug(listing['title'])}",
        "company_website": site,
        "company_about": company["about"],
        "company_sector": company["sector"],
        "company_size": company["size"],
        "company_place": company["place"],
        "company_country": company["country"],
    }
    return row | extras(listing, row)


def sample_rows() -> list[Row]:
    companies = read(TEXTS / "companies.json")
    roles = {row["slug"]: row for row in read(VOCABULARY / "roles.json")["roles"]}
    platforms = read(VOCABULARY / "platforms.json")["platforms"]
    rows = []
    for category in CATEGORIES:
        for group in read(TEXTS / f"{category}.json"):
            for listing in group["listings"]:
                company, role = companies[listing["company"]], roles[group["role"]]
                rows.append(sample_row(listing, group["bring"], company, role, platforms))
    return sorted(rows, key=lambda row: row["source_id"])


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the sample listings of made-up companies.")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the finished file")
    options = parser.parse_args()
    rows = sample_rows()
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "samples.jsonl.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"samples.jsonl.gz: {len(rows)} rows")


if __name__ == "__main__":
    main()

"""Makes the demo data of real adverts from a folder with the raw sets.

    python scripts/make_demo_data.py RAW_FOLDER [--out FOLDER]

RAW_FOLDER holds usajobs/dev/usajobs_dev.csv.gz and markdown_boards/dev/markdown_boards_dev.jsonl.gz.
The result is the same on every run: sorted rows, and gzip files without a time stamp.
listings/data/demo/SOURCES.md says where the adverts come from and what may be done with them.
"""

import argparse
import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "listings" / "data" / "demo"

Row = dict[str, object]
# The first rule that matches a title decides; None keeps the advert without a role.
RoleRule = tuple[str, str | None]


def compiled(rules: Iterable[RoleRule]) -> list[tuple[re.Pattern[str], str | None]]:
    return [(re.compile(pattern, re.I), role) for pattern, role in rules]


def without_empty(row: Row) -> Row:
    return {key: value for key, value in row.items() if value not in (None, "", [])}


def write_rows(path: Path, rows: list[Row]) -> None:
    rows = sorted((without_empty(row) for row in rows), key=lambda row: str(row["source_id"]))
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
    roles = sum("role" in row for row in rows)
    print(f"{path.name}: {len(rows)} rows, {roles} with a role")


# --- USAJOBS -------------------------------------------------------------------------------------------

USAJOBS_OUT = re.compile(
    r"telecomm|agricultur|dairy|fruit|grain|cotton|seed|livestock|poultry|power marketing|energy m|crude oil"
    r"|remarketing|community plan|supervision|attorney|patent|safety inspector|physical|biolog|engineer, ast"
    r"|epidemiolog|archiv|librarian|nurs|health technician|criminal|explosive|air traffic|flight|comsec"
    r"|network communications|communications technolog|telephone|radio|loan|tax analyst|tax law|flyer"
    r"|statistician|geograph|civil|scientific review|equal employment|roster amended|interdisciplin|interior"
    r"|furnish|exhibit|patholog|underwrit|binder|pressperson|dispatch|public safety comm|space comm"
    r"|design eng"
    r"|conservation|wildland|real estate|scheduler|program officer|aerospace|oceanograph|nutrition|economist"
    r"|cartograph|airway|legal instr|public utilit|it (program|project) man|itspec|it spec \("
    r"|chief information|associate cio"
    r"|management operations|health insurance|general engineer|transportation sp|preservation"
    r"|public notice|teachers"
    r"|appsw digital|sysanaly|interagency|sysadmin|guidance and|project development|services technician"
    r"|medical|clinical|housing|trademark|procurement|contract spec|contracting|evidence|digital imag"
    r"|digital conver|collateral|digital controls|computer science, ast|computer scientist, ast|broadcast eng"
    r"|broadcast tech|electronics|detail\b|intelligence ana|operations officer|grants|lead technical sec",
)
# (pattern, role, group); the groups are limited in QUOTAS.
USAJOBS_RULES = [
    (r"social media", "social-media-manager", "social"),
    (r"digital engagement|digital communic|digital strategy", "public-relations-specialist", "digital"),
    (r"privacy", "privacy-and-policy-specialist", "privacy"),
    (
        r"(user experience|\bux\b|user interface).*(design|manager|specialist|analyst|research)",
        "product-designer",
        "ux",
    ),
    (r"customer experience (strategist|analyst|specialist|officer)", "customer-experience-analyst", "cx"),
    (r"voice of the customer", "customer-experience-analyst", "cx"),
    (r"customer service (manager|supervisor|team|director|group)", "social-care-manager", "service-lead"),
    (r"(supervis|lead|chief).*customer (service|support)", "social-care-manager", "service-lead"),
    (r"customer support department manager", "social-care-manager", "service-lead"),
    (r"customer (service|support) (rep|specialist)", "social-support-agent", "service"),
    (
        r"(it specialist|information technology).*(customer support|custspt)",
        "social-support-agent",
        "it-support",
    ),
    (r"help ?desk", "social-support-agent", "it-support"),
    (r"technical writer|technical editor", "help-content-writer", "technical-writing"),
    (r"visual info|graphic|illustrat|multimedia|digital designer", "social-graphic-designer", "visual"),
    (r"audio ?-?visual|video|motion picture", "creator-video-editor", "video"),
    (r"audio (specialist|produc)", "podcast-producer", "video"),
    (r"photograph", None, "video"),
    (r"broadcast.*(producer|production|manager)|media producer", "creator-video-editor", "video"),
    (r"web (developer|master)|webmaster|drupal|website dev|web and mobile", "web-developer", "web"),
    (r"front.?end", "front-end-developer", "developer"),
    (r"content (strategist|manager|developer|designer|editor)", "content-strategist", "content"),
    (r"(web|website|digital|communications and) .*content", "content-strategist", "content"),
    (r"\bweb (manager|producer|specialist)", "web-developer", "web"),
    (r"\bweb\b|digital (experience|project|product|media|service)", None, "web"),
    (r"writer|\beditor\b|editorial", "social-copywriter", "writing"),
    (r"(marketing|communications).*intern\b", "social-media-coordinator", "marketing"),
    (r"digital marketing|marketing (manager|analyst|automation|director)", "growth-marketer", "marketing"),
    (r"marketing", None, "marketing"),
    (r"brand (manager|strateg)", "brand-manager", "marketing"),
    (
        r"public affairs|public relations|press (officer|secretary|sec)|media relations|spokes",
        "public-relations-specialist",
        "pr",
    ),
    (r"communication", "public-relations-specialist", "communications"),
    (r"community (outreach|engagement|involvement|liaison)", None, "outreach"),
    (r"recruit.*outreach|talent (outreach|acquisition|sourc)|\brecruiter", "social-recruiter", "recruiting"),
    (r"outreach|public engagement|stakeholder engagement", None, "outreach"),
    (r"machine learning|artificial intelligence engineer", "machine-learning-engineer", "data"),
    (r"data engineer", "data-engineer", "data"),
    (r"data (analyst|scien|visual)|business intelligence", "data-analyst", "data"),
    (r"devops|site reliab|cloud engineer|platform engineer", "platform-engineer", "developer"),
    (r"software (quality|test)", "qa-engineer", "developer"),
    (r"mobile app", "mobile-app-developer", "developer"),
    (
        r"software (dev|eng)|applications? (dev|software)|appsw|\.net developer|full.?stack|developer",
        "back-end-developer",
        "developer",
    ),
    (
        r"infosec|information (systems )?security|cyber ?security",
        "social-media-security-specialist",
        "security",
    ),
]
QUOTAS = {
    "security": 14,
    "data": 20,
    "it-support": 6,
    "service": 14,
    "service-lead": 12,
    "developer": 16,
    "privacy": 14,
    "outreach": 12,
    "pr": 38,
    "communications": 26,
    "writing": 26,
    "technical-writing": 14,
    "visual": 18,
    "video": 16,
    "web": 22,
    "content": 16,
    "ux": 16,
    "cx": 12,
    "digital": 14,
    "marketing": 12,
    "recruiting": 6,
    "social": 10,
}
APPOINTMENTS = {
    "Permanent": "permanent",
    "Temporary": "fixed-term",
    "Term": "fixed-term",
    "Temporary Promotion": "fixed-term",
    "Seasonal": "fixed-term",
    "Internships": "internship",
    "Summer": "internship",
}
PATHS = {
    "public": "The public",
    "fed-transition": "Career transition (CTAP, ICTAP, RPL)",
    "fed-internal-search": "Internal to an agency",
    "fed-competitive": "Federal employees - Competitive service",
    "fed-excepted": "Federal employees - Excepted service",
    "vet": "Veterans",
    "mspouse": "Military spouses",
    "special-authorities": "Special authorities",
    "disability": "Individuals with disabilities",
    "peace": "Peace Corps & AmeriCorps Vista",
    "land": "Land and base management",
    "overseas": "Family of overseas employees",
}
UNSUITED = {"", "nan", "unknown"}
GENERIC_AGENCIES = {"Other Agencies and Independent Organizations", "Legislative Branch", "Judicial Branch"}
GENERIC_AGENCY = re.compile(r"(Immediate )?Office of|Assistant Secretary|Departmental|Other Agencies")
NAMED_OFFICES = {
    "Office of the Comptroller of the Currency",
    "Office of Management and Budget",
    "Office of Federal Student Aid",
}
ACRONYMS = {
    "IT",
    "UI",
    "UX",
    "UI/UX",
    "OIG",
    "AI",
    "GIS",
    "AV",
    "TV",
    "US",
    "FOIA",
    "HR",
    "PR",
    "NLS",
    "GS",
    "II",
    "III",
}
SMALL_WORDS = {"and", "or", "of", "the", "for", "to", "in", "at", "a", "an", "with", "on"}
TITLE_NOISE = [
    r"\s*#\s?\d+",
    r"[\s,-]*\(?\b\d{1,2}[- ]month (roster|register)\b\)?.*$",
    r"[\s,(-]*\b(temp(orary)?\b[^()]*)?\bNTE\b.*$",
    r"[\s,(-]*\bnot to exceed\b.*$",
    r"[\s,]*\b(GS|NB|AD|GG|SL|ZA|ZP|CT|IR)\s?-\s?\d{3,4}.*$",
    r"[\s,]*\(?(GS|NB|GG)[- ]\d{1,2}\b.*$",
    r"[\s,(-]*direct[- ]hire( authority)?\)?( ?- ?p)?$",
    r"\s*\((direct[- ]hire[^)]*|MP|DE|MSP|PD ?\w+|amended|recent grad\w*|on-site|remote|term|open to[^)]*)\)",
    r"\s*[-–]+\s*(DE|MP|MSP|OIG|amended|direct[- ]hire.*|incentives? may.*|PD ?2.*|expanded.*)$",
    r"\s+(amended|PD ?2\w+.*)$",
    r"\s*\((pathways|temp|excepted|incentive|12|6)[^)]*\)",
    r"\s*[-–]?\s*(recruitment|relocation) (or \w+ )?incentive.*$",
]


def normal_case(title: str) -> str:
    """SHOUTING TITLES in the case other titles have."""
    letters = [letter for letter in title if letter.isalpha()]
    if not letters or sum(letter.isupper() for letter in letters) < 0.8 * len(letters):
        return title

    def one(match: re.Match[str]) -> str:
        word = match.group(0)
        if word.upper() in ACRONYMS:
            return word.upper()
        if word.lower() in SMALL_WORDS and match.start():
            return word.lower()
        return word.capitalize()

    return re.sub(r"[A-Za-z.']+", one, title)


def clean_title(title: str) -> str:
    title = re.sub(r"\s+", " ", title).strip()
    for noise in TITLE_NOISE:
        title = re.sub(noise, "", title, flags=re.I)
    title = re.sub(r"\(\s*\)", "", title)
    title = re.sub(r"\(\s+", "(", title)
    title = re.sub(r"\s*/\s*", "/", title)
    title = re.sub(r"(?i)\bwriter\s*[- ]\s*editor\b", "Writer-Editor", title)
    if title.count("(") > title.count(")"):
        title += ")"
    return normal_case(re.sub(r"\s+", " ", title).strip(" ,-–"))


def rule_for(title: str) -> tuple[str | None, str] | None:
    if USAJOBS_OUT.search(title.lower()):
        return None
    for pattern, role, group in USAJOBS_RULES:
        if re.search(pattern, title, re.I):
            return role, group
    return None


def series_text(series: str) -> str:
    code, _, name = series.partition(" - ")
    return f"{name} ({code})" if name else code


def paths_text(paths: str) -> str:
    names = [PATHS.get(path, path) for path in paths.split("; ") if path.lower() not in UNSUITED]
    return "; ".join(dict.fromkeys(name for name in names if not name.startswith("fed-")))


def stated(value: str) -> str:
    return "" if value.strip().lower() in UNSUITED else value.strip()


def usajobs_description(row: dict[str, str]) -> str:
    appointment = stated(row["appointment_type"])
    facts = [
        ("Department", stated(row["department"])),
        ("Agency", stated(row["agency"])),
        ("Sub-agency", stated(row["subagency"])),
        ("Appointment type", appointment),
        ("Occupation series", series_text(stated(row["occupation_series"]))),
        ("Who may apply", paths_text(row["hiring_paths"])),
    ]
    return "\n".join(f"- **{name}**: {value}" for name, value in facts if value)


def usajobs_company(row: dict[str, str]) -> str:
    agency, department = stated(row["agency"]), stated(row["department"])
    generic = agency in GENERIC_AGENCIES or GENERIC_AGENCY.match(agency) and agency not in NAMED_OFFICES
    return department if not agency or generic else agency


def usajobs_row(row: dict[str, str], title: str, role: str | None) -> Row:
    return {
        "source": "usajobs",
        "source_id": row["control_number"],
        "title": title,
        "company": usajobs_company(row),
        "description": usajobs_description(row),
        "url": row["usajobs_url"],
        "posted": row["open_date"],
        "closes": row["close_date"],
        "role": role,
        "contract": APPOINTMENTS.get(row["appointment_type"]),
    }


def pick_varied(rows: list[Row], limit: int) -> list[Row]:
    """Takes turns between companies, and lets no title come up too often."""
    by_company: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (str(row["title"]), str(row["source_id"]))):
        by_company[str(row["company"])].append(row)
    titles: Counter[str] = Counter()
    chosen: list[Row] = []
    queues = [
        by_company[name] for name in sorted(by_company, key=lambda name: (-len(by_company[name]), name))
    ]
    while any(queues) and len(chosen) < limit:
        for queue in queues:
            queue.sort(key=lambda row: (titles[str(row["title"])], str(row["title"])))
            if queue and len(chosen) < limit:
                row = queue.pop(0)
                titles[str(row["title"])] += 1
                chosen.append(row)
    return chosen


def usajobs_rows(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        raw = sorted(csv.DictReader(file), key=lambda row: (row["open_date"], row["control_number"]))
    groups: dict[str, dict[tuple[str, str], Row]] = defaultdict(dict)
    for source in raw:
        rule = rule_for(source["position_title"])
        title = clean_title(source["position_title"])
        if not rule or len(title) > 90 or not (source["usajobs_url"] and source["close_date"]):
            continue
        row = usajobs_row(source, title, rule[0])
        if row["company"]:
            groups[rule[1]][title.lower(), str(row["company"])] = row
    return [
        row for group in sorted(groups) for row in pick_varied(list(groups[group].values()), QUOTAS[group])
    ]


# --- text of the Markdown boards -----------------------------------------------------------------------

EMAIL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+|mailto:|[\w.+-]+ ?[\[(]at[\])] ?[\w.-]+|\b\w[\w-]* at \w+ (?:dot )+\w+"
    r"|`?contact at \w+\.\w+|PGP:",
    re.I,
)
PHONE = re.compile(r"(?<![\w/.-])(?:\+\d[\d ().-]{7,}\d|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?![\w-])")
HANDLE = re.compile(r"(?<![\w@/.])@[A-Za-z_]\w{2,}(?!x\])")
CONTACT = re.compile(
    r"\b(message|ping|tweet(ing)?|dm) (@|me\b|us\b)|(?<!do you )get in touch"
    r"|reach (us|me|out to [A-Z]|out for|him|her|out!|out via)|reach me out"
    r"|contacts? (us|me)\b|send me|e-?mail (me|us|\[)|nickname|\bIRC channel\b|irc\.\w+\.\w+ ?#|irc:"
    r"|freenode in|email for|phone:|e-?mail:|slack-invite|shared_invite|please reach out"
    r"|gitter\.im|discord\.me"
    r"|fingerprint|^\s*[-*] \[[^\]]+\]\(https://github\.com/[\w-]+\) - |get in contact|about/contact"
    r"|project leads:|reach out to you|^i am @|contact information is|hiring manager:|contact person",
    re.I,
)
SENTENCE = re.compile(r"(?<=[.!?…:])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bU\.S\.)\s+(?=[\"'“(*_\[]*[A-Z])")
BLOCK_TAG = re.compile(r"</?(div|section|p|center|table|thead|tbody|figure|ul|ol)\b[^>]*>", re.I)


def is_contact(sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in (EMAIL, PHONE, HANDLE, CONTACT))


def without_contacts(text: str) -> str:
    """Drops every sentence that names a person or an address to write to."""
    lines = []
    for line in text.split("\n"):
        kept = [part for part in SENTENCE.split(line) if not is_contact(part)]
        if kept or not line.strip():
            lines.append(" ".join(kept))
    return "\n".join(lines)


def html_to_markdown(text: str) -> str:
    text = re.sub(
        r"<h([1-6])[^>]*>(.*?)</h\1>", lambda m: f"\n\n{'#' * int(m[1])} {m[2]}\n\n", text, flags=re.S
    )
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    text = re.sub(r"<br\s*/?>", "\n", text)
    text = re.sub(r"<a\s[^>]*href=[\"'](https?://[^\"']+)[\"'][^>]*>(.*?)</a>", r"[\2](\1)", text, flags=re.S)
    text = re.sub(r"</(td|th)>", " ", re.sub(r"</tr>", "\n", text))
    text = BLOCK_TAG.sub("\n\n", text)
    text = re.sub(r"</?(a|span|td|tr|th|b|i|em|strong|img|hr|li|details|summary|u|small)\b[^>]*>", "", text)
    return text.replace("&nbsp;", " ").replace("&amp;", "&").replace("\u2028", "\n")


def unwrapped(text: str, only_within_sentences: bool = False) -> str:
    """Joins lines that were only broken to fit a text editor."""
    lines: list[str] = []
    for line in text.split("\n"):
        plain = line.strip()
        opens_block = re.match(r"([-*+>#|]|\d+[.)]|\*\*|```|!\[)", plain)
        previous = lines[-1].strip() if lines else ""
        unfinished = len(previous) > 60 or len(previous) > 30 and not re.search(r"[.:;!?*]$", previous)
        broken = plain[:1].islower() if only_within_sentences else unfinished
        if plain and previous and broken and not opens_block and not re.match(r"#|```|\|", previous):
            lines[-1] = f"{lines[-1].rstrip()} {plain}"
        else:
            lines.append(line.rstrip())
    return "\n".join(lines)


def without_empty_headings(text: str) -> str:
    """Drops headings and bold labels that have lost what stood below them."""
    blocks = [block.strip("\n") for block in re.split(r"\n\s*\n", text) if block.strip()]
    changed = True
    while changed:
        kept = []
        for place, block in enumerate(blocks):
            heading = re.fullmatch(r"(#{1,6})\s*(.*)", block.strip())
            label = re.fullmatch(r"\*\*[^*\n]+\*\*:?\s*", block.strip())
            after = blocks[place + 1].strip() if place + 1 < len(blocks) else ""
            next_heading = re.match(r"(#{1,6})(?!#)", after)
            if heading and (
                not heading[2] or not after or next_heading and len(next_heading[1]) <= len(heading[1])
            ):
                continue
            if label and (not after or next_heading or re.fullmatch(r"\*\*[^*\n]+:\*\*.*", after, re.S)):
                continue
            kept.append(block)
        changed = kept != blocks
        blocks = kept
    return "\n\n".join(blocks)


def tidy(text: str) -> str:
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\]\((?!https?://)[^)]*\)", r"\1", text)
    text = re.sub(r"(?m)^(#{1,6})(?=[^#\s])", r"\1 ", text)
    text = re.sub(r"(?m)^\s*[-*+]\s*$", "", text)
    text = re.sub(r"(?m)^\*\*([^*\n]+:)([^*\n]*)$", r"**\1**\2", text)
    text = re.sub(r"(?<=\S) {2,}(?=\S)", " ", text)
    text = re.sub(r"[ \t]+$", "", text, flags=re.M)
    text = without_empty_headings(text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def shingles(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9']+", text.lower())
    return {" ".join(words[place : place + 5]) for place in range(len(words) - 4)}


def without_near_duplicates(rows: list[Row], same_title: float, any_title: float) -> list[Row]:
    """Keeps the first of rows that share most of their text; `rows` come best first."""
    kept: list[tuple[Row, set[str]]] = []
    for row in rows:
        mine = shingles(str(row["description"]))
        name = bare_title(str(row["title"]))
        for other, theirs in kept:
            shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
            same = name == bare_title(str(other["title"]))
            if shared >= (same_title if same else any_title):
                break
        else:
            kept.append((row, mine))
    return [row for row, _ in kept]


def bare_title(title: str) -> str:
    return re.sub(r"[^a-z ]", "", re.sub(r"\(.*?\)|^.*?(:| - )", "", title.lower())).strip()


def board_rows(path: Path, repository: str) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [row for row in rows if row["repo"] == repository]


# --- 18F -----------------------------------------------------------------------------------------------

F18_LICENCE = "US public domain / CC0"
F18_COMPANY = "18F, US General Services Administration"
F18_TITLE_OUT = re.compile(
    r"\.md$|^(INSTRUCTIONS|ENTER|new file|This is the|Put the|Upcoming Role|Hiring Org: Position"
    r"|My test|TestFile|Content Update Test)"
    r"|people op|contract specialist|acquisition|deputy director|assistant commissioner|infrastructure opt"
    r"|site lead|oversight|FedRAMP: Director|FedRAMP Director|cloud adoption|various roles|supervisor$"
    r"|- director$|18F director|excellence director|fellows director|chapter director|division director"
    r"|modernization lead \(IT",
    re.I,
)
F18_PATH_OUT = re.compile(r"(^|[/_-])(zz|template|test)|TEST|_TEMPLATE|TestPage|TestTraining", re.I)
F18_ROLES = compiled(
    [
        (r"visual designer", "social-graphic-designer"),
        (r"content (strategist|designer)", "content-strategist"),
        (r"designer|user experience|\bux\b|accessibility|research op|fellow.*design", "product-designer"),
        (r"marketing|outreach", "brand-manager"),
        (r"recruiter|sourcing|talent", "social-recruiter"),
        (r"account manager|agency success|partnerships", "customer-success-manager"),
        (r"supervisory contact center", "social-care-manager"),
        (r"contact center|customer experience|public experience", "customer-experience-analyst"),
        (r"cyber data engineer", "data-engineer"),
        (r"cyber data analyst|data (&|and) analytics(?!.*product)|analytics spec", "data-analyst"),
        (r"communities & collab", "community-manager"),
        (r"fraud", "trust-and-safety-specialist"),
        (r"security|infosec|isso|vulnerab", "social-media-security-specialist"),
        (r"engineering (director|chapter)|inclusion", None),
        (r"devops|site reliab|cloud|operation", "platform-engineer"),
        (r"integration engineer", "integrations-developer"),
        (r"artificial intell", "machine-learning-engineer"),
        (r"policy lead", "privacy-and-policy-specialist"),
        (r"engineer|software", "back-end-developer"),
    ]
)
F18_UNITS = [
    (r"login\.?gov", "Login.gov"),
    (r"cloud\.gov|cloud operation", "cloud.gov"),
    (r"presidential innovation fellow|\bPIF\b", "Presidential Innovation Fellows"),
    (r"centers? of excellence|\bcoe\b", "Centers of Excellence"),
    (r"u\.?s\.? digital corps?", "U.S. Digital Corps"),
    (r"fedramp", "FedRAMP"),
    (r"\b18f\b", "18F"),
    (r"10x", "10x"),
    (r"data\.gov", "Data.gov"),
]


def unit_of(row: dict[str, str]) -> str:
    for text in (row["title"], row["company"]):
        for pattern, unit in F18_UNITS:
            if re.search(pattern, text, re.I):
                return F18_COMPANY if unit == "18F" else f"{unit}, US General Services Administration"
    if re.search(r"(?i)\b(for|at|of|as a[n]?|office of) (the )?18F\b", row["body"][:3000]):
        return F18_COMPANY
    return "Technology Transformation Services, US General Services Administration"


def pay_range(text: str) -> tuple[int, int] | None:
    found = re.search(r"\$?(\d{2,3},\d{3})\s*(?:-|–|to)\s*\$?(\d{2,3},\d{3})", text)
    if not found:
        return None
    low, high = (int(number.replace(",", "")) for number in found.groups())
    return (low, high) if 30_000 <= low <= high <= 300_000 else None


def without_upcoming(text: str) -> str:
    """Follows {% if page.state == 'upcoming' %} for a position that is open."""
    kept, hidden = [], []
    for part in re.split(r"(\{%.*?%\})", text, flags=re.S):
        if not part.startswith("{%"):
            if not any(hidden):
                kept.append(part)
            continue
        if re.match(r"\{%\s*(if|unless|for)\b", part):
            hidden.append(bool(re.search(r"== 'upcoming'|page\.opens == '|\bfor\b|page\.info", part)))
        elif re.match(r"\{%\s*(endif|endunless|endfor)\b", part):
            hidden[-1:] = []
        elif re.match(r"\{%\s*else\b", part) and hidden:
            hidden[-1] = not hidden[-1]
        elif not any(hidden):
            kept.append(part)
    return "".join(kept)


def filled_template(row: dict[str, str]) -> str:
    """The text with the template values that the row states; lines with other values are dropped."""
    title = f18_title(row["title"])
    pay = pay_range(row["compensation"])
    grade = re.search(r"gs[- ]?(\d\d)", f"{row['title']} {row['path']}", re.I)
    values = {"title": title, "role_name": title, "org": row["company"], "location": row["location"]}
    if pay:
        values |= {"salary_min": f"{pay[0]:,}", "salary_max": f"{pay[1]:,}"}
    if grade:
        values["gs_level"] = grade[1]
    text = re.sub(r"\{%\s*comment.*?endcomment.*?%\}", "", row["body"], flags=re.S)
    text = without_upcoming(text)
    text = re.sub(
        r"\{%\s*include job/salary_range\.html min=\"(\$[\d,]+)\" max=\"(\$[\d,]+)\"\s*%\}",
        r"**Salary range:** \1 to \2",
        text,
    )
    text = re.sub(r"\[([^\]]*)\]\(\s*\{[{%][^)]*\)", r"\1", text)
    text = re.sub(r"\{%.*?%\}", "", text, flags=re.S)
    if not grade:
        text = re.sub(r"[ \t]*-?[ \t]*GS-\{\{\s*page\.gs_level\s*\}\}[ \t]*-?", " ", text)
    text = re.sub(r"\{\{\s*page\.(\w+)\s*\}\}", lambda m: values.get(m[1]) or m[0], text)
    return "\n".join(line for line in text.split("\n") if "{{" not in line)


def without_page_links(text: str) -> str:
    text = re.sub(r"(?m)^\s*[-*] \[[^\]]*\]\(#[^)]*\)\s*$", "", text)
    text = re.sub(r"(?im)^\W*quick links to posting sections\W*$", "", text)
    text = re.sub(r"(?im)^\s*#\s*this position (has been|is) closed.*$", "", text)
    text = re.sub(r"(?im)^.*\blearn more about the application process at\b.*$", without_last_sentence, text)
    return re.sub(r"\[([^\]]*)\]\(#[^)]*\)", r"\1", text)


def without_last_sentence(match: re.Match[str]) -> str:
    parts = SENTENCE.split(match[0])
    return " ".join(part for part in parts if "learn more about the application process at" not in part)


def f18_title(title: str) -> str:
    title = re.sub(r"^Hiring Org:\s*", "", title)
    title = re.sub(
        r"^(TTS|18F|PIF|10x|CoE|TechToGov)?\s*(Office of Solutions|TTS|Centers of Excellence)?\s*[:-]\s*",
        "",
        title,
    )
    title = re.sub(
        r"^(Technology Transformation Services|Login\.gov|cloud\.gov|Data\.gov|U\.S\. Digital Corps"
        r"|Presidential Innovation Fellows|TTS Talent|TTS Operations|Office of \w+|Public Experience"
        r"|TTS Fellowships Office|TTS Platforms & Services|FedRAMP)( \(TTS\))?\s*(:|-)\s*",
        "",
        title,
        flags=re.I,
    )
    title = re.sub(r"[\s,]*\bGS[- ]?1\d( and GS[- ]?1\d)?\b", "", title)
    return re.sub(r"^(TTS|18F|CoE):?\s+(?=[A-Z(])", "", title).strip(" -:")


def f18_date(row: dict[str, str]) -> str | None:
    """The date on the page, unless it is far from the time the page was last changed (a template's date)."""
    text = re.sub(r"^\w+day, ", "", row["date"])
    found = re.match(r"\d{4}-\d\d-\d\d", text)
    try:
        if found:
            day = date.fromisoformat(found[0])
        else:
            day = datetime.strptime(re.match(r"\w+ \d+, \d{4}", text)[0], "%B %d, %Y").date()  # type: ignore[index]
    except (TypeError, ValueError):
        return None
    changed = date.fromisoformat(row["committed"][:10])
    return day.isoformat() if -14 <= (changed - day).days <= 180 else None


def f18_location(row: dict[str, str], text: str) -> str:
    if row["location"]:
        return re.sub(r"\s+", " ", row["location"]).strip(" ;")
    found = re.search(r"\*\*Location:?\*\*:?\s*([^\n]+)", text)
    return found[1].strip() if found and len(found[1]) < 140 else ""


def f18_contract(text: str) -> str | None:
    found = re.search(r"(?i)appointment type:?\*\*:?\s*(.{0,160})", text, re.S)
    if found and re.search(r"(?i)not to exceed|term\b|2 years|two.year", found[1]):
        return "fixed-term"
    return "permanent" if found and re.search(r"(?i)permanent", found[1]) else None


def first_role(rules: list[tuple[re.Pattern[str], str | None]], text: str) -> str | None:
    return next((role for pattern, role in rules if pattern.search(text)), None)


def f18_row(row: dict[str, str]) -> Row:
    text = unwrapped(html_to_markdown(without_page_links(filled_template(row))))
    text = tidy(without_contacts(text))
    location = f18_location(row, text)
    remote = bool(re.search(r"virtual|remote", location, re.I))
    result: Row = {
        "source": "18f",
        "source_id": Path(row["path"]).stem.strip().replace(" ", "-"),
        "title": f18_title(row["title"]),
        "company": unit_of(row),
        "description": text,
        "location": location,
        "posted": f18_date(row),
        "role": first_role(F18_ROLES, row["title"]),
        "work_mode": "remote" if remote else None,
        "countries": ["US"] if remote else None,
        "contract": f18_contract(text),
        "hours": "full-time" if re.search(r"(?i)work schedule:?\*\*:?\s*full[- ]time", text) else None,
    }
    pay = pay_range(row["compensation"]) or pay_range(
        " ".join(re.findall(r"\*\*Salary range:?\*\*:?[^\n]*", text))
    )
    if pay:
        result |= {"pay_model": "salary", "pay_min": pay[0], "pay_max": pay[1]}
        result |= {"currency": "USD", "pay_period": "year"}
    return result


def f18_rows(path: Path) -> list[Row]:
    raw = [row for row in board_rows(path, "18F/join.tts.gsa.gov") if row["licence"] == F18_LICENCE]
    raw = [
        row for row in raw if not F18_TITLE_OUT.search(row["title"]) and not F18_PATH_OUT.search(row["path"])
    ]
    raw = [row for row in raw if "XXX" not in row["body"]]
    rows = []
    for source in sorted(raw, key=lambda row: (row["committed"], row["path"]), reverse=True):
        row = f18_row(source)
        if len(str(row["description"])) >= 1500:
            rows.append(row)
    return without_near_duplicates(rows, 0.6, 0.88)


# --- Open Source Design --------------------------------------------------------------------------------

OSD_ROLES = compiled(
    [
        (r"front-?end|style guide|three\.?js|react\b", "front-end-developer"),
        (r"developer$|cocoa|integration", None),
        (r"newsletter|documentation|docs\b|technical writ", None),
        (r"user research|ux research", "product-designer"),
        (
            r"logo|icon|brand|graphic|mascot|illustrat|poster|banner|sticker|shirt|badge|emoji|art\b|avatar|svg"
            r"|infographic|visual|slide|flyer|concept artist"
            r"|mockup|artwork|images?\b|identity|symbol|print|cover",
            "social-graphic-designer",
        ),
        (
            r"\bux\b|\bui\b|ux/ui|ui/ux|usab|interface|interaction|product design|user experience|wirefram"
            r"|design review|navigation|android|mobile|app\b|redesign|dashboard|screens?\b"
            r"|audit|uiux|accessib",
            "product-designer",
        ),
        (
            r"website|web design|web page|landing page|homepage|home page|web & |webpage|wordpress|theme",
            "product-designer",
        ),
        (r"media designer / content", "content-strategist"),
        (r"video|animat", "creator-video-editor"),
        (r"design", "product-designer"),
        (r"communit|moderator", "community-manager"),
    ]
)
PAY_UNITS = [(r"^\$(\d+)$", "USD", "per-project", "project")]


def osd_terms(compensation: str) -> Row:
    """The source's own word for pay, and what it certainly means."""
    note = compensation.strip()
    if not note or note == "unspecified":
        return {}
    terms: Row = {}
    if hours := re.search(r"\b(full|part)[- ]?time", note):
        terms["hours"] = f"{hours[1]}-time"
    if not re.match(r"(full|part)[- ]time", note):
        terms["pay_note"] = note
    if note.startswith("gratis") and not re.search(r"discussion|maybe|for now", note):
        terms |= {"pay_model": "unpaid", "contract": "volunteer"}
    for pattern, currency, model, period in PAY_UNITS:
        if found := re.match(pattern, note):
            amount = int(found[1])
            terms |= {"pay_model": model, "pay_min": amount, "pay_max": amount}
            terms |= {"currency": currency, "pay_period": period}
    return terms


def osd_company(row: dict[str, str]) -> str:
    company = re.sub(r"\s+", " ", row["company"]).strip()
    if (
        not company
        or "does not yet have a name" in company
        or re.search(r"\b(hiring|not yet)\b", company, re.I)
    ):
        return ""
    return re.sub(r"\s*\(.*?\)$", "", company)[:120]


def slug(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text).strip("-")


def osd_row(row: dict[str, str]) -> Row:
    text = row["body"].replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"(?s)\A---.*?---\n", "", text)
    text = unwrapped(html_to_markdown(text), only_within_sentences=True)
    text = re.sub(
        r"\n(Thanks|Thank you|Cheers|Regards|Best)[.,! ]*\n+[^\n]{0,40}\s*$", "", without_contacts(text)
    )
    text = tidy(text)
    title = re.sub(r"\s+", " ", row["title"]).replace("`", "").strip()
    title = re.sub(r"^\(done\) |\s*:\)", "", title)
    posted = row["date"] if re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"]) else None
    return {
        "source": "opensourcedesign",
        "source_id": slug(Path(row["path"]).stem) or slug(title),
        "title": title,
        "company": osd_company(row),
        "description": text,
        "location": row["location"],
        "posted": posted,
        "role": first_role(OSD_ROLES, title) or first_role(OSD_ROLES, row["tags"]),
        **osd_terms(row["compensation"]),
    }


def osd_rows(path: Path) -> list[Row]:
    raw = board_rows(path, "opensourcedesign/opensourcedesign.github.io")
    rows = []
    for source in sorted(raw, key=lambda row: row["path"], reverse=True):
        plain = source["licence"] == "Apache-2.0" and not source["title"].endswith(".md")
        if (
            not plain
            or "/jobs/" not in source["path"]
            or re.match(r"_index|archive|job-form", Path(source["path"]).stem)
        ):
            continue
        row = osd_row(source)
        named = row["company"] and str(row["company"]).lower() != str(row["title"]).lower()
        if len(str(row["description"])) >= 250 and named and row["role"] and len(str(row["title"])) <= 120:
            rows.append(row)
    return without_near_duplicates(rows, 0.6, 0.7)


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the demo data of real adverts.")
    parser.add_argument("raw", type=Path, help="folder with the raw sets")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the finished files")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    boards = options.raw / "markdown_boards" / "dev" / "markdown_boards_dev.jsonl.gz"
    write_rows(
        options.out / "usajobs.jsonl.gz", usajobs_rows(options.raw / "usajobs" / "dev" / "usajobs_dev.csv.gz")
    )
    write_rows(options.out / "18f.jsonl.gz", f18_rows(boards))
    write_rows(options.out / "opensourcedesign.jsonl.gz", osd_rows(boards))


if __name__ == "__main__":
    main()

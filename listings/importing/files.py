"""An uploaded file as rows, or the words that say to a person why it cannot be read."""

import csv
import re
from collections import Counter
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any

from listings.importing.rows import SYNONYMS, UNREADABLE, Row, read_csv, read_json_lines

MOST_BYTES = 2_000_000
MOST_ROWS = 500
DEEPEST = 4
# What an employer may state of a listing, in the order of the template. docs/importing.md explains each.
COLUMNS = [
    "title", "role", "level", "work_mode", "days_on_site", "location", "countries", "worldwide",
    "overlap_hours", "overlap_zone", "contract", "hours", "pay_model", "pay_min", "pay_max", "currency", "pay_period",
    "pay_note", "description", "skills_required", "skills_nice", "platforms", "apply_url", "apply_email", "closes",
]  # fmt: skip
OTHERS = ["employment_type", "skills", "url", "places", "answers", "questions", "deal"]
SHORT = {name: ours for ours in [*COLUMNS, *OTHERS] for name in SYNONYMS.get(ours, [])}
KNOWN = {name: name for name in [*COLUMNS, *OTHERS]} | SHORT
QUOTED = re.compile(r'"[^"]*"')
SAVE_AS = "In your spreadsheet program choose “Save as”, then “CSV UTF-8”."
KINDS = {
    b"PK": f"This is a workbook, not a CSV file. {SAVE_AS}",
    b"\xd0\xcf\x11\xe0": f"This is a workbook, not a CSV file. {SAVE_AS}",
    b"%PDF": "This is a PDF. It has no rows that we can read.",
}


class BadFile(Exception):
    """Why nothing can be made of the file, in words for who chose it."""


@dataclass(frozen=True)
class Sheet:
    """`unknown` are headings that mean nothing to us: what stands below them is left out."""

    rows: list[Row]
    unknown: list[str]


def read_sheet(data: bytes) -> Sheet:
    text = text_of(data)
    sheet = lines_of_json(text) if text.lstrip().startswith("{") else table(text)
    if not sheet.rows:
        raise BadFile("The file has no rows below its heading.")
    if len(sheet.rows) > MOST_ROWS:
        raise BadFile(f"The file has {len(sheet.rows)} rows. Split it: {MOST_ROWS} at once is the most.")
    return sheet


def text_of(data: bytes) -> str:
    for start, words in KINDS.items():
        if data.startswith(start):
            raise BadFile(words)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise BadFile(f"This is not a text file. {SAVE_AS}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadFile(f"Line {line} has letters that cannot be read. {SAVE_AS}") from None
    if not text.strip():
        raise BadFile("The file is empty.")
    return text


def lines_of_json(text: str) -> Sheet:
    rows = list(read_json_lines(StringIO(text)))
    unknown = Counter(name for row in rows for name in row.values if called(name) not in KNOWN)
    return Sheet([tidy(row) for row in rows], list(unknown))


def table(text: str) -> Sheet:
    """Commas, semicolons or tabs, as the first line has them; Excel may name the sign in a line of its own."""
    before, sign, after = text.partition("\n")
    named = re.fullmatch(r'"?sep=(.)"?', before.strip()) if sign else None
    if named:
        text, before = after, after.partition("\n")[0]
    if before.lstrip().startswith("["):
        raise BadFile("This is one list of JSON. Write one object a line (JSON Lines).")
    delimiter = named[1] if named else sign_between(before)
    file = StringIO(text, newline="")
    names = heading(file, delimiter)
    known = [KNOWN.get(name, f" {at}") for at, name in enumerate(names)]
    rows = map(tidy, read_csv(file, fieldnames=known, delimiter=delimiter, strict=True))
    # The heading is row 1 of a spreadsheet.
    numbered = [replace(row, number=row.number + 1) for row in rows if row.error or any(row.values.values())]
    return Sheet(numbered, [name for name in names if name and name not in KNOWN])


def sign_between(line: str) -> str:
    bare = QUOTED.sub("", line)
    return max(",;\t", key=bare.count)


def heading(file: StringIO, delimiter: str) -> list[str]:
    try:
        names = [called(name) for name in next(csv.reader(file, delimiter=delimiter), [])]
    except csv.Error:
        raise BadFile(f"The first line is not a heading of CSV. {SAVE_AS}") from None
    ours = [KNOWN[name] for name in names if name in KNOWN]
    twice = [name for name, times in Counter(ours).items() if times > 1]
    if "title" not in ours:
        found = ", ".join(name[:30] for name in names[:8] if name) or "nothing"
        raise BadFile(f"The first line must name the columns, one of them “title”. It has: {found}.")
    if twice:
        raise BadFile(f"Two columns mean the same: “{twice[0]}”. Leave one of them out.")
    return names


def called(name: str) -> str:
    """ "Job Title " and "job-title" are job_title."""
    return re.sub(r"[\s-]+", "_", UNREADABLE.sub("", name).strip().lower())


def tidy(row: Row) -> Row:
    """Columns we know, by our names, with values that every database can hold."""
    try:
        values = {
            KNOWN[called(name)]: plain(value) for name, value in row.values.items() if called(name) in KNOWN
        }
    except (TypeError, ValueError):
        return Row(row.number, {}, row.error or "a value is neither a text nor a number")
    return Row(row.number, values, row.error)


def plain(value: Any, deep: int = 0) -> Any:
    match value:
        case None | bool():
            return value
        case str():
            return UNREADABLE.sub("", value).strip()
        case int() | float() if abs(value) < 1e15:
            return value
        case list() if deep < DEEPEST:
            return [plain(one, deep + 1) for one in value]
        case dict() if deep < DEEPEST:
            return {UNREADABLE.sub("", name): plain(one, deep + 1) for name, one in value.items()}
    raise ValueError(value)

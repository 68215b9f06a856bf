"""Reads CSV and JSON Lines, gzipped or not, row by row. A row that cannot be read is a problem, not an end."""

import csv
import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

csv.field_size_limit(10_000_000)

# What we call a column, and other names under which sources have it.
SYNONYMS = {
    "source_id": ["id", "control_number", "job_id", "guid"],
    "title": ["position_title", "job_title"],
    "company": ["company_name", "employer", "organisation", "organization"],
    "description": ["body", "text", "job_description"],
    "location": ["place"],
    "url": ["usajobs_url", "link"],
    "posted": ["open_date", "date", "date_posted"],
    "closes": ["close_date", "deadline", "valid_through"],
    "pay_note": ["salary_text", "compensation", "salary"],
    "employment_type": ["job_type", "appointment_type"],
}


UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class BadRow(Exception):
    """Why a row cannot become a listing, in words for who made the file: all reasons. `readable`: what was understood
    of it all the same."""

    def __init__(self, *reasons: str, readable: Any = None):
        self.reasons, self.readable = reasons, readable
        super().__init__("; ".join(reasons))


class Faults:
    """Reads on where something is wrong, so that a person hears of everything at once."""

    def __init__(self):
        self.reasons: list[str] = []

    def of(self, read: Callable, *args, otherwise: Any = None) -> Any:
        try:
            return read(*args)
        except BadRow as bad:
            self.reasons += bad.reasons
            return bad.readable or otherwise

    def refuse(self, readable: Any = None) -> None:
        if self.reasons:
            raise BadRow(*self.reasons, readable=readable)


@dataclass(frozen=True)
class Row:
    """One row of a file. `number` counts from 1, without the heading; `error` says why it has no values."""

    number: int
    values: dict[str, Any]
    error: str = ""


def read_rows(path: Path, mapping: dict[str, str] | None = None) -> Iterator[Row]:
    """Rows with our names for the columns. `mapping` is {our name: their name} where they differ."""
    with open_text(path) as file:
        read = read_csv if is_csv(path) else read_json_lines
        for row in read(file):
            yield Row(row.number, rename(row.values, mapping or {}), row.error)


def count_rows(path: Path) -> int:
    """For the progress bar: rows of JSON Lines, records of CSV (a text may have line breaks)."""
    with open_text(path) as file:
        return sum(1 for _ in csv.reader(file)) - 1 if is_csv(path) else sum(1 for _ in file)


def is_csv(path: Path) -> bool:
    return ".csv" in path.suffixes


def open_text(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return TextIOWrapper(gzip.open(path), encoding="utf-8-sig", errors="replace", newline="")
    return path.open(encoding="utf-8-sig", errors="replace", newline="")


def read_csv(file: TextIO, **dialect: Any) -> Iterator[Row]:
    rows = csv.DictReader(file, **dialect)
    number = 0
    while True:
        number += 1
        try:
            values = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, {}, f"not a row of CSV: {error}")
            continue
        extra = values.pop(None, None)
        yield Row(number, {} if extra else values, "more cells than the heading has" if extra else "")


def read_json_lines(file: TextIO) -> Iterator[Row]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            yield Row(number, {}, "not a line of JSON")
            continue
        if isinstance(values, dict):
            yield Row(number, values)
        else:
            yield Row(number, {}, "not a JSON object")


def tidy(value: Any) -> Any:
    return UNREADABLE.sub("", value).strip() if isinstance(value, str) else value


def rename(values: dict[str, Any], mapping: dict[str, str]) -> dict[str, Any]:
    renamed = dict(values)
    for ours, theirs in mapping.items():
        if theirs in values:
            renamed[ours] = values[theirs]
    for ours, names in SYNONYMS.items():
        if not renamed.get(ours):
            renamed[ours] = next((values[name] for name in names if values.get(name)), renamed.get(ours))
    return renamed

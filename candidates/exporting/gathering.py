"""From rows to plain data, and from that to words. No field is named here: declared.py says which there are."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Field, Manager, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.models import User
from candidates.exporting.declared import PARTS, Part
from candidates.exporting.files import Files
from listings.models import Listing

Row = dict[str, Any]


def gather(user: User) -> tuple[dict[str, list[Row]], Files]:
    """Every part with its rows, and the files that they name."""
    files: Files = {}
    return {part.name: rows_of(part, part.find(user), files) for part in PARTS if part.find}, files


def rows_of(part: Part, rows: Iterable[Model], files: Files) -> list[Row]:
    return [row_of(part, row, files) for row in rows]


def row_of(part: Part, row: Model, files: Files) -> Row:
    values = {name: value_of(part, row, name, files) for name in part.fields}
    inner = {each.name: rows_of(each, getattr(row, each.name).all(), files) for each in part.parts}
    return values | inner


def value_of(part: Part, row: Model, name: str, files: Files) -> Any:
    return part.said[name](row, files) if name in part.said else plain(getattr(row, name))


def plain(value: Any) -> Any:
    """As JSON can hold it. Other rows are named."""
    if isinstance(value, Manager):
        return [str(other) for other in value.all()]
    if isinstance(value, Listing):
        return f"{value} at {value.company}, number {value.pk}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Model) else value


# In words


def in_words(data: dict[str, list[Row]]) -> Iterator[tuple[str, list[SafeString]]]:
    for part in PARTS:
        yield part.heading, [section(part, row) for row in data[part.name]]


def section(part: Part, row: Row) -> SafeString:
    named = [(label(part.model, name), show(labelled(part.model, name, row[name]))) for name in part.fields]
    inner = format_html_join(
        "",
        "<h3>{}</h3>{}",
        (
            (each.heading, every(section(each, one) for one in row[each.name]))
            for each in part.parts
            if row[each.name]
        ),
    )
    return format_html("<dl>{}</dl>{}", pairs(named), inner)


def label(model: type[Model], name: str) -> str:
    words = str(model._meta.get_field(name).verbose_name)
    return "Number" if name == "id" else words[:1].upper() + words[1:]


def labelled(model: type[Model], name: str, value: Any) -> Any:
    """Choices as pages call them, times as people write them."""
    column: Field = model._meta.get_field(name)
    choices = dict(getattr(column, "flatchoices", None) or [])
    if value and column.get_internal_type() == "DateTimeField":
        return date_format(timezone.localtime(datetime.fromisoformat(value)), "j F Y, H:i e")
    return choices.get(value, value) if isinstance(value, str) else value


def show(value: Any) -> SafeString | str:
    if isinstance(value, dict) and value:
        return format_html("<dl>{}</dl>", pairs((key, show(inner)) for key, inner in value.items()))
    if isinstance(value, list) and any(isinstance(inner, dict) for inner in value):
        return every(show(inner) for inner in value)
    if isinstance(value, list):
        return ", ".join(str(show(inner)) for inner in value) or "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, str) and value.startswith("files/"):
        return format_html('<a href="{0}">{0}</a>', value)
    return "–" if value in (None, "", {}) else str(value)


def pairs(named: Iterable[tuple[str, Any]]) -> SafeString:
    return format_html_join("", "<dt>{}</dt><dd>{}</dd>", named)


def every(parts: Iterable[Any]) -> SafeString:
    return format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", ((part,) for part in parts)))

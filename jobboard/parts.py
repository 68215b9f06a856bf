"""Tags of the parts that know no app. Built in: templates never load them by hand."""

from collections.abc import Sequence

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

register = template.Library()


@register.simple_tag
def icons() -> SafeString:
    return render_to_string("parts/icons.html")


@register.simple_tag
def icon(name: str) -> SafeString:
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"></use></svg>', name)


@register.simple_tag(takes_context=True)
def nav_link(context, name: str, label: str) -> SafeString:
    """A link of the main menu, marked when the page is it or lies below it."""
    address = reverse(name)
    here = context["request"].path.startswith(address)
    return format_html(
        '<li><a href="{}"{}>{}</a></li>', address, SafeString(' aria-current="true"' if here else ""), label
    )


@register.inclusion_tag("parts/pager.html")
def pager(page: int, pages: int, query, path: str) -> dict:
    """Links to the first, the last and the pages around this one; None stands for a gap."""
    near = sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)})
    links: list[tuple[int, str] | None] = []
    for number in near:
        if links and links[-1] and number - links[-1][0] > 1:
            links.append(None)
        links.append((number, query.but(page=number).address(path)))
    return {"page": page, "pages": pages, "links": links, "query": query, "path": path}


@register.simple_block_tag
def panel(content: str, title: str) -> SafeString:
    return format_html('<section class="panel"><h2>{}</h2>{}</section>', title, content)


@register.inclusion_tag("parts/error_summary.html")
def error_summary(form) -> dict:
    """What to mend, each line a link to its field. The same words stand beside the field."""
    fields = [(form[name], errors) for name, errors in form.errors.items() if name in form.fields]
    return {"fields": fields, "others": form.non_field_errors(), "any": bool(form.errors)}


# A column of a chart is so many units wide, with its gap; its height is in hundredths of the highest.
COLUMN, GAP = 12, 2


@register.inclusion_tag("parts/chart.html")
def chart(
    *, title: str, series: str, columns: Sequence[tuple[str, Sequence[int]]], when: str = "Month"
) -> dict:
    """Numbers over time as columns, drawn on the server, with the same numbers as a table below.

    `columns` has one (words for the time, one number for each series) a column, oldest first: ("March 2026", [4]).
    `series` names one to four series, between commas: "Views,Saves,Applications". They share one scale. `when` heads
    the column of times in the table. Two charts of one page have different titles: their ids are made of it.
    """
    names = series.split(",")
    highest = max((number for _, numbers in columns for number in numbers), default=0)
    width = (COLUMN - GAP) / len(names)
    bars = [
        {
            "series": place,
            "x": round(at * COLUMN + GAP / 2 + place * width, 2),
            "y": round(100 - 100 * number / highest, 2),
            "width": round(width, 2),
            "height": round(100 * number / highest, 2),
        }
        for at, (_, numbers) in enumerate(columns)
        for place, number in enumerate(numbers)
        if number
    ]
    return {
        "id": slugify(title),
        "title": title,
        "when": when,
        "names": names,
        "columns": columns,
        "highest": highest,
        "bars": bars,
        "width": len(columns) * COLUMN,
        "says": [said(name, [(when, of[place]) for when, of in columns]) for place, name in enumerate(names)],
    }


def said(name: str, numbers: Sequence[tuple[str, int]]) -> str:
    """One series in words, for who does not see the columns."""
    when, most = max(numbers, key=lambda column: column[1], default=("", 0))
    total = sum(number for _, number in numbers)
    return f"{name}: {total:,} in all, most in {when} ({most:,})." if most else f"{name}: none."

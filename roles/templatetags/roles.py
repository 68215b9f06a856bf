from datetime import date

from django import template

register = template.Library()


@register.filter
def month_words(month: str) -> str:
    """ "November 2026" from "2026-11"; what is no month stays as it is."""
    try:
        return date.fromisoformat(f"{month}-01").strftime("%B %Y")
    except ValueError:
        return month


@register.filter
def share(part: float) -> str:
    return f"{part:.0%}"


@register.filter
def thousands(number: int) -> str:
    return f"{number:,}"

"""Tags of the parts that know no app. Built in: templates never load them by hand."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

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

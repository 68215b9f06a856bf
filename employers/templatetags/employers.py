from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from employers.logos import SIDE
from employers.models import Company, Invitation

register = template.Library()

TABS = [("team", "Team"), ("company_proof", "Proof")]
OWNERS_TABS = [("edit_company", "Company page"), ("company_accounts", "Accounts"), *TABS]


@register.simple_tag
def logo(company: Company) -> SafeString | str:
    """The company's name stands beside it: the picture says nothing more."""
    if not company.logo:
        return ""
    address = reverse("company_logo", args=[company.logo])
    return format_html('<img class="logo" src="{}" width="{}" height="{}" alt="">', address, SIDE, SIDE)


@register.simple_tag(takes_context=True)
def company_tabs(context, company: Company, is_owner: bool) -> SafeString:
    """The pages about one company that this member may open."""
    path = context["request"].path
    tabs = [
        (reverse(name, args=[company.slug]), label) for name, label in (OWNERS_TABS if is_owner else TABS)
    ]
    here = SafeString(' aria-current="page"')
    links = ((address, here if address == path else "", label) for address, label in tabs)
    return format_html_join("", '<a href="{}"{}>{}</a>', links)


@register.inclusion_tag("employers/_invitations.html", takes_context=True)
def your_invitations(context) -> dict:
    """Teams that wait for whoever is signed in."""
    emails = context["user"].confirmed_emails()
    return {
        "invitations": Invitation.objects.to_people_at(emails),
        "csrf_token": context.get("csrf_token"),
    }

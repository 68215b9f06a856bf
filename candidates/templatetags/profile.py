from django import template
from django.urls import reverse

from candidates import profile_words
from candidates.models import Candidate

register = template.Library()

TABS = {
    "my_profile": "Overview",
    "edit_profile": "About you",
    "pieces": "Portfolio",
    "profile_links": "Links",
    "profile_visibility": "Who sees what",
    "hide_from": "Hide from",
}


@register.simple_tag(takes_context=True)
def profile_tabs(context) -> list[tuple[str, str, bool]]:
    """(address, label, whether it is this page)"""
    path = context["request"].path
    addresses = {label: reverse(name) for name, label in TABS.items()}
    overview = addresses["Overview"]
    return [
        (address, label, path == address or (address != overview and path.startswith(address)))
        for label, address in addresses.items()
    ]


@register.simple_tag
def who_sees(candidate: Candidate) -> list[tuple[str, list[str]]]:
    return profile_words.who_sees(candidate)


@register.filter
def languages_in_words(spoken: list) -> list[str]:
    """Of [[code, level]], as profiles and applications hold them."""
    return profile_words.language_words(spoken)

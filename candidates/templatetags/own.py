"""What is each person's own on pages that are otherwise the same for all."""

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from candidates import eligibility, saving
from candidates.alerting import marks
from candidates.own import Own, own_of
from listings.kept import Card, CardFacts
from listings.models import Listing
from listings.where import Where

register = template.Library()
MOST_MISSING = 3


@register.simple_tag(takes_context=True)
def own(context, card: Card) -> SafeString:
    """A card as this person sees it. As it is kept, it is a stranger's."""
    request = context["request"]
    request.needs_own_form = True
    mine = own_of(request)
    return card if mine.is_strangers else card.with_own(controls(mine, card.facts))


@register.simple_tag(takes_context=True)
def own_of_listing(context, listing: Listing) -> SafeString:
    """The same on the page of one listing."""
    request = context["request"]
    request.needs_own_form = True
    mine = own_of(request)
    if not listing.is_open and listing.pk not in mine.saved:
        return mark_safe("")
    return controls(mine, CardFacts.of(listing), with_line=False)


@register.inclusion_tag("candidates/_can_i_apply.html", takes_context=True)
def can_i_apply(context, listing: Listing) -> dict:
    """Where this person lives and may work, against what the listing says."""
    request = context["request"]
    person = own_of(request).person
    lines = eligibility.lines(person, Where.of(listing), timezone.localdate())
    return {"lines": lines, "known": bool(person), "back": request.path}


def controls(own: Own, facts: CardFacts, *, with_line: bool = True) -> SafeString:
    context = {
        "listing": facts.pk,
        "title": facts.title,
        "company": facts.company,
        "company_slug": facts.company_slug,
        "saved": facts.pk in own.saved,
        "signed_in": own.signed_in,
        "can": eligibility.short(own.person, facts.where, timezone.localdate()) if with_line else "",
        "fit": fit_line(own.skills, facts) if with_line else "",
    }
    return render_to_string("candidates/_own.html", context)


@register.inclusion_tag("candidates/_from_alert.html", takes_context=True)
def from_alert(context, listing: Listing) -> dict:
    """A thin bar for who came by the mail of an alert."""
    return {"arrival": marks.arrival(context["request"], listing), "user": context["request"].user}


def fit_line(mine: frozenset[str], facts: CardFacts) -> str:
    """You have 5 of 6 required skills. Missing: Caption writing. Nothing to say of who saved none."""
    if not mine or not facts.needed:
        return ""
    missing = [name for slug, name in facts.needed if slug not in mine]
    total, kind = len(facts.needed), "required " if facts.are_required else ""
    if total == 1:
        name = facts.needed[0][1]
        return (
            f"Missing: {name}, the one {kind}skill." if missing else f"You have {name}, the one {kind}skill."
        )
    held = f"You have {total - len(missing)} of {total} {kind}skills."
    more = f" and {len(missing) - MOST_MISSING} more" if len(missing) > MOST_MISSING else ""
    return f"{held} Missing: {', '.join(missing[:MOST_MISSING])}{more}." if missing else held


@register.inclusion_tag("candidates/_remove.html", takes_context=True)
def remove_saved(context, listing: Listing) -> dict:
    context["request"].needs_own_form = True
    return {"listing": listing}


@register.inclusion_tag("candidates/_own_form.html", takes_context=True)
def own_form(context, always: bool = False) -> dict:
    """The one form that all buttons of cards send, once on a page that has any."""
    request = context.get("request")
    wanted = request is not None and (always or getattr(request, "needs_own_form", False))
    shown = wanted and not getattr(request, "own_form_is_there", False)
    if shown:
        request.own_form_is_there = True
    return {
        "shown": shown,
        "back": request.get_full_path() if shown else "",
        "with_token": shown and request.user.is_authenticated,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def saved_before_signing_in(context) -> int:
    """How many listings this browser keeps without an account."""
    request = context.get("request")
    return len(saving.saved_here(request)) if request is not None and saving.COOKIE in request.COOKIES else 0

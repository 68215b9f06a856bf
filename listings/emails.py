"""What we send about a listing. Templates are named like the function that sends them."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from background import outbox
from listings.models import Decision, Listing
from listings.vocabulary import decision_reasons


def listing_approved(decision: Decision) -> None:
    send(f"Live: {decision.title}", "listing_approved", decision)


def listing_returned(decision: Decision) -> None:
    send(f"Needs a change: {decision.title}", "listing_returned", decision)


def listing_rejected(decision: Decision) -> None:
    send(f"Not published: {decision.title}", "listing_rejected", decision)


def send(subject: str, template: str, decision: Decision) -> None:
    """To the person who posted it. An imported listing has none."""
    listing: Listing = decision.listing
    if not listing.posted_by:
        return
    context = {
        "listing": listing,
        "note": decision.note,
        "reason": decision_reasons()[decision.reason],
        "page": settings.SITE_URL + listing.get_absolute_url(),
        "edit": settings.SITE_URL + reverse("edit_listing", args=[listing.pk]),
        "desk": settings.SITE_URL + reverse("desk"),
    }
    outbox.post(
        key=f"{template}:{decision.pk}",
        to=listing.posted_by.email,
        subject=subject,
        text=render_to_string(f"emails/{template}.txt", context),
        html=render_to_string(f"emails/{template}.html", context),
    )

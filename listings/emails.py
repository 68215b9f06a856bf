"""What we send about a listing. Templates are named like the function that sends them."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from listings.models import Listing
from listings.vocabulary import decision_reasons


def listing_approved(listing: Listing, note: str) -> None:
    send(f"Live: {listing.title}", "listing_approved", listing, note=note)


def listing_returned(listing: Listing, reason: str, note: str) -> None:
    send(f"Needs a change: {listing.title}", "listing_returned", listing, reason=reason, note=note)


def listing_rejected(listing: Listing, reason: str, note: str) -> None:
    send(f"Not published: {listing.title}", "listing_rejected", listing, reason=reason, note=note)


def send(subject: str, template: str, listing: Listing, *, note: str, reason: str = "ok") -> None:
    """To the person who posted it. An imported listing has none, and a subject has one line."""
    if not listing.posted_by:
        return
    context = {
        "listing": listing,
        "note": note,
        "reason": decision_reasons()[reason],
        "page": settings.SITE_URL + listing.get_absolute_url(),
        "edit": settings.SITE_URL + reverse("edit_listing", args=[listing.pk]),
        "desk": settings.SITE_URL + reverse("desk"),
    }
    text = render_to_string(f"emails/{template}.txt", context)
    html = render_to_string(f"emails/{template}.html", context)
    send_mail(" ".join(subject.split()), text, None, [listing.posted_by.email], html_message=html)

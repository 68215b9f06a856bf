"""What we send about a listing. Templates are named like the function that sends them."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from background import outbox
from employers.models import Membership
from listings import signed
from listings.models import Decision, Listing
from listings.vocabulary import decision_reasons

LONGEST_SUBJECT = 49


# What was decided


def listing_approved(decision: Decision) -> None:
    send_decision("Live: {}", "listing_approved", decision)


def listing_scheduled(decision: Decision) -> None:
    send_decision("Approved: {}", "listing_scheduled", decision)


def listing_returned(decision: Decision) -> None:
    send_decision("Needs a change: {}", "listing_returned", decision)


def listing_rejected(decision: Decision) -> None:
    send_decision("Not published: {}", "listing_rejected", decision)


def change_approved(decision: Decision) -> None:
    send_decision("Changed: {}", "change_approved", decision)


def change_returned(decision: Decision) -> None:
    send_decision("Your change needs work: {}", "change_returned", decision)


def change_rejected(decision: Decision) -> None:
    send_decision("Change not published: {}", "change_rejected", decision)


def send_decision(subject: str, template: str, decision: Decision) -> None:
    context = {"note": decision.note, "reason": decision_reasons().get(decision.reason)}
    send(decision.listing, f"{template}:{decision.pk}", subject, template, **context)


# What the clock brings. Each has a key with the day that it is about, by which it is sent once.


def closing_soon(listing: Listing, key: str) -> None:
    send(listing, key, f"Closes {day(listing.closes_at)}: {{}}", "closing_soon", renew=renew_link(listing))


def listing_closed(listing: Listing, key: str) -> None:
    send(listing, key, "Closed: {}", "listing_closed", renew=renew_link(listing))


def still_hiring(listing: Listing, key: str) -> None:
    send(listing, key, "Still hiring: {}?", "still_hiring", **answers(listing))


def listing_hidden(listing: Listing, key: str) -> None:
    send(listing, key, "Hidden until you confirm: {}", "listing_hidden", **answers(listing))


def answers(listing: Listing) -> dict[str, str]:
    token = signed.to_confirm(listing)
    return {
        "yes": absolute(reverse("still_hiring", args=[token])),
        "no": absolute(reverse("not_hiring", args=[token])),
    }


def renew_link(listing: Listing) -> str:
    """Nothing where one click is not enough: the mail then names the desk alone."""
    return absolute(reverse("renew_by_mail", args=[signed.to_renew(listing)])) if listing.may_renew else ""


# To whom, and how


def send(listing: Listing, key: str, subject: str, template: str, **more: object) -> None:
    context = more | {
        "listing": listing,
        "page": absolute(listing.get_absolute_url()),
        "edit": absolute(reverse("edit_listing", args=[listing.pk])),
        "desk": absolute(reverse("desk")),
    }
    for number, person in enumerate(recipients(listing)):
        outbox.post(
            key=f"{key}:{number}" if number else key,
            to=person.email,
            subject=shortened(subject, listing.title),
            text=render_to_string(f"emails/{template}.txt", context),
            html=render_to_string(f"emails/{template}.html", context),
        )


def recipients(listing: Listing) -> list:
    """Who posted it, if that person still speaks for the company; else its owners. Imported listings have none."""
    members = list(Membership.objects.speaking_for(listing.company))
    poster = [member.user for member in members if member.user_id == listing.posted_by_id]
    return poster or [member.user for member in members if member.role == Membership.Role.OWNER]


def shortened(subject: str, title: str) -> str:
    """A phone shows no more. What the mail is about comes first; a long title loses its end."""
    title = " ".join(title.split())
    room = LONGEST_SUBJECT - len(subject.format(""))
    return subject.format(title if len(title) <= room else f"{title[: room - 1].rstrip()}…")


def day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B}"


def absolute(path: str) -> str:
    return settings.SITE_URL + path

"""What somebody does before there is an account. Their browser's session knows the drafts, and alerts have an address:
who signs in takes them along."""

from allauth.account.signals import email_confirmed, user_signed_up
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from candidates.alerting import acts
from candidates.models import Application
from listings.models import Listing

KEY = "drafts"


def remember(request: HttpRequest, draft: Application) -> None:
    others = {at: pk for at, pk in request.session.get(KEY, {}).items() if at != str(draft.listing_id)}
    request.session[KEY] = others | {str(draft.listing_id): draft.pk}


def number_of_draft(request: HttpRequest, listing: Listing) -> int | None:
    return request.session.get(KEY, {}).get(str(listing.pk))


def last_listing(request: HttpRequest) -> str | None:
    """The number of the listing in whose draft this browser began to write last."""
    return next(reversed(request.session.get(KEY, {})), None)


@receiver(user_signed_up)
@receiver(user_logged_in)
def take_drafts_along(request: HttpRequest | None, user, **kwargs) -> None:
    """What they have a draft or an application for already stays as it is."""
    if request is not None and (drafts := getattr(request, "session", {}).pop(KEY, None)):
        for draft in Application.objects.guests_drafts(list(drafts.values())):
            if not Application.objects.of_person(user).at(draft.listing).exists():
                draft.user, draft.email, draft.name = user, user.email.lower(), draft.name or user.name
                draft.save(update_fields=["user", "email", "name"])


@receiver(user_logged_in)
def take_alerts_along(user, **kwargs) -> None:
    acts.adopt(user)


@receiver(email_confirmed)
def take_alerts_of_address_along(email_address, **kwargs) -> None:
    acts.adopt(email_address.user)

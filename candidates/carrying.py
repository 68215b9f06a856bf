"""Skills ticked before there was an account: kept in the session, saved at sign-up or sign-in, typed only once."""

from allauth.account.signals import user_signed_up
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from candidates.models import Candidate
from candidates.ticks import Ticks

KEY = "ticked"


def carry(request: HttpRequest, ticks: Ticks) -> None:
    request.session[KEY] = {"skills": list(ticks.skills), "platforms": list(ticks.platforms)}


@receiver(user_signed_up)
@receiver(user_logged_in)
def save_what_was_ticked(request: HttpRequest | None, user, **kwargs) -> None:
    if request is not None and (ticked := getattr(request, "session", {}).pop(KEY, None)):
        Candidate.objects.keep(user, ticked["skills"], ticked["platforms"])

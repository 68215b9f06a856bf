"""Whoever signs in while their account waits to be deleted is told that it can be kept."""

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.formats import date_format

from candidates import leaving


@receiver(user_logged_in)
def say_that_it_can_be_undone(request: HttpRequest | None, user, **kwargs) -> None:
    if hasattr(request, "_messages") and (day := leaving.leaves_on(user)):
        said = f"We delete your account on {date_format(day, 'j F Y')}. You can keep it: see Your account."
        messages.warning(request, said)

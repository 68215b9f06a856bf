"""Listings that somebody keeps. Who is signed in keeps them in the account; a stranger in a signed cookie of this
browser, which holds numbers of listings and nothing else, and which is offered to the account later."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from candidates.models import SavedListing
from listings import counting
from listings.models import Listing
from listings.visits import came_from

COOKIE, SALT = "saved", "candidates.saved"
KEPT_FOR = timedelta(days=30)
MOST_IN_COOKIE = 50


def saved_here(request: HttpRequest) -> list[int]:
    """What was saved on this browser without an account, the last one first. A cookie that we did not sign is none."""
    text = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=KEPT_FOR)
    return [int(number) for number in text.split(".") if number]


def saved_by(request: HttpRequest) -> list[int]:
    if request.user.is_authenticated:
        return list(SavedListing.objects.of(request.user).numbers())
    return saved_here(request)


def write_here(response: HttpResponse, numbers: list[int]) -> None:
    if not numbers:
        return response.delete_cookie(COOKIE, samesite="Lax")
    return response.set_signed_cookie(
        COOKIE,
        ".".join(map(str, numbers[:MOST_IN_COOKIE])),
        salt=SALT,
        max_age=KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def save(request: HttpRequest, response: HttpResponse, listing: Listing) -> None:
    """Twice is once, and counts once."""
    if request.user.is_authenticated:
        new = bool(SavedListing.objects.keep(request.user, [listing.pk]))
    else:
        before = saved_here(request)
        new = listing.pk not in before
        write_here(response, [listing.pk, *(number for number in before if number != listing.pk)])
    if new:
        counting.count(request, listing, "saves", came_from(request))


def unsave(request: HttpRequest, response: HttpResponse, number: int) -> None:
    if request.user.is_authenticated:
        SavedListing.objects.drop(request.user, number)
    else:
        write_here(response, [kept for kept in saved_here(request) if kept != number])


def keep(request: HttpRequest, response: HttpResponse) -> int:
    """What was saved on this browser goes into the account; answers how many were new."""
    kept = SavedListing.objects.keep(request.user, saved_here(request))
    forget(response)
    return len(kept)


def forget(response: HttpResponse) -> None:
    write_here(response, [])

"""The links in mails to employers. They work without signing in. A GET shows what it is about and a button, so that
programs which look at links act on nothing; a POST acts, once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from listings import lifecycle, signed
from listings.models import Listing
from listings.signed import CONFIRM, RENEW, Link
from listings.states import IllegalMove, Status


@dataclass(frozen=True)
class Question:
    """`is_open` tells whether the link may still act; `act` is called with the listing and the link."""

    purpose: str
    template: str
    is_open: Callable[[Listing, Link], bool]
    act: Callable[[Listing, Link], object]


STILL_HIRING = Question(
    CONFIRM,
    "listings/still_hiring.html",
    lambda listing, link: listing.may_confirm and listing.last_confirmed == link.seen,
    lambda listing, link: lifecycle.confirm_open(listing, by=None, seen=link.seen, act="confirm by mail"),
)
NOT_HIRING = Question(
    CONFIRM,
    "listings/not_hiring.html",
    lambda listing, link: listing.status == Status.LIVE and listing.last_confirmed == link.seen,
    lambda listing, link: lifecycle.close(listing, by=None, act="close by mail"),
)
RENEW_BY_MAIL = Question(
    RENEW,
    "listings/renew.html",
    lambda listing, link: listing.renewals == link.seen,
    lambda listing, link: lifecycle.renew(listing, by=None, seen=link.seen, act="renew by mail"),
)


def from_a_mail(view: Callable) -> Callable:
    """Open to all who have the link; kept by no cache and no search engine."""

    @login_not_required
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response["X-Robots-Tag"] = "noindex"
        return response

    return opened


@from_a_mail
def still_hiring(request: HttpRequest, token: str) -> HttpResponse:
    return ask(request, token, STILL_HIRING)


@from_a_mail
def not_hiring(request: HttpRequest, token: str) -> HttpResponse:
    return ask(request, token, NOT_HIRING)


@from_a_mail
def renew_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    return ask(request, token, RENEW_BY_MAIL)


def ask(request: HttpRequest, token: str, question: Question) -> HttpResponse:
    try:
        link = signed.read(token, question.purpose)
    except signed.TooOld:
        return render(request, "listings/old_link.html", {"too_old": True}, status=410)
    except signed.NotOurs:
        return render(request, "listings/old_link.html", status=404)
    listing = Listing.objects.for_desk().from_pks([link.listing]).first()
    if not listing:
        return render(request, "listings/old_link.html", status=404)
    if not question.is_open(listing, link):
        return render(request, "listings/answered.html", {"listing": listing})
    context = {"listing": listing, "token": token}
    if request.method != "POST":
        return render(request, question.template, context)
    return answer(request, question, listing, link, context)


def answer(
    request: HttpRequest, question: Question, listing: Listing, link: Link, context: dict
) -> HttpResponse:
    """The same address then says what was done: to who presses again, and to who was a moment slower."""
    try:
        question.act(listing, link)
    except lifecycle.NotReady as error:
        return render(request, question.template, context | {"problems": error.problems}, status=422)
    except lifecycle.PeopleWait as people:
        listing.applications_waiting = people.number
        return render(request, question.template, context, status=409)
    except IllegalMove:
        pass
    return redirect(request.path)

"""Pages of no app: home, about, and what goes wrong."""

import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from background import tasks as forgetting
from candidates import periods
from listings import search
from listings.kept import cards, same_for_strangers
from listings.models.counting import KEPT
from listings.search.query import SearchQuery
from listings.tasks import UPLOADS
from roles.models import Category, Platform

NEWEST = 4


@login_not_required
@same_for_strangers
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    board = request.live_counts = search.search(SearchQuery())
    newest = search.find(SearchQuery(), request.unwanted) if request.unwanted else board
    context = {
        "board": board,
        "categories": Category.objects.all(),
        "cards": cards(newest.ids[:NEWEST]),
        "platforms": Platform.objects.current(),
    }
    return render(request, "home.html", context)


def page(name: str):
    @login_not_required
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        return render(request, f"{name}.html")

    return view


about, feeds, safety = page("about"), page("feeds"), page("safety")
accessibility, terms = page("accessibility"), page("terms")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """With the numbers that the clock goes by."""
    context = {
        "days": periods.in_days(),
        "mail_days": forgetting.ADDRESSES.days,
        "letter_days": forgetting.HELD.days,
        "upload_days": UPLOADS.days,
        "count_days": KEPT.days,
    }
    return render(request, "privacy.html", context)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = ["/account/", "/admin/", "/applications/", "/employer/", "/me/", "/post/"]
    closed += ["/listings/*/apply/", "/listings/*/leave/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    connection.ensure_connection()
    return HttpResponse("ok", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """A database that is busy or away is a matter of minutes: say so to people and to proxies."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    html = (settings.BASE_DIR / "templates" / "500.html").read_text()
    response = HttpResponse(html, status=503 if away else 500)
    if away:
        response["Retry-After"] = "30"
    return response

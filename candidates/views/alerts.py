"""Alerts: made from any search, confirmed by mail, changed and stopped by who has the token. No account is needed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.limits import HOUR, address_of, spend
from candidates.alerting import acts
from candidates.forms import ChangeAlertForm, NewAlertForm
from candidates.models import Alert, Candidate
from listings import search
from listings.filters import read_query
from listings.saying import in_words
from listings.search.query import SearchQuery
from listings.visits import is_seen
from roles.models import Category

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@GET_OR_POST
def new_alert(request: HttpRequest) -> HttpResponse:
    """The search is in the address. Whose it is is never said: an address that has this alert gets the same answer."""
    query, notices = read_query(request.GET)
    lasting = acts.what_lasts(query)
    form = NewAlertForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        if not request.user.is_authenticated:
            spend(f"alerts from {address_of(request)}", most=20, within=HOUR)
        alert = form.save(lasting)
        if request.user.is_authenticated and alert and alert.confirmed_at:
            messages.success(request, "Your alert is on.")
            return redirect("alerts")
        return redirect("alert_made")
    context = {
        "form": form,
        "words": in_words(lasting),
        "total": search.total(lasting, request.unwanted),
        "back": lasting.address(reverse("board")),
        "notices": notices,
    }
    return render(request, "candidates/new_alert.html", context, status=422 if form.errors else 200)


@login_not_required
@require_safe
def alert_made(request: HttpRequest) -> HttpResponse:
    return render(request, "candidates/alert_made.html")


@login_not_required
@never_cache
@GET_OR_POST
def confirm_alert(request: HttpRequest, token: str) -> HttpResponse:
    alert = get_object_or_404(Alert, token=token)
    if alert.stopped_at:
        return show_stopped(request, alert)
    if request.method == "POST":
        acts.confirm(alert)
        messages.success(request, f"Your alert is on: {alert.words}.")
        return redirect("change_alert", token)
    return render(request, "candidates/confirm_alert.html", {"alert": alert})


@login_not_required
@never_cache
@GET_OR_POST
def change_alert(request: HttpRequest, token: str) -> HttpResponse:
    alert = get_object_or_404(Alert.objects.confirmed(), token=token)
    if alert.stopped_at:
        return show_stopped(request, alert)
    form = ChangeAlertForm(request.POST or None, alert=alert, instead=request.GET.get("frequency", ""))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("change_alert", token)
    if request.method == "GET" and is_seen(request):
        acts.use(alert)
    context = {"form": form, "alert": alert, "board": f"{reverse('board')}?{alert.query}"}
    return render(request, "candidates/change_alert.html", context, status=422 if form.errors else 200)


@csrf_exempt
@login_not_required
@never_cache
@GET_OR_POST
def stop_alert(request: HttpRequest, token: str) -> HttpResponse:
    """Opened, it shows a button, for mail scanners open every link. A mail program posts without cookies: the token is
    the right."""
    alert = get_object_or_404(Alert, token=token)
    if request.method == "POST":
        acts.stop(alert)
        alert.refresh_from_db()
    if alert.stopped_at:
        return show_stopped(request, alert)
    return render(request, "candidates/stop_alert.html", {"alert": alert})


def show_stopped(request: HttpRequest, alert: Alert) -> HttpResponse:
    return render(request, "candidates/stopped_alert.html", {"alert": alert})


@login_not_required
@require_POST
def start_alert(request: HttpRequest, token: str) -> HttpResponse:
    """The page that it is started from says no more if the same one runs: its token is another."""
    alert = get_object_or_404(Alert.objects.confirmed(), token=token)
    if alert.stopped_at and not acts.start(alert):
        messages.info(request, "You have made this alert again. The new one is on.")
    elif alert.stopped_at is None:
        messages.success(request, f"Your alert is on: {alert.words}.")
    return redirect("change_alert", token)


@login_not_required
@require_POST
def judge_alert(request: HttpRequest, token: str) -> HttpResponse:
    """Was the last mail useful?"""
    alert = get_object_or_404(Alert.objects.confirmed(), token=token)
    acts.judge(alert, useful=request.POST.get("useful") == "yes")
    messages.success(request, "Thank you. You can change the search or how often it comes here.")
    return redirect("change_alert", token)


@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    mine = list(Alert.objects.of_user(request.user))
    return render(
        request, "candidates/alerts.html", {"alerts": mine} | ({} if mine else beginnings(request.user))
    )


def beginnings(user) -> dict:
    """Searches to make a first alert from."""
    have = tuple(Candidate.objects.skills_of(user))
    return {
        "fitting": SearchQuery(have=have, fit="reach").address("") if have else "",
        "categories": Category.objects.all(),
    }

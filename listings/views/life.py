"""What an employer does with a listing that is or was public. Acts are POST; the two that end it ask first."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from listings import lifecycle
from listings.forms.life import CloseForm, CopyForm, FillForm, RenewForm
from listings.lifecycle import NotReady
from listings.models import Listing
from listings.states import MOVES, IllegalMove, Status

ask_first = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    return act(request, number, lifecycle.confirm_open, "Confirmed open today.")


@require_POST
def renew(request: HttpRequest, number: int) -> HttpResponse:
    """From the desk. The link in a mail is in by_mail.py."""
    listing = ours(request, number)
    form = RenewForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Press the button “Renew” once more.")
        return redirect("desk")
    try:
        renewed = form.save(listing, by=request.user)
    except NotReady as reason:
        messages.error(request, f"Check it before you renew it. {reason}.")
        return redirect("edit_listing", number)
    messages.success(request, f"{listing.title}: Renewed. It closes on {renewed.closes_at:%-d %B}.")
    return redirect("desk")


@require_POST
def pause(request: HttpRequest, number: int) -> HttpResponse:
    return act(request, number, lifecycle.pause, "Paused. Nobody sees it until you resume it.")


@require_POST
def resume(request: HttpRequest, number: int) -> HttpResponse:
    try:
        return act(request, number, lifecycle.resume, "It is back in the lists.")
    except NotReady as reason:
        messages.error(request, f"It cannot be resumed now. {reason}.")
        return redirect("desk")


@require_POST
def copy(request: HttpRequest, number: int) -> HttpResponse:
    listing = ours(request, number)
    form = CopyForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Press the button “Copy” once more.")
        return redirect("desk")
    draft = form.save(listing, by=request.user)
    messages.success(request, "This is a copy. Change what is new, then send it.")
    return redirect("edit_listing", draft.pk)


@require_POST
def drop_edit(request: HttpRequest, number: int) -> HttpResponse:
    return act(request, number, lifecycle.drop_edit, "Your change is dropped. What was approved stays.")


@ask_first
def close(request: HttpRequest, number: int) -> HttpResponse:
    return end(request, number, CloseForm, Status.CLOSED, "Closed. It has left every list; its page says so.")


@ask_first
def mark_filled(request: HttpRequest, number: int) -> HttpResponse:
    return end(request, number, FillForm, Status.FILLED, "Marked as filled. It has left every list.")


def end(request: HttpRequest, number: int, kind: type, goal: Status, done: str) -> HttpResponse:
    listing = ours(request, number)
    if goal not in MOVES[Status(listing.status)]:
        raise IllegalMove(Status(listing.status))
    form = kind(request.POST if request.method == "POST" else None)
    waiting = listing.applications_waiting
    if form.is_valid():
        try:
            form.save(listing, by=request.user)
            return told(request, listing, done)
        except lifecycle.PeopleWait as people:
            waiting = people.number
    context = {"listing": listing, "form": form, "fills": goal == Status.FILLED, "waiting": waiting}
    status = 422 if form.errors else 409 if form.is_bound else 200
    return render(request, "listings/end.html", context, status=status)


def act(request: HttpRequest, number: int, do: Callable, done: str) -> HttpResponse:
    listing = ours(request, number)
    do(listing, by=request.user)
    return told(request, listing, done)


def ours(request: HttpRequest, number: int) -> Listing:
    return get_object_or_404(Listing.objects.of_member(request.user), pk=number)


def told(request: HttpRequest, listing: Listing, done: str) -> HttpResponse:
    messages.success(request, f"{listing.title}: {done}")
    return redirect("desk")

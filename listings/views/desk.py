"""An employer previews a listing and acts on it. Rows are reached through membership; a stranger gets 404."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from listings import lifecycle
from listings.advice import advice
from listings.models import Listing
from listings.states import DRAFTS, EDITABLE


@require_safe
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Exactly what candidates will see, and what is still missing."""
    listing = get_object_or_404(Listing.objects.of_member(request.user).for_page(), pk=number)
    editable = listing.status in EDITABLE
    said = advice(listing) if editable else {"hints": []}
    context = {
        "listing": listing,
        "is_draft": listing.status in DRAFTS,
        "is_ready": not any(hint.hard for hint in said["hints"]),
        "editable": editable,
    } | said
    return render(request, "listings/preview.html", context)


@require_POST
def submit(request: HttpRequest, number: int) -> HttpResponse:
    try:
        return act(request, number, lifecycle.submit, "Sent. A person reads it within one working day.")
    except lifecycle.NotReady:
        return redirect("preview", number)


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    try:
        return act(request, number, lifecycle.withdraw, "Withdrawn. Nobody sees it.")
    except lifecycle.PeopleWait as people:
        messages.error(request, f"{people} for an answer. Answer everybody who applied, then withdraw it.")
        return redirect("desk")


def act(request: HttpRequest, number: int, do: Callable, done: str) -> HttpResponse:
    listing = get_object_or_404(Listing.objects.of_member(request.user), pk=number)
    do(listing, by=request.user)
    messages.success(request, f"{listing.title}: {done}")
    return redirect("desk")

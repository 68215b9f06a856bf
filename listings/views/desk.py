"""An employer writes listings and acts on them. Rows are reached through membership; a stranger gets 404."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from employers.models import Company
from listings import lifecycle
from listings.content import Content
from listings.forms import ListingForm
from listings.models import Listing
from listings.readiness import problems
from listings.states import DRAFTS, Status


def post(request: HttpRequest) -> HttpResponse:
    if not Company.objects.of_member(request.user).exists():
        return redirect("new_company")
    return write(request, ListingForm(request.POST or None, by=request.user), None)


def edit_listing(request: HttpRequest, number: int) -> HttpResponse:
    """A change that waits for review, or was sent back, is what one goes on writing."""
    listing = proposed(get_object_or_404(Listing.objects.editable_by(request.user).for_page(), pk=number))
    return write(request, ListingForm(request.POST or None, instance=listing, by=request.user), listing)


def write(request: HttpRequest, form: ListingForm, listing: Listing | None) -> HttpResponse:
    """Show the form, or save it: every press of a button keeps what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            saved = form.save()
        except lifecycle.NotReady as error:
            form.show_problems(error.problems)
        else:
            return answer(request, form, saved)
    context = {
        "form": form,
        "listing": listing,
        "note": last_note(listing),
        "is_draft": not listing or listing.status in DRAFTS,
    }
    return render(request, "listings/edit.html", context, status=422 if form.errors else 200)


def answer(request: HttpRequest, form: ListingForm, saved: Listing) -> HttpResponse:
    if saved.status not in DRAFTS:
        waits = " A person reads the change. Until then what was approved stays." if saved.edit else ""
        messages.success(request, f"Saved. The listing is now: {saved.state_label}.{waits}")
        return redirect("desk")
    if "preview" in request.POST:
        return redirect("preview", saved.pk)
    messages.success(request, "Draft saved.")
    return redirect("edit_listing", saved.pk)


def proposed(listing: Listing) -> Listing:
    return Content.from_data(listing.edit.content).shown_on(listing) if listing.edit else listing


def last_note(listing: Listing | None):
    return listing.decisions.first() if listing and listing.status == Status.RETURNED else None


@require_safe
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Exactly what candidates will see, and what is still missing."""
    listing = get_object_or_404(Listing.objects.of_member(request.user).for_page(), pk=number)
    context = {
        "listing": listing,
        "problems": problems(listing) if listing.status in DRAFTS else [],
        "is_draft": listing.status in DRAFTS,
    }
    return render(request, "listings/preview.html", context)


@require_POST
def submit(request: HttpRequest, number: int) -> HttpResponse:
    try:
        return act(request, number, lifecycle.submit, "Sent. A person reads it within one working day.")
    except lifecycle.NotReady:
        return redirect("preview", number)


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    return act(request, number, lifecycle.withdraw, "Withdrawn. Nobody sees it.")


def act(request: HttpRequest, number: int, do: Callable, done: str) -> HttpResponse:
    listing = get_object_or_404(Listing.objects.of_member(request.user), pk=number)
    do(listing, by=request.user)
    messages.success(request, f"{listing.title}: {done}")
    return redirect("desk")

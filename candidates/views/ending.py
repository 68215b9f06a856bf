"""A listing ends with an answer for everybody: the page to which closing leads while people wait."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from candidates.forms.hiring import EndCloseForm, EndFillForm
from candidates.hiring import hiding
from candidates.models import Application
from candidates.pipeline import may_be_turned_down
from listings.lifecycle import PeopleWait
from listings.models import Listing
from listings.states import MOVES, IllegalMove, Status

KINDS = {Status.CLOSED: EndCloseForm, Status.FILLED: EndFillForm}


@require_http_methods(["GET", "HEAD", "POST"])
def close_with_answers(request: HttpRequest, number: int) -> HttpResponse:
    return end(request, number, Status.CLOSED, "Closed")


@require_http_methods(["GET", "HEAD", "POST"])
def fill_with_answers(request: HttpRequest, number: int) -> HttpResponse:
    return end(request, number, Status.FILLED, "Marked as filled")


def end(request: HttpRequest, number: int, goal: Status, done: str) -> HttpResponse:
    listing = get_object_or_404(Listing.objects.of_member(request.user).for_applicants(), pk=number)
    if goal not in MOVES[Status(listing.status)]:
        raise IllegalMove(Status(listing.status))
    form = KINDS[goal](request.POST or None)
    if form.is_valid() and ended(listing, form, by=request.user):
        messages.success(request, f"{listing.title}: {done}. Everybody who waited is told by mail.")
        return redirect("desk")
    waiting = Application.objects.for_member(request.user).at(listing).waiting().with_choice()
    people = [hiding.veiled(one) for one in waiting]
    context = {
        "listing": listing,
        "form": form,
        "fills": goal == Status.FILLED,
        "told": [one for one in people if may_be_turned_down(one)],
        "offered": [one for one in people if not may_be_turned_down(one)],
    }
    status = 422 if form.errors else 409 if form.is_bound else 200
    return render(request, "candidates/end_with_answers.html", context, status=status)


def ended(listing: Listing, form, *, by) -> bool:
    """Not while somebody has an offer: then nothing is said to anybody."""
    try:
        with transaction.atomic():
            form.save(listing, by=by)
    except PeopleWait:
        return False
    return True

"""One who applied, as the members of the company see them, and what they do: move, note, share, talk."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from candidates import talking
from candidates.forms.hiring import MessageForm, MoveForm, NoteForm, ReportForm, ShareForm
from candidates.hiring import hiding
from candidates.models import Application
from candidates.pipeline import Pipeline, PipelineQuery, may_be_turned_down, moves_of
from candidates.states import EMPLOYERS, Stage
from employers.models import Membership
from listings.models import Listing


@require_safe
def applicant(request: HttpRequest, number: int) -> HttpResponse:
    application = theirs(request, number)
    page = show(request, application)
    talking.read(application, as_employer=True)
    return page


@require_POST
def move_applicant(request: HttpRequest, number: int) -> HttpResponse:
    """Also from the list, whose place comes with the form; `next` leads to who comes after. A no needs words, for which
    another page asks."""
    application = theirs(request, number)
    if request.POST.get("stage") == Stage.NOT_SELECTED:
        chosen = urlencode({"a": f"{application.pk}.{application.stage}"})
        return redirect(f"{reverse('not_selected', args=[application.listing_id])}?{chosen}")
    form = MoveForm(request.POST)
    if not form.is_valid():
        return show(request, application, move=form)
    after = next_of(request, application)
    moved = form.save(application, by=request.user)
    called = hiding.veiled(theirs(request, number)).called
    messages.success(request, f"{called}: {EMPLOYERS[Stage(moved.stage)]}. They are told by mail.")
    if "from_list" in request.POST:
        place = place_of(request)
        path = reverse("applicants", args=[application.listing_id])
        return redirect(f"{place.but(page=place.page).address(path)}#a{application.pk}")
    return redirect(page_of(request, after if after and "next" in request.POST else application.pk))


@require_POST
def note_applicant(request: HttpRequest, number: int) -> HttpResponse:
    return act(request, number, NoteForm(request.POST), "note", "Noted. Only your colleagues read it.")


@require_POST
def write_to_applicant(request: HttpRequest, number: int) -> HttpResponse:
    return act(request, number, MessageForm(request.POST), "message", "Sent. They get it by mail.")


@require_POST
def share_applicant(request: HttpRequest, number: int) -> HttpResponse:
    colleagues = colleagues_of(request, theirs(request, number).listing)
    form = ShareForm(request.POST, colleagues=colleagues)
    return act(request, number, form, "share", "Your colleague gets a mail with a link.")


@require_POST
def report_candidate(request: HttpRequest, number: int, message: int) -> HttpResponse:
    """To staff, who look at it."""
    application = theirs(request, number)
    found = get_object_or_404(application.messages.to_employer(), pk=message)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return show(request, application, report=form, reported=found.pk)
    form.save(found)
    messages.success(request, "Reported. Our staff look at it.")
    return redirect(page_of(request, application.pk))


def act(request: HttpRequest, number: int, form, name: str, done: str) -> HttpResponse:
    application = theirs(request, number)
    if not form.is_valid():
        return show(request, application, **{name: form})
    form.save(application, by=request.user)
    messages.success(request, done)
    return redirect(page_of(request, application.pk))


def theirs(request: HttpRequest, number: int) -> Application:
    found = Application.objects.for_member(request.user).with_choice().for_employer()
    return get_object_or_404(found, pk=number)


def show(request: HttpRequest, application: Application, *, reported: int = 0, **typed) -> HttpResponse:
    """The page, with forms as somebody filled them in, if one of them was not in order."""
    shown = hiding.veiled(application)
    query = place_of(request)
    before, after = pipeline_of(request, application, query).around(application)
    colleagues = colleagues_of(request, application.listing)
    context = {
        "application": shown,
        "listing": application.listing,
        "stage": EMPLOYERS[Stage(application.stage)],
        "moves": moves_of(application),
        "may_be_turned_down": may_be_turned_down(application),
        "messages_said": hiding.messages_of(application, shown),
        "notes": hiding.notes_of(application, shown),
        "before": before,
        "after": after,
        "query": query,
        "place": query.address(""),
        "forms": {
            "move": MoveForm(),
            "note": NoteForm(),
            "message": MessageForm(),
            "share": ShareForm(colleagues=colleagues) if colleagues else None,
        }
        | typed,
        "wrong": next(iter(typed.values()), None),
        "reported": reported,
    }
    return render(request, "candidates/applicant.html", context, status=422 if typed else 200)


def pipeline_of(request: HttpRequest, application: Application, query: PipelineQuery) -> Pipeline:
    applied = Application.objects.for_member(request.user).at(application.listing)
    return Pipeline(application.listing, applied, query)


def next_of(request: HttpRequest, application: Application) -> int | None:
    return pipeline_of(request, application, place_of(request)).around(application)[1]


def colleagues_of(request: HttpRequest, listing: Listing):
    return Membership.objects.speaking_for(listing.company).without_user(request.user)


def place_of(request: HttpRequest) -> PipelineQuery:
    """Which stage and order somebody goes through: of the address, or sent along with a form."""
    sent = request.method == "POST"
    return PipelineQuery.sent_along(request.POST) if sent else PipelineQuery.read(request.GET)


def page_of(request: HttpRequest, number: int) -> str:
    return place_of(request).address(reverse("applicant", args=[number]))

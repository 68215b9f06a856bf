"""An employer's applicants, many at a time. Rows are reached through membership; a stranger gets 404."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidates.application_querysets import HIDDEN_BY_STAFF
from candidates.forms.hiring import HideNamesForm, NotSelectedForm, SelectedForm
from candidates.hiring import hiding
from candidates.hiring.exporting import applicant_rows, zip_of_cvs
from candidates.models import Application
from candidates.pipeline import PER_PAGE, SORTS, VIEWS, Pipeline, PipelineQuery
from listings.dashboard import SHOWN_DAYS, first_day
from listings.exporting import attachment
from listings.models import Listing


@require_safe
def applicants(request: HttpRequest, number: int) -> HttpResponse:
    """As a list, or as columns: `?view=columns`."""
    listing = ours(request, number)
    query = PipelineQuery.read(request.GET)
    pipeline = Pipeline(listing, theirs(request, listing), query)
    context = {
        "listing": listing,
        "query": query,
        "path": request.path,
        "counts": pipeline.counts(),
        "total": len(pipeline.everybody),
        "hides": hiding.hides_names(listing),
        "views": VIEWS.items(),
        "sorts": SORTS.items(),
        "days": SHOWN_DAYS,
        "closed_to_you": is_closed_to(listing),
    }
    if query.view == "columns":
        return render(request, "candidates/applicant_columns.html", context | {"columns": pipeline.columns()})
    page = Paginator(pipeline.found, PER_PAGE).get_page(query.page)
    rows = pipeline.rows(page.object_list)
    return render(request, "candidates/applicants.html", context | {"page": page, "applications": rows})


@require_POST
def hide_names(request: HttpRequest, number: int) -> HttpResponse:
    listing = ours(request, number)
    form = HideNamesForm(request.POST)
    if form.is_valid():
        said = "hidden until the shortlist" if form.save(listing) else "shown"
        messages.success(request, f"Names are {said}.")
    return redirect(back(request, listing))


@require_POST
def decide_selected(request: HttpRequest, number: int) -> HttpResponse:
    """Many at once: on to the shortlist, or to the page that asks for the words of a no."""
    listing = ours(request, number)
    form = SelectedForm(request.POST, applied=theirs(request, listing).with_choice())
    if not form.is_valid():
        messages.error(request, "Select at least one person first.")
    elif form.cleaned_data["act"] == "not-selected":
        return redirect(f"{reverse('not_selected', args=[listing.pk])}?{form.chosen()}")
    else:
        tell(request, *form.save(by=request.user), did="on the shortlist")
    return redirect(back(request, listing))


@require_http_methods(["GET", "HEAD", "POST"])
def not_selected(request: HttpRequest, number: int) -> HttpResponse:
    """Asks for a message and a reason, and says no to all who were selected."""
    listing = ours(request, number)
    applied = theirs(request, listing).with_choice()
    form = NotSelectedForm(request.POST or None, applied=applied, chosen=request.GET.getlist("a"))
    if form.is_valid():
        tell(request, *form.save(by=request.user), did="told that they were not chosen")
        return redirect(back(request, listing))
    people, left = form.people()
    context = {"listing": listing, "form": form, "people": people, "left": left}
    return render(request, "candidates/not_selected.html", context, status=422 if form.errors else 200)


@require_safe
def export_applicants(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """Everybody who applied, as far as this member may see them."""
    listing = ours(request, number)
    rows = applicant_rows(listing, theirs(request, listing))
    return attachment(rows, f"applicants-{listing.pk}-{timezone.localdate()}.csv")


@require_safe
def export_cvs(request: HttpRequest, number: int) -> HttpResponse:
    listing = ours(request, number)
    return zip_of_cvs(listing, theirs(request, listing))


def ours(request: HttpRequest, number: int) -> Listing:
    mine = Listing.objects.of_member(request.user).for_applicants().with_numbers(first_day(SHOWN_DAYS))
    return get_object_or_404(mine, pk=number)


def is_closed_to(listing: Listing) -> bool:
    """Staff took it down or look at it: until then nobody reads who applied."""
    return listing.status in HIDDEN_BY_STAFF or bool(listing.company.refused_at)


def theirs(request: HttpRequest, listing: Listing):
    return Application.objects.for_member(request.user).at(listing)


def back(request: HttpRequest, listing: Listing) -> str:
    """To where the person was: the view, stage and order come with the form, nothing else of an address does."""
    query = PipelineQuery.sent_along(request.POST)
    return query.but(page=query.page).address(reverse("applicants", args=[listing.pk]))


def tell(request: HttpRequest, done: list[Application], left: list[Application], *, did: str) -> None:
    if done:
        people = "1 person is" if len(done) == 1 else f"{len(done)} people are"
        messages.success(request, f"{people} {did}.")
    if left:
        names = ", ".join(hiding.veiled(one).called for one in left)
        messages.warning(request, f"Left as they were, because they are at another stage by now: {names}.")

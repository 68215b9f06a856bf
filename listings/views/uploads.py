"""Many listings in one file: choose it, look at each row, make drafts. Files are reached through membership."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from employers.models import Company
from listings import uploads as acts
from listings.exporting import attachment, template_rows
from listings.forms.upload import UploadForm
from listings.importing.files import MOST_ROWS
from listings.models import Upload
from listings.previews import PER_PAGE, Outline, UploadQuery, drafts_of, previews_of


@require_http_methods(["GET", "HEAD", "POST"])
def uploads(request: HttpRequest) -> HttpResponse:
    if not Company.objects.of_member(request.user).exists():
        return redirect("new_company")
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*posted, by=request.user)
    if form.is_valid():
        if unknown := form.cleaned_data["file"].unknown:
            names = ", ".join(name[:40] for name in unknown[:10])
            messages.warning(request, f"Columns left out, because we do not know them: {names}.")
        return redirect("upload", form.save().pk)
    earlier = Upload.objects.of_member(request.user).with_counts()
    context = {"form": form, "uploads": earlier, "most": MOST_ROWS}
    return render(request, "listings/uploads.html", context, status=422 if form.errors else 200)


@require_safe
def upload_template(request: HttpRequest) -> HttpResponse:
    """Two example rows: what a complete file looks like."""
    return attachment(template_rows(), "listings-template.csv")


@require_safe
def upload(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(Upload.objects.of_member(request.user).with_counts(), pk=number)
    if found.is_running:
        return render(request, "listings/upload_running.html", {"upload": found})
    return show_made(request, found) if found.done_at else show_rows(request, found)


def show_rows(request: HttpRequest, found: Upload) -> HttpResponse:
    query, outline = UploadQuery.read(request.GET), Outline(found)
    page = Paginator(outline.rows_of(query.only), PER_PAGE).get_page(query.page)
    context = {
        "upload": found,
        "outline": outline,
        "previews": previews_of(found, page),
        "query_string": query.but(page=page.number).address(""),
        "page": page,
        "query": query,
        "path": request.path,
    }
    return render(request, "listings/upload.html", context)


def show_made(request: HttpRequest, found: Upload) -> HttpResponse:
    query = UploadQuery.read(request.GET)
    page = Paginator(found.rows.with_drafts(), PER_PAGE).get_page(query.page)
    context = {
        "upload": found,
        "drafts": drafts_of(page),
        "left_out": list(found.rows.left_out()),
        "page": page,
        "query": query,
        "path": request.path,
    }
    return render(request, "listings/upload_made.html", context)


@require_POST
def make_drafts(request: HttpRequest, number: int) -> HttpResponse:
    return act(
        request, number, lambda found: acts.start(found, by=request.user), reverse("upload", args=[number])
    )


@require_POST
def discard_upload(request: HttpRequest, number: int) -> HttpResponse:
    return act(request, number, acts.discard, reverse("uploads"))


@require_POST
def leave_out_row(request: HttpRequest, number: int, row: int) -> HttpResponse:
    return choose(request, number, row, out=True)


@require_POST
def take_in_row(request: HttpRequest, number: int, row: int) -> HttpResponse:
    return choose(request, number, row, out=False)


def choose(request: HttpRequest, number: int, row: int, *, out: bool) -> HttpResponse:
    back = UploadQuery.read(request.GET).address(reverse("upload", args=[number]))
    return act(
        request, number, lambda found: acts.choose(found, row_of(found, row), out=out), f"{back}#row-{row}"
    )


def row_of(found: Upload, number: int):
    return get_object_or_404(found.rows, number=number)


def act(request: HttpRequest, number: int, do: Callable[[Upload], None], then: str) -> HttpResponse:
    found = get_object_or_404(Upload.objects.of_member(request.user), pk=number)
    try:
        do(found)
    except acts.Started:
        messages.info(request, "Drafts were made of this file already. Nothing was done twice.")
        return redirect("upload", number)
    return redirect(then)

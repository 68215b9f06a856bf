"""Hide a listing, a company or a word; see all that one hides, and undo it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.origin import own_path
from candidates import unwanted
from candidates.forms.saved import HideWordForm
from candidates.models import HiddenThing
from employers.models import Company
from listings.models import Listing


@require_POST
def hide_listing(request: HttpRequest, number: int) -> HttpResponse:
    listing = get_object_or_404(Listing.objects.public(), pk=number)
    return answer(request, unwanted.hide_listing(request.user, listing), f"“{listing.title}”")


@require_POST
def hide_company(request: HttpRequest, slug: str) -> HttpResponse:
    company = get_object_or_404(Company, slug=slug)
    return answer(request, unwanted.hide_company(request.user, company), f"Everything from {company.name}")


def answer(request: HttpRequest, done: bool, what: str) -> HttpResponse:
    if not done:
        messages.error(request, unwanted.TOO_MANY)
        return redirect("hidden")
    messages.success(
        request, f"{what} is out of your results. You can undo this on the page “Hidden by you”."
    )
    return redirect(own_path(request.POST.get("next", ""), reverse("board")))


@require_http_methods(["GET", "HEAD", "POST"])
def hidden(request: HttpRequest) -> HttpResponse:
    form = HideWordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and form.save():
        messages.success(request, f"Listings with “{form.cleaned_data['word']}” are out of your results.")
        return redirect("hidden")
    things = list(HiddenThing.objects.of(request.user).for_page())
    context = {
        "form": form,
        "listings": [thing for thing in things if thing.listing_id],
        "companies": [thing for thing in things if thing.company_id],
        "words": [thing for thing in things if thing.word],
    }
    return render(request, "candidates/hidden.html", context, status=422 if form.errors else 200)


@require_POST
def show_again(request: HttpRequest, number: int) -> HttpResponse:
    """Pressed twice, or another's: nothing to do."""
    unwanted.show_again(request.user, number)
    messages.success(request, "It is back in your results.")
    return redirect(own_path(request.POST.get("next", ""), reverse("hidden")))

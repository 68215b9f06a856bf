"""Companies that must not see somebody's page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from candidates.models import Candidate, HiddenFrom
from candidates.portfolio import publishing
from candidates.views.profile import show
from employers.models import Company
from employers.text import words_of

MOST_SHOWN = 20


@require_safe
def hide_from(request: HttpRequest) -> HttpResponse:
    """A typed name is looked up by the server: what is typed stays in the box."""
    typed = request.GET.get("name", "").strip()[:100]
    hidden = list(HiddenFrom.objects.of_user(request.user))
    there = {one.company_id for one in hidden}
    words = words_of(typed)
    found = list(Company.objects.starting_with(words)[: MOST_SHOWN + 1]) if words else []
    context = {
        "typed": typed,
        "hidden": hidden,
        "there": there,
        "found": found[:MOST_SHOWN],
        "is_more": len(found) > MOST_SHOWN,
        "suggested": [one for one in publishing.present_employers(request.user) if one.pk not in there],
    }
    return show(request, "hide_from", Candidate.objects.own(request.user), **context)


@require_POST
def hide_from_company(request: HttpRequest, slug: str) -> HttpResponse:
    company = get_object_or_404(Company, slug=slug)
    if publishing.hide_from(company, by=request.user):
        messages.success(request, f"{company.name} sees nothing of your page from now on.")
    else:
        most = publishing.MOST_HIDDEN_FROM
        messages.warning(request, f"You hide from {most} companies, and that is as many as fit.")
    return redirect("hide_from")


@require_POST
def show_to_company(request: HttpRequest, slug: str) -> HttpResponse:
    hidden = get_object_or_404(HiddenFrom.objects.of_user(request.user), company__slug=slug)
    publishing.show_again(hidden)
    messages.success(request, f"You do not hide from {hidden.company.name} any more.")
    return redirect("hide_from")

"""An employer's applicants. Rows are reached through membership; a stranger gets 404."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from candidates.models import Application
from listings.models import Listing


@require_safe
def applicants(request: HttpRequest, number: int) -> HttpResponse:
    listing = get_object_or_404(Listing.objects.of_member(request.user), pk=number)
    applied = Application.objects.for_member(request.user).at(listing)
    return render(request, "candidates/applicants.html", {"listing": listing, "applications": applied})


@require_safe
def applicant(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(Application.objects.for_member(request.user), pk=number)
    return render(request, "candidates/applicant.html", {"application": found, "listing": found.listing})

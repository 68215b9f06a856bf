"""What a candidate applied for, and how it stands."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from candidates import words
from candidates.models import Application


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    mine = Application.objects.of_person(request.user).for_person()
    return render(request, "candidates/applications.html", {"applications": mine})


@login_not_required
@never_cache
@require_safe
def application(request: HttpRequest, token: str) -> HttpResponse:
    found = get_object_or_404(Application.objects.opened_by(request.user, token).for_person())
    context = {"application": found, "said": words.said(found), "next_step": words.next_step(found)}
    return render(request, "candidates/application.html", context)

"""What people say about themselves, and whether and for whom it is there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidates import person_page
from candidates.forms.profile import AddressForm, ProfileForm, VisibilityForm
from candidates.models import Candidate, OldHandle
from candidates.portfolio import addresses, profile, publishing
from candidates.showing import Viewer

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def show(request: HttpRequest, template: str, candidate: Candidate, form=None, **more) -> HttpResponse:
    """A page of the profile: all of them say who sees what now."""
    context = {"candidate": candidate, "form": form} | more
    status = 422 if form and form.errors else 200
    return render(request, f"candidates/{template}.html", context, status=status)


@require_safe
def my_profile(request: HttpRequest) -> HttpResponse:
    candidate = Candidate.objects.own(request.user)
    page = person_page.read(candidate, Viewer.OWNER) if candidate.pk else None
    return show(request, "my_profile", candidate, page=page, checklist=profile.checklist(candidate))


@GET_OR_POST
def edit_profile(request: HttpRequest) -> HttpResponse:
    candidate = Candidate.objects.own(request.user)
    form = ProfileForm(request.POST or None, instance=Candidate.objects.own(request.user))
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user)
        messages.success(request, "Saved.")
        return redirect("my_profile")
    return show(request, "edit_profile", candidate, form)


# Its address


@GET_OR_POST
def profile_address(request: HttpRequest) -> HttpResponse:
    candidate = Candidate.objects.own(request.user)
    form = AddressForm(request.POST or None, candidate=candidate)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, "The address is yours.")
        return redirect("my_profile")
    old = OldHandle.objects.of_user(request.user)
    return show(request, "profile_address", candidate, form, old_addresses=old)


@require_POST
def stop_leading(request: HttpRequest, number: int) -> HttpResponse:
    addresses.stop_leading(get_object_or_404(OldHandle.objects.of_user(request.user), pk=number))
    messages.success(request, "The old address leads nowhere now.")
    return redirect("profile_address")


# Who sees what


@GET_OR_POST
def profile_visibility(request: HttpRequest) -> HttpResponse:
    candidate = Candidate.objects.own(request.user)
    form = VisibilityForm(request.POST if request.method == "POST" else None, candidate=candidate)
    if form.is_bound and form.is_valid():
        form.save(by=request.user)
        messages.success(request, "Saved. It holds from now on.")
        return redirect("profile_visibility")
    return show(request, "profile_visibility", candidate, form)


@require_POST
def publish_profile(request: HttpRequest) -> HttpResponse:
    try:
        publishing.publish(by=request.user)
    except publishing.NoAddress:
        messages.warning(request, "Choose the address of your page first.")
        return redirect("profile_address")
    messages.success(request, "Your page is on.")
    return redirect("my_profile")


@require_POST
def unpublish_profile(request: HttpRequest) -> HttpResponse:
    publishing.unpublish(by=request.user)
    messages.success(request, "Your page is off. Nobody but you can open it.")
    return redirect("my_profile")

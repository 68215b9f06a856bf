"""A candidate's own page, and the one line about where they can work."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.origin import own_path
from candidates import own_page
from candidates.forms.saved import WhereForm


@never_cache
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    return render(request, "candidates/me.html", own_page.read(request.user, request.unwanted))


@require_http_methods(["GET", "HEAD", "POST"])
def where_i_can_work(request: HttpRequest) -> HttpResponse:
    """Back to the listing from which one came, which then says how it fits."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    back = own_path(wanted, reverse("board"))
    form = WhereForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved. Listings now say how they fit.")
        return redirect(back)
    context = {"form": form, "back": back}
    return render(request, "candidates/where.html", context, status=422 if form.errors else 200)

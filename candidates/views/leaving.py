"""Deleting one's account, in two steps: what goes and what stays, then the password."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidates import leaving, periods
from candidates.forms.leaving import DeleteForm

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@require_safe
def delete_account(request: HttpRequest) -> HttpResponse:
    context = {
        "leaves_on": leaving.leaves_on(request.user),
        "ties": leaving.ties(request.user),
        "goes": leaving.what_goes(request.user),
        "days": periods.in_days(),
    }
    return render(request, "candidates/delete_account.html", context)


@never_cache
@GET_OR_POST
def confirm_deletion(request: HttpRequest) -> HttpResponse:
    """Who has asked already, or may not go yet, is told so on the page before."""
    form = DeleteForm(request.POST or None, user=request.user)
    if leaving.leaves_on(request.user) or leaving.ties(request.user):
        return redirect("delete_account")
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except leaving.Tied:
            return redirect("delete_account")
        messages.success(
            request, f"We delete your account in {periods.UNDO.days} days. Until then you can keep it."
        )
        return redirect("delete_account")
    context = {"form": form, "days": periods.in_days()}
    return render(request, "candidates/confirm_deletion.html", context, status=422 if form.errors else 200)


@require_POST
def undo_deletion(request: HttpRequest) -> HttpResponse:
    if leaving.undo(request.user):
        messages.success(request, "You keep your account. Alerts are on again; a public page stays hidden.")
    return redirect("account")

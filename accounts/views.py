from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.origin import own_path


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/account.html")


@login_not_required
@require_safe
def staff_login(request: HttpRequest) -> HttpResponse:
    """Instead of the admin's own form: there is one way to sign in, with its limits. Who is signed in and no member of
    staff finds nothing here."""
    wanted = own_path(request.GET.get("next", ""), reverse("admin:index"))
    if not request.user.is_authenticated:
        return redirect_to_login(wanted)
    if not request.user.is_staff:
        raise Http404
    return redirect(wanted)

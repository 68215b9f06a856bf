"""How a view gets to an application: through the person whose it is."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from candidates.models import Application


def with_application(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Who wrote it with an account must be signed in, and is asked to; without one, the token of the mail opens it. For
    all others there is nothing here."""

    @login_not_required
    @never_cache
    @wraps(view)
    def reached(request: HttpRequest, token: UUID, **more) -> HttpResponse:
        found = Application.objects.opened_by(request.user, token).for_person().first()
        if found:
            return view(request, found, **more)
        if not request.user.is_authenticated and Application.objects.needs_account(token):
            return redirect_to_login(request.get_full_path())
        raise Http404

    return reached

"""Forms without a token. Whole pages for strangers come from memory, the same for everybody, so no token can be in
them. Browsers say themselves from which site a form was sent; nobody can make another's browser lie.

A view says `@posted_from_here`. Who sends no such words may still show an ordinary token, if they are signed in.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from accounts.keeping import csrf_failure

ELSEWHERE = "The form was sent from another site, or the browser does not say from where."


def comes_from_here(request: HttpRequest) -> bool | None:
    """None if the browser does not say. A page that keeps its address to itself sends "null" as its origin."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    ours = f"{request.scheme}://{request.get_host()}"
    if site is None and origin is None:
        return None
    if site is None:
        return origin == ours
    return site == "same-origin" and origin in (None, "null", ours)


def posted_from_here(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    with_token = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        said = comes_from_here(request)
        if said:
            return view(request, *args, **kwargs)
        if said is None and request.user.is_authenticated:
            return with_token(request, *args, **kwargs)
        return csrf_failure(request, ELSEWHERE)

    return checked


def own_path(wanted: str, otherwise: str) -> str:
    """Where to go back to: a path of this site, never another one. Browsers leave out tabs and line ends."""
    is_ours = (
        wanted.startswith("/")
        and wanted.isprintable()
        and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    )
    return wanted if is_ours else otherwise

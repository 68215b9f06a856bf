"""What somebody typed while their session ended is there again after they signed in.

A view says `@keeps_typed` and its form has `{% typed_by %}`, which signs whose form it is. Only that person gets the
text back, on the same page, for a day. Passwords and files are not kept.

    @keeps_typed
    def post(request):
        form = ListingForm(request.POST or request.typed)

A page shows what is back with `without_complaints(form)`: nobody has sent it yet.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import sync_only_middleware
from django.views.csrf import csrf_failure as refuse

from accounts.limits import HOUR, TooMany, address_of, spend

KEY = SALT = "typed"
KEPT_FOR = timedelta(days=1)
FORM_IS_OPEN_FOR = timedelta(days=14)
TEXTS_AN_HOUR = 60  # from one place, where many people may sit
MOST = 120_000  # characters: the longest description, and all the rest
SIGNED_OUT = "You were signed out. Sign in and your text will still be here."
NO_FILES = " Files are not kept: choose them again."
BACK = "Your text is still here. Nothing was sent yet."
View = Callable[..., HttpResponse]
F = TypeVar("F", bound=forms.BaseForm)


def keeps_typed(view: View) -> View:
    @wraps(view)
    def marked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        request.typed = take_back(request) if request.method == "GET" else None
        return view(request, *args, **kwargs)

    marked.keeps_typed = True
    return marked


def without_complaints(form: F) -> F:
    """For somebody who is not done: what is wrong is said when the form is sent."""
    form.errors.clear()
    return form


def sign(user) -> str:
    return signing.dumps(user.pk, salt=SALT)


def signed_by(posted: QueryDict) -> int | None:
    try:
        return signing.loads(posted.get("typed_by", ""), salt=SALT, max_age=FORM_IS_OPEN_FOR)
    except signing.BadSignature:
        return None


def keep(request: HttpRequest) -> bool:
    """Keep a form in the session; False if it is nobody's, too large, or one of too many."""
    owner = signed_by(request.POST)
    typed = [(name, value) for name, values in request.POST.lists() for value in values if may_keep(name)]
    if owner is None or sum(len(name) + len(value) for name, value in typed) > MOST:
        return False
    try:
        spend(f"kept texts from {address_of(request)}", most=TEXTS_AN_HOUR, within=HOUR)
    except TooMany:  # without a session it may be a machine, and each text makes one
        return False
    request.session[KEY] = {
        "path": request.get_full_path(), "owner": owner, "at": timezone.now().isoformat(), "typed": typed,
    }  # fmt: skip
    return True


def may_keep(name: str) -> bool:
    return name not in ("csrfmiddlewaretoken", "typed_by") and "password" not in name.lower()


def take_back(request: HttpRequest) -> QueryDict | None:
    """What this person typed on this page, once."""
    kept = request.session.get(KEY)
    if not kept or not request.user.is_authenticated:
        return None
    forget_others(request.session, request.user)
    if KEY not in request.session or kept["path"] != request.get_full_path():
        return None
    del request.session[KEY]
    typed = QueryDict(mutable=True)
    for name, value in kept["typed"]:
        typed.appendlist(name, value)
    messages.success(request, BACK)
    return typed


def forget_others(session, user) -> None:
    """Another person signed in on this browser, or it was long ago."""
    kept = session.get(KEY)
    if kept and (kept["owner"] != user.pk or datetime.fromisoformat(kept["at"]) + KEPT_FOR < timezone.now()):
        del session[KEY]


@sync_only_middleware
def keep_what_was_typed(get_response: View) -> View:
    """Stands before the middleware that sends people to sign in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: View, args, kwargs) -> HttpResponse | None:
        ended = request.method == "POST" and not request.user.is_authenticated
        if not ended or not getattr(view, "keeps_typed", False) or not keep(request):
            return None
        return ask_to_sign_in(request)

    middleware.process_view = process_view
    return middleware


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    messages.warning(request, SIGNED_OUT + (NO_FILES if request.FILES else ""))
    return redirect_to_login(request.get_full_path())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Who signed in again in another window has a form with an old token. The signature says whose form it is, so it
    may be shown again; it is sent only when that person presses the button."""
    view = request.resolver_match.func if request.resolver_match else None
    if not getattr(view, "keeps_typed", False):
        return refuse(request, reason)
    if request.user.is_authenticated and signed_by(request.POST) != request.user.pk or not keep(request):
        return refuse(request, reason)
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    return redirect(request.get_full_path())

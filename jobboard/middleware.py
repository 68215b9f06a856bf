from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.utils.decorators import sync_only_middleware
from django.utils.functional import SimpleLazyObject
from django.utils.http import parse_http_date_safe

from accounts.limits import TooMany
from candidates.own import skills_of
from candidates.saving import COOKIE as SAVED
from candidates.states import WrongStage
from candidates.unwanted import unwanted_by
from listings.kept import kept
from listings.states import IllegalMove

# What an answer to a stranger depends on, beside the address.
HEADERS_THAT_MATTER = [
    "HTTP_HOST",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_HX_REQUEST",
    "HTTP_HX_HISTORY_RESTORE_REQUEST",
]
Answer = Callable[[HttpRequest], HttpResponse]


@sync_only_middleware
def refuse_broken_text(get_response: Answer) -> Answer:
    """NUL and half characters mean nothing in any field and break databases: 400, in one place.

    Query strings are let through with such characters taken out, so that a pasted address still works.
    TRACE is refused as well.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method == "TRACE":
            return HttpResponse(status=405)
        if "\0" in unquote(request.path_info):
            return HttpResponse("This address has a character that no address has.", status=400)
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        return get_response(request)

    return middleware


@sync_only_middleware
def refuse_what_is_too_big(get_response: Answer) -> Answer:
    """413 before a byte of it is read. The size of each kind of file is a matter of its form."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.MOST_UPLOADED:
            return HttpResponse("This is more than anything here may weigh.", status=413)
        return get_response(request)

    return middleware


@sync_only_middleware
def answer_strangers_from_memory(get_response: Answer) -> Answer:
    """Who has no session and saved nothing gets pages that are the same for everybody, as they were
    made for the first who asked.

    Only what views marked with `same_for_strangers` make is kept, from the second time that its path is asked for:
    other pages are not held up by looking.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        known = not request.COOKIES.keys().isdisjoint({settings.SESSION_COOKIE_NAME, "messages", SAVED})
        if request.method != "GET" or known or request.path not in kept.shared:
            return learn(request, get_response(request))
        key = (request.get_full_path(), *(request.META.get(name) for name in HEADERS_THAT_MATTER))
        if page := kept.page(key):
            response = HttpResponse(page.content, headers=page.headers)
            changed = parse_http_date_safe(page.headers.get("Last-Modified", ""))
            return get_conditional_response(request, page.headers.get("ETag"), changed, response)
        version = kept.version
        response = get_response(request)
        if response.status_code == 200 and not response.cookies:
            kept.keep_page(key, version, response)
        return response

    def learn(request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if getattr(response, "same_for_strangers", False):
            kept.shared.add(request.path)
        return response

    return middleware


@sync_only_middleware
def know_what_is_hidden(get_response: Answer) -> Answer:
    """`request.unwanted`: what this person hid from their results; `request.skills`: what they can do. Asked of the
    database where a page searches."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.unwanted = SimpleLazyObject(lambda: unwanted_by(request.user))
        request.skills = SimpleLazyObject(lambda: skills_of(request))
        return get_response(request)

    return middleware


@sync_only_middleware
def keep_private_pages_private(get_response: Answer) -> Answer:
    """What a signed-in person sees, or one who saved something, is kept by no cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        known = request.user.is_authenticated or SAVED in request.COOKIES
        if known and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return middleware


@sync_only_middleware
def answer_refusals(get_response: Answer) -> Answer:
    """Somebody was faster, or did a thing too often: said in one place, whatever page it was."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, IllegalMove | WrongStage):
            what = "listing" if isinstance(exception, IllegalMove) else "application"
            return render(request, "409.html", {"now": exception.now, "what": what}, status=409)
        if isinstance(exception, TooMany):
            return render(request, "429.html", {"reason": exception}, status=429)
        return None

    middleware.process_exception = process_exception
    return middleware

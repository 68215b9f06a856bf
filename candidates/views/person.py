"""The page of a person as others get it, what hangs on it, and the same for its owner to look at beforehand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limits import TooMany
from accounts.models import User
from candidates import feed_of_work, person_page, showing
from candidates.files import keeping
from candidates.forms.links import LetterForm
from candidates.models import Candidate, HiddenFrom, Piece
from candidates.portfolio import writing
from candidates.showing import Viewer

PAGE, NOTHING = "candidates/person.html", "404.html"


@login_not_required
@never_cache
@require_safe
def person(request: HttpRequest, handle: str) -> HttpResponse:
    """What may not be seen is not there: the same answer as for an address that nobody has."""
    candidate = Candidate.objects.with_handle(handle)
    if not candidate:
        return lead_on(request, handle)
    viewer = showing.viewer_of(candidate, request.user)
    if viewer == Viewer.OWNER:
        return redirect("preview_profile")
    page = page_for(candidate, viewer) if showing.is_open(candidate) else None
    if not page:
        raise Http404
    return render(request, PAGE, page)


def page_for(candidate: Candidate, viewer: Viewer) -> dict | None:
    page = person_page.read(candidate, viewer)
    if page is None:
        return None
    listed = candidate.in_search_engines and viewer == Viewer.ANYONE
    proved = any(link.proved_at for link in page.get("links", []))
    has_feed = feed_of_work.is_on(candidate)
    return page | {"in_search_engines": listed, "has_proved_links": proved, "has_feed": has_feed}


def lead_on(request: HttpRequest, handle: str) -> HttpResponse:
    candidate = Candidate.objects.led_from(handle)
    if candidate and showing.is_there(candidate, showing.viewer_of(candidate, request.user)):
        return redirect(candidate)
    raise Http404


@login_not_required
@cache_control(no_cache=True)
@require_safe
def person_feed(request: HttpRequest, handle: str, format: str) -> HttpResponse:
    """Asked each time whether it is there; not sent again to who has it."""
    candidate = Candidate.objects.with_handle(handle) or Candidate.objects.led_from(handle)
    if not candidate or not feed_of_work.is_there(candidate, request.user):
        raise Http404
    if candidate.handle != handle:
        return redirect("person_feed", candidate.handle, format)
    response = feed_of_work.answer_with(candidate, format)
    if not candidate.in_search_engines:
        response["X-Robots-Tag"] = "noindex"
    return response


@login_not_required
@never_cache
@require_safe
def piece_file(request: HttpRequest, number: int, name: str) -> HttpResponse:
    piece = Piece.objects.with_file(number, name)
    if not piece or not showing.may_see(piece.candidate, request.user, "pieces"):
        raise Http404
    is_picture = piece.file_kind == "image"
    response = keeping.answer(piece.file, piece.file_kind, called=f"piece-{piece.pk}", show=is_picture)
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write_to_person(request: HttpRequest, handle: str) -> HttpResponse:
    candidate = Candidate.objects.with_handle(handle)
    if not candidate or not showing.may_see(candidate, request.user, "contact"):
        raise Http404
    if candidate.user_id == request.user.pk:
        return redirect("preview_profile")
    may_write = writing.may_write(request.user)
    form = LetterForm(request.POST if request.method == "POST" else None, user=request.user)
    status = 200
    if may_write and form.is_bound:
        status = send(form, candidate, by=request.user)
    if status == 302:
        messages.success(request, f"Sent to {candidate.called}. The answer comes to {request.user.email}.")
        return redirect(candidate)
    context = {"person": candidate, "form": form, "may_write": may_write}
    return render(request, "candidates/write_to_person.html", context, status=status)


def send(form: LetterForm, to: Candidate, *, by: User) -> int:
    """What was typed stays, also after too many letters."""
    if not form.is_valid():
        return 422
    try:
        form.save(to, by=by)
    except TooMany as error:
        form.add_error(None, str(error))
        return 429
    return 302


# Beforehand

KINDS = {
    "anyone": (Viewer.ANYONE, "anyone"),
    "applied": (Viewer.APPLIED_TO, "an employer you applied to"),
    "employer": (Viewer.EMPLOYER, "a proved employer"),
}


@require_safe
def preview_profile(request: HttpRequest) -> HttpResponse:
    """The very page, by the very rules, with a bar above it. Whom one hides from gets what they would get."""
    candidate = Candidate.objects.own(request.user)
    if not candidate.handle:
        messages.warning(
            request, "Choose the address of your page first: the preview is of the page that lies there."
        )
        return redirect("profile_address")
    hidden = list(HiddenFrom.objects.of_user(request.user))
    viewers = KINDS | {
        f"hidden-{one.company.slug}": (Viewer.BLOCKED, f"{one.company} (hidden from)") for one in hidden
    }
    chosen = request.GET.get("as") if request.GET.get("as") in viewers else "anyone"
    viewer, label = viewers[chosen]
    page = page_for(candidate, viewer)
    context = {
        "seen": PAGE if page else NOTHING,
        "candidate": candidate,
        "chosen": chosen,
        "label": label,
        "viewers": {name: words for name, (_, words) in viewers.items()},
        "is_open": showing.is_open(candidate),
        "is_nothing": not page,
    }
    return render(as_seen_by(viewer, request, candidate), "candidates/preview.html", (page or {}) | context)


def as_seen_by(viewer: Viewer, request: HttpRequest, candidate: Candidate) -> HttpRequest:
    """The request that this viewer would make. Employers have an account; anyone has none, and no messages wait."""
    seen = HttpRequest()
    seen.method, seen.META = "GET", request.META
    seen.path = seen.path_info = candidate.get_absolute_url()
    seen.user = AnonymousUser() if viewer == Viewer.ANYONE else request.user
    return seen

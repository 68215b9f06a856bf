"""Files of an application that was sent, given out to who may read it and to nobody else."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from candidates.files import keeping, small
from candidates.hiring import hiding
from candidates.models import Application


@require_safe
def application_cv(request: HttpRequest, number: int) -> FileResponse:
    """A name of our own: that of the person goes nowhere."""
    application = unveiled(request, number)
    if not application.cv:
        raise Http404
    return keeping.answer(application.cv, application.cv_kind, called=f"cv-{application.pk}")


@require_safe
def application_piece(request: HttpRequest, number: int, piece: int) -> FileResponse:
    return piece_of(unveiled(request, number), piece)


@require_safe
def small_piece(request: HttpRequest, number: int, piece: int) -> HttpResponse:
    """For the row of a list: pictures only."""
    found = file_of(unveiled(request, number), piece)
    if found["file_kind"] != "image":
        raise Http404
    return small.answer(found["file"])


@login_not_required
@never_cache
@require_safe
def sent_piece(request: HttpRequest, token: str, piece: int) -> FileResponse:
    """For who sent it."""
    return piece_of(get_object_or_404(Application.objects.opened_by(request.user, token).sent()), piece)


def unveiled(request: HttpRequest, number: int) -> Application:
    """A file shows who somebody is: there is none while names are hidden."""
    application = get_object_or_404(Application.objects.for_member(request.user).with_choice(), pk=number)
    if hiding.is_veiled(application):
        raise Http404
    return application


def piece_of(application: Application, number: int) -> FileResponse:
    piece = file_of(application, number)
    called = f"portfolio-{application.pk}-{number + 1}"
    kind = piece["file_kind"]
    return keeping.answer(piece["file"], kind, called=called, show=kind == "image")


def file_of(application: Application, number: int) -> dict:
    """The piece; 404 if it has no file."""
    pieces = application.pieces
    if number >= len(pieces) or not pieces[number].get("file"):
        raise Http404
    return pieces[number]

"""Pieces of a portfolio and links, for who they belong to."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from candidates.forms.links import LinkForm
from candidates.forms.pieces import PieceForm
from candidates.models import Candidate, Piece, ProofLink
from candidates.portfolio import links
from candidates.portfolio import pieces as acts
from candidates.views.profile import GET_OR_POST, show


@require_safe
def pieces(request: HttpRequest) -> HttpResponse:
    mine = Piece.objects.of_user(request.user)
    return show(request, "pieces", Candidate.objects.own(request.user), pieces=mine, most=acts.MOST)


@GET_OR_POST
def new_piece(request: HttpRequest) -> HttpResponse:
    return write(request, Piece(), "Added.")


@GET_OR_POST
def edit_piece(request: HttpRequest, number: int) -> HttpResponse:
    return write(request, own_piece(request, number), "Saved.")


def own_piece(request: HttpRequest, number: int) -> Piece:
    return get_object_or_404(Piece.objects.of_user(request.user), pk=number)


def write(request: HttpRequest, piece: Piece, done: str) -> HttpResponse:
    if request.FILES:
        acts.spend_on_file(by=request.user)
    form = PieceForm(request.POST or None, request.FILES or None, instance=piece)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, done)
        return redirect("pieces")
    return show(request, "edit_piece", Candidate.objects.own(request.user), form, piece=piece)


@GET_OR_POST
def delete_piece(request: HttpRequest, number: int) -> HttpResponse:
    """Asks first."""
    piece = own_piece(request, number)
    if request.method == "POST":
        acts.delete(piece)
        messages.success(request, f"“{piece.title}” is deleted.")
        return redirect("pieces")
    return show(request, "delete_piece", Candidate.objects.own(request.user), piece=piece)


@require_POST
def move_piece(request: HttpRequest, number: int) -> HttpResponse:
    """Back to the piece that was moved, so that a second press moves it on."""
    piece = own_piece(request, number)
    acts.move(piece, "up" if "up" in request.POST else "down")
    return redirect(f"{reverse('pieces')}#piece-{piece.pk}")


# Links


@GET_OR_POST
def profile_links(request: HttpRequest) -> HttpResponse:
    form = LinkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and form.save(by=request.user):
        messages.success(request, "Added. Now prove that it is yours, if you like.")
        return redirect("profile_links")
    mine = ProofLink.objects.of_user(request.user).for_page()
    context = {"links": mine, "site_url": settings.SITE_URL}
    return show(request, "profile_links", Candidate.objects.own(request.user), form, **context)


def own_link(request: HttpRequest, number: int) -> ProofLink:
    return get_object_or_404(ProofLink.objects.of_user(request.user).for_page(), pk=number)


@require_POST
def prove_link(request: HttpRequest, number: int) -> HttpResponse:
    link = own_link(request, number)
    try:
        links.prove(link, by=request.user)
    except links.NotProved as reason:
        messages.warning(request, f"Not proved: {reason}")
    else:
        messages.success(request, "Proved. Your page says so.")
    return redirect(f"{reverse('profile_links')}#link-{link.pk}")


@require_POST
def remove_link(request: HttpRequest, number: int) -> HttpResponse:
    links.remove(own_link(request, number))
    messages.success(request, "The link is removed.")
    return redirect("profile_links")

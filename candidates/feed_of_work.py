"""New pieces of a portfolio as a feed. It shows what anyone may see of them, by the rules of the page, whoever asks."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from candidates import person_page, showing
from candidates.models import Candidate, Piece
from candidates.showing import Viewer
from listings.feed_formats import Entry, answer


def is_on(candidate: Candidate) -> bool:
    """Wanted, and of a portfolio that anyone may see."""
    return candidate.feed_of_work and showing.sees(candidate, Viewer.ANYONE, "pieces")


def is_there(candidate: Candidate, user) -> bool:
    """Whom they hide from gets none, as with the page."""
    return (
        is_on(candidate)
        and showing.is_open(candidate)
        and showing.viewer_of(candidate, user) != Viewer.BLOCKED
    )


def answer_with(candidate: Candidate, format: str) -> HttpResponse:
    pieces = sorted(person_page.pieces(candidate), key=lambda piece: (piece.added_at, piece.pk), reverse=True)
    return answer(
        format,
        [entry_of(piece, candidate) for piece in pieces],
        title=f"New work by {candidate.called} – {settings.SITE_NAME}",
        by=candidate.called,
        about=f"Pieces of the portfolio of {candidate.called}, the newest first.",
        page=candidate.get_absolute_url(),
        address=reverse("person_feed", args=[candidate.handle, format]),
    )


def entry_of(piece: Piece, candidate: Candidate) -> Entry:
    context = {"piece": piece, "site_url": settings.SITE_URL}
    return Entry(
        address=f"{candidate.get_absolute_url()}#piece-{piece.pk}",
        lasting=f"/pieces/{piece.pk}",
        title=piece.title,
        by=candidate.called,
        html=render_to_string("candidates/_piece_entry.html", context),
        tags=[thing.name for thing in [*piece.skills.all(), *piece.platforms.all()]],
        first_at=piece.added_at,
        changed_at=piece.changed_at,
    )

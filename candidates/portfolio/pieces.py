"""Adding, changing, ordering and deleting pieces. Applications sent before hold copies of their own."""

from collections.abc import Iterable
from typing import Literal

from django.db import transaction

from accounts.limits import DAY, spend
from accounts.models import User
from candidates.files import keeping
from candidates.files.pieces import Looked
from candidates.models import Candidate, Piece
from roles.models import Platform, Skill

MOST = 30
UPLOADS_A_DAY = 60


class TooManyPieces(Exception):
    pass


@transaction.atomic
def save(
    piece: Piece,
    skills: Iterable[Skill],
    platforms: Iterable[Platform],
    *,
    by: User,
    file: Looked | None = None,
    without_file: bool = False,
) -> Piece:
    """A new piece goes to the end; the same form sent twice is one piece. A file that another takes the place of is
    thrown away."""
    candidate = Candidate.objects.started(by)
    if piece.pk is None:
        if known := candidate.pieces.same_as(piece).first():
            return known
        if candidate.pieces.count() >= MOST:
            raise TooManyPieces
        piece.candidate, piece.order = candidate, candidate.pieces.next_order()
    if file or without_file:
        change_file(piece, file)
    piece.save()
    piece.skills.set(skills)
    piece.platforms.set(platforms)
    return piece


def spend_on_file(*, by: User) -> None:
    """Before it is looked at, which takes its time."""
    spend(f"files of pieces of {by.pk}", most=UPLOADS_A_DAY, within=DAY)


def change_file(piece: Piece, file: Looked | None) -> None:
    keeping.throw_away(piece.file, piece.file_kind)
    piece.file, piece.file_kind, piece.file_width, piece.file_height = "", "", 0, 0
    if file:
        piece.file, piece.file_kind = keeping.put(file.content, file.kind), file.kind
        piece.file_width, piece.file_height = file.width, file.height


@transaction.atomic
def delete(piece: Piece) -> None:
    Candidate.objects.locked(piece.candidate_id)
    keeping.throw_away(piece.file, piece.file_kind)
    piece.delete()


@transaction.atomic
def move(piece: Piece, where: Literal["up", "down"]) -> None:
    """One place up or down; at the end of the list it stays. All places are counted anew."""
    candidate = Candidate.objects.locked(piece.candidate_id)
    order = list(candidate.pieces.all())
    at = order.index(piece)
    to = max(0, min(len(order) - 1, at + (-1 if where == "up" else 1)))
    order.insert(to, order.pop(at))
    for place, one in enumerate(order, 1):
        one.order = place
    Piece.objects.bulk_update(order, ["order"])

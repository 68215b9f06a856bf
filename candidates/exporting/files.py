"""The person's files, and what they are called in the zip."""

from candidates.files.keeping import KINDS
from candidates.models import Application, Piece

Files = dict[str, tuple[str, str]]


def add(files: Files, called: str, name: str, kind: str) -> str:
    """Where it lies in the zip; "" if there is no file."""
    if not name or kind not in KINDS:
        return ""
    path = f"files/{called}.{KINDS[kind][0]}"
    files[path] = (name, kind)
    return path


def file_of_piece(piece: Piece, files: Files) -> str:
    return add(files, f"piece-{piece.pk}", piece.file, piece.file_kind)


def sent_cv(application: Application, files: Files) -> str:
    return add(files, f"application-{application.pk}-cv", application.cv, application.cv_kind)


def files_of_sent_pieces(application: Application, files: Files) -> list[dict]:
    """As they were sent, each with a file of its own. Those of a draft are in the portfolio."""
    if application.is_draft:
        return application.pieces
    return [
        piece
        | {"file": add(files, f"application-{application.pk}-{number}", piece["file"], piece["file_kind"])}
        if piece.get("file")
        else piece
        for number, piece in enumerate(application.pieces, 1)
    ]

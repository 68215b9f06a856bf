"""What an employer is shown of a person: taken when the application is sent, and before that for the preview. Only what
the person shows to employers they apply to; pieces are those that they chose for this one."""

from collections.abc import Collection

from candidates.models import Application, Candidate, Piece
from candidates.showing import Viewer, parts_for

PARTS_OF_PROFILE = {
    "headline": ["headline", "about"],
    "languages": ["languages"],
    "terms": ["work_modes", "availability"],
    "country": ["country", "time_zone", "may_work_in"],
    "city": ["city"],
}
OF_A_PIECE = [
    "kind",
    "title",
    "my_part",
    "link",
    "file",
    "file_kind",
    "alt_text",
    "transcript",
    "result",
    "result_source",
]


def take(application: Application) -> Application:
    """Not saved. Who has no profile, or no account, brings nothing."""
    candidate = Candidate.objects.with_profile().of_user(application.user_id)
    if candidate:
        parts = parts_for(candidate, Viewer.APPLIED_TO)
        application.skills = slugs(candidate.skills) if "skills" in parts else []
        application.profile = profile_of(candidate, parts)
        application.pieces = pieces_of(candidate, application.pieces)
    return application


def profile_of(candidate: Candidate, parts: Collection[str]) -> dict:
    shown = {name: getattr(candidate, name) for part in parts for name in PARTS_OF_PROFILE.get(part, [])}
    if "skills" in parts:
        shown["platforms"] = slugs(candidate.platforms)
    if candidate.published_at:
        shown["handle"] = candidate.handle
    return {name: value for name, value in shown.items() if value}


def pieces_of(candidate: Candidate, chosen: list[dict]) -> list[dict]:
    """In the order of the portfolio. What was taken out of it meanwhile is not sent."""
    wanted = {piece["id"] for piece in chosen}
    return [described(piece) for piece in candidate.pieces.all() if piece.pk in wanted]


def described(piece: Piece) -> dict:
    return {name: getattr(piece, name) for name in OF_A_PIECE} | {
        "id": piece.pk,
        "client": "" if piece.confidential else piece.client,
        "confidential": piece.confidential,
        "made_on": piece.made_on.isoformat() if piece.made_on else "",
        "result_on": piece.result_on.isoformat() if piece.result_on else "",
        "skills": slugs(piece.skills),
        "platforms": slugs(piece.platforms),
    }


def slugs(things) -> list[str]:
    return [thing.slug for thing in things.all()]

"""What an application says about a person, in words: the facts that their profile shows to employers applied to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from candidates.models import Application
from candidates.profile_words import language_words
from candidates.vocabulary import Availability, PieceKind
from employers.places import country_name
from listings.vocabulary import WorkMode
from roles.models import Skill


@dataclass(frozen=True)
class Fact:
    label: str
    words: str


def facts_of(application: Application) -> list[Fact]:
    """Of a profile that is a dict of what was sent; what is not in it is not said."""
    profile = application.profile
    pairs = [
        ("Lives in", place(profile)),
        ("Time there", hours(profile.get("time_zone", ""))),
        ("May work in", names(map(country_name, profile.get("may_work_in", [])))),
        ("Languages", "; ".join(language_words(profile.get("languages", [])))),
        ("Wants to work", names(labels(WorkMode, profile.get("work_modes", [])))),
        ("Can start", names(labels(Availability, [profile.get("availability", "")]))),
    ]
    return [Fact(label, words) for label, words in pairs if words]


def names(words) -> str:
    return ", ".join(filter(None, words))


def place(profile: dict) -> str:
    code = profile.get("country", "")
    return names([profile.get("city", ""), country_name(code) if code else ""])


def hours(zone: str, now: datetime | None = None) -> str:
    """The zone, and how far its clock is from UTC today: summer time counts."""
    try:
        offset = (now or timezone.now()).astimezone(ZoneInfo(zone)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""
    minutes = int(offset.total_seconds()) // 60
    sign, apart = ("+", minutes) if minutes >= 0 else ("−", -minutes)
    clock = f"UTC{sign}{apart // 60}" + (f":{apart % 60:02}" if apart % 60 else "")
    return f"{zone.rsplit('/', 1)[-1].replace('_', ' ')} ({clock if minutes else 'UTC'} today)"


def labels(choices, values: list[str]) -> Iterator[str]:
    return (str(choices(value).label) for value in values if value in choices.values)


def kind_of(piece: dict) -> str:
    kind = piece.get("kind", "")
    return PieceKind(kind).label if kind in PieceKind.values else "Piece"


def kinds_of(application: Application) -> str:
    """“Video or reel, 2 × Article or newsletter”: what the portfolio holds, without opening it."""
    kinds = [kind_of(piece) for piece in application.pieces]
    return names(
        f"{kinds.count(kind)} × {kind}" if kinds.count(kind) > 1 else kind for kind in dict.fromkeys(kinds)
    )


def pictures_of(application: Application) -> list[tuple[int, dict]]:
    """Each picture that was sent, with its place among the pieces. None while names are hidden: what is shown then
    has no files."""
    return [
        (number, piece)
        for number, piece in enumerate(application.pieces)
        if piece.get("file_kind") == "image" and piece.get("file")
    ]


def other_skills(application: Application, needed: Iterable[Skill]) -> list[str]:
    """Slugs of what the candidate can do beyond what is asked for."""
    asked = {skill.slug for skill in needed}
    return [slug for slug in application.skills if slug not in asked]


def first_line(application: Application, most: int = 120) -> str:
    """Of “why me”: the first line, cut between words."""
    line = next((line.strip() for line in application.why.splitlines() if line.strip()), "")
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"

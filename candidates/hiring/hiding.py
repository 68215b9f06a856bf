"""Names hidden until the shortlist: who somebody is, and all that would give it away, is left out before a page, a file
or an export sees it. Templates get what is veiled, so that none of them can forget to leave something out."""

import re
from collections.abc import Iterable
from copy import copy
from unicodedata import normalize

from candidates.models import Answer, Application, Hiring, Message, Note
from candidates.states import CHOSEN
from listings.models import Listing

# What of a profile says nothing about who it is.
SAFE_PARTS = ["platforms", "languages", "country", "time_zone", "may_work_in", "work_modes", "availability"]
SAFE_OF_PIECE = ["kind", "made_on", "skills", "platforms", "file_kind", "confidential"]
WORDS_OF_PIECE = ["title", "my_part", "client", "alt_text", "transcript", "result", "result_source"]
# Whole addresses, mail, accounts with @, paths like example.com/me, and bare names under common top-level domains. Each
# may begin where a run of its signs does, so that a long run is read once.
ACCOUNTS = re.compile(
    r"\b(?:https?://|www\.)\S+|(?<![^\s@])[^\s@]+@[^\s@]+\.\w+|(?<!\w)@\w[\w.]*"
    r"|(?<![\w-])(?<![\w-]\.)(?:[\w-]+\.)+[a-z]{2,}/\S+"
    r"|(?<![\w-])(?<![\w-]\.)(?:[\w-]+\.)+(?:com|net|org|io|me|co|uk|de|eu|ie|tv|app|dev|page|site|link)\b",
    re.IGNORECASE,
)


def hides_names(listing: Listing) -> bool:
    return Hiring.objects.filter(listing=listing, hide_names=True).exists()


def hide_names(listing: Listing, hide: bool) -> None:
    Hiring.objects.update_or_create(listing=listing, defaults={"hide_names": hide})


def is_veiled(application: Application) -> bool:
    """Of one that was read with `with_choice`."""
    return application.names_hidden and application.stage not in CHOSEN and not application.was_chosen


def veiled(application: Application) -> Application:
    """As its employer may see it: itself, or a copy without name. Never saved: acts read the row again."""
    shown = copy(application)
    shown.original = application
    shown.veiled = is_veiled(application)
    shown.called = f"Applicant {application.pk}" if shown.veiled else application.name
    if shown.veiled:
        conceal(shown, application)
    return shown


def conceal(shown: Application, application: Application) -> None:
    shown.name, shown.email = shown.called, ""
    shown.why = concealed(application.why, application)
    shown.profile = {name: application.profile[name] for name in SAFE_PARTS if name in application.profile}
    shown.pieces = [piece_without_name(piece, application) for piece in application.pieces]


def piece_without_name(piece: dict, application: Application) -> dict:
    safe = {name: piece[name] for name in SAFE_OF_PIECE if name in piece}
    words = {name: concealed(piece.get(name, ""), application) for name in WORDS_OF_PIECE}
    return (
        safe
        | words
        | {"result_on": piece.get("result_on", ""), "link": "hidden" if piece.get("link") else ""}
    )


def answers_of(application: Application) -> list[Answer]:
    """Of one as it is shown; also of one that nobody veils, such as a candidate's own."""
    original = getattr(application, "original", application)
    return said_of(original.answers.all(), original, application)


def messages_of(application: Application, shown: Application) -> list[Message]:
    return said_of(application.messages.all(), application, shown)


def notes_of(application: Application, shown: Application) -> list[Note]:
    return said_of(application.notes.all(), application, shown)


def said_of(things: Iterable, application: Application, shown: Application) -> list:
    """What was said on either side, which may name somebody too."""
    things = list(things)
    if getattr(shown, "veiled", False):
        for thing in things:
            thing.text = concealed(thing.text, application)
    return things


def concealed(text: str, application: Application) -> str:
    """Words without the parts of the name, addresses and accounts."""
    text = ACCOUNTS.sub("[hidden]", normalize("NFC", text))
    handle = application.profile.get("handle", "")
    names = re.split(r"[\s-]+", normalize("NFC", application.name))
    parts = {part.strip(".,'’\"") for part in [*names, handle]}
    for part in sorted((part for part in parts if len(part) > 1), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "[hidden]", text, flags=re.IGNORECASE)
    return text

"""Where files lie and how they are given out."""

import secrets
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404

FOLDER = "candidates"
# Of each kind: the ending of the name under which it is kept and given out, and what a browser is told.
KINDS = {
    "pdf": ("pdf", "application/pdf"),
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "image": ("webp", "image/webp"),
}


class NotAFile(ValueError):
    """Says what to choose instead."""


def path_of(name: str, kind: str) -> str:
    return f"{FOLDER}/{name}.{KINDS[kind][0]}"


def put(content: bytes, kind: str) -> str:
    """The name it has from now on. If the transaction fails, sweeping.py finds it."""
    name = secrets.token_hex(20)
    default_storage.save(path_of(name, kind), ContentFile(content))
    return name


def copy(name: str, kind: str) -> str:
    """A file of its own with the same content; "" if the first is gone."""
    try:
        with default_storage.open(path_of(name, kind)) as file:
            return put(file.read(), kind)
    except FileNotFoundError:
        return ""


def throw_away(name: str, kind: str) -> None:
    """Once the transaction has succeeded."""
    if name:
        transaction.on_commit(partial(default_storage.delete, path_of(name, kind)))


def answer(name: str, kind: str, *, called: str, show: bool = False) -> FileResponse:
    """Images of a page are shown; all else is a download. 404 if it is gone."""
    ending, content_type = KINDS[kind]
    try:
        file = default_storage.open(path_of(name, kind))
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        file, as_attachment=not show, filename=f"{called}.{ending}", content_type=content_type
    )
    return guarded(response)


def guarded(response):
    """A browser that opens the file by itself takes it for what it is, and runs nothing in it."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

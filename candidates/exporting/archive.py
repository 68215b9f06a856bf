"""The zip itself. It is written to a file of the system, not to memory, whatever people keep here."""

import json
import shutil
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from candidates.exporting.files import Files
from candidates.exporting.gathering import gather, in_words
from candidates.files.keeping import path_of

STYLES = settings.BASE_DIR / "static" / "css" / "data.css"


def pack(user: User) -> IO[bytes]:
    """Open at its start; whoever closes it throws it away."""
    data, files = gather(user)
    made_at = timezone.now()
    page = render_to_string(
        "candidates/data.html", {"user": user, "made_at": made_at, "parts": in_words(data)}
    )
    target = TemporaryFile()  # noqa: SIM115 - the response closes it
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data.json", as_json({"made_at": made_at.isoformat()} | data))
        archive.writestr("data.html", page)
        archive.writestr("data.css", STYLES.read_text())
        put_in(archive, files)
    target.seek(0)
    return target


def as_json(data: dict) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


def put_in(archive: ZipFile, files: Files) -> None:
    """A file that is gone is left out: the data still says that it was there."""
    for path, (name, kind) in files.items():
        try:
            source = default_storage.open(path_of(name, kind))
        except FileNotFoundError:
            continue
        with source, archive.open(path, "w") as kept:
            shutil.copyfileobj(source, kept)

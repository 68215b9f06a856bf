"""What may be shown in a portfolio: a picture, drawn anew and smaller, or a PDF that is looked at and kept as it is."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from candidates.files import keeping, pdf, scanning
from employers import pictures

WANTED = "Choose a JPG, PNG, WebP or PDF smaller than 5 MB"
MOST_BYTES = 5_000_000
LONGEST_SIDE = 1_600
LIMITS = pictures.Limits(WANTED, MOST_BYTES, longest_side=6_000)


@dataclass(frozen=True)
class Looked:
    """What will be kept, and how large a picture is."""

    content: bytes
    kind: str
    width: int = 0
    height: int = 0


def look(upload: UploadedFile) -> Looked:
    """Raises keeping.NotAFile with words for the person who chose it."""
    if upload.size > MOST_BYTES:
        raise keeping.NotAFile(WANTED)
    return document(upload) if upload.name.lower().endswith(".pdf") else picture(upload)


def picture(upload: UploadedFile) -> Looked:
    try:
        drawn = pictures.read(upload, LIMITS)
    except pictures.NotAPicture as reason:
        raise keeping.NotAFile(str(reason)) from reason
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return Looked(pictures.written(drawn, quality=82), "image", *drawn.size)


def document(upload: UploadedFile) -> Looked:
    raw = upload.read(MOST_BYTES + 1)
    if not raw.startswith(pdf.START):
        raise keeping.NotAFile(WANTED)
    pdf.check(raw)
    scanning.scan(raw)
    return Looked(raw, "pdf")

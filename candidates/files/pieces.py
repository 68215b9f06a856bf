"""What may be shown in a portfolio: a picture, drawn anew and smaller, or a PDF that is looked at and kept as it is."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile

from candidates.files import keeping
from employers import pictures

WANTED = "Choose a JPG, PNG, WebP or PDF smaller than 5 MB"
MOST_BYTES = 5_000_000
LONGEST_SIDE = 1_600
LIMITS = pictures.Limits(WANTED, MOST_BYTES, longest_side=6_000)
END_OF_PDF = b"%%EOF"
# What acts by itself when a PDF is opened, or is a file within the file. #4a is another way to write J.
ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![a-z])", re.IGNORECASE
)
HEX = re.compile(rb"#([0-9a-fA-F]{2})")
# The sentence by which scanners are tried out, and pages that a browser might take a file for.
OTHER_KINDS = (b"<script", b"<html", b"<!doctype", b"<?php", b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE")


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
    return pdf(upload) if upload.name.lower().endswith(".pdf") else picture(upload)


def picture(upload: UploadedFile) -> Looked:
    try:
        drawn = pictures.read(upload, LIMITS)
    except pictures.NotAPicture as reason:
        raise keeping.NotAFile(str(reason)) from reason
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return Looked(pictures.written(drawn, quality=82), "image", *drawn.size)


def pdf(upload: UploadedFile) -> Looked:
    raw = upload.read(MOST_BYTES + 1)
    check_pdf(raw)
    return Looked(raw, "pdf")


def check_pdf(raw: bytes) -> None:
    """It begins and ends as a PDF does, is nothing else besides, and does nothing by itself."""
    if not raw.startswith(b"%PDF-") or END_OF_PDF not in raw[-1_024:]:
        raise keeping.NotAFile(WANTED)
    lower = raw.lower()
    if any(mark.lower() in lower for mark in OTHER_KINDS) or zipfile.is_zipfile(BytesIO(raw)):
        raise keeping.NotAFile("This file is more than a PDF. Save or print it as a PDF again")
    if ACTIVE.search(HEX.sub(lambda code: bytes([int(code[1], 16)]), raw)):
        raise keeping.NotAFile("This PDF runs a program or holds other files. Print it as a PDF again")

"""Logos: an uploaded picture is looked at, drawn anew as a small square without anything but its colours, and kept
under a name of our own. What was uploaded is never kept."""

import secrets
import zipfile
from functools import partial
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from PIL import Image, ImageOps

from employers.models import Company

KINDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82", "WEBP": b""}  # format → how its files end
NAMES = (".jpg", ".jpeg", ".png", ".webp")
MOST_BYTES = 2_000_000
LONGEST_SIDE = 4_096
SHORTEST_SIDE = 16
SIDE = 256
# What is written into a picture to make a browser or a server take it for something else.
OTHER_KINDS = (b"<script", b"<html", b"<!doctype", b"<?php", b"%pdf-")
WANTED = "Choose a JPG, PNG or WebP smaller than 2 MB"


class NotALogo(ValueError):
    """Says what to choose instead."""


def put(company: Company, upload: UploadedFile) -> Company:
    """Give the company this logo; the one before is thrown away once that is saved."""
    drawn = redraw(upload)
    name = secrets.token_hex(16)
    default_storage.save(path_of(name), ContentFile(drawn))
    return keep(company, name)


def take_off(company: Company) -> Company:
    return keep(company, "")


@transaction.atomic
def keep(company: Company, name: str) -> Company:
    company = Company.objects.locked(company.pk)
    if company.logo:
        transaction.on_commit(partial(default_storage.delete, path_of(company.logo)))
    company.logo = name
    company.save(update_fields=["logo"])
    return company


def path_of(name: str) -> str:
    return f"logos/{name}.webp"


def redraw(upload: UploadedFile) -> bytes:
    """The picture as WebP, SIDE pixels square at most. Sizes are known, and refused, before anything is unpacked."""
    if upload.size > MOST_BYTES or not upload.name.lower().endswith(NAMES):
        raise NotALogo(WANTED)
    raw = upload.read(MOST_BYTES + 1)
    try:
        picture = opened(raw)
        picture.load()
        square = squared(ImageOps.exif_transpose(picture))
    except NotALogo:
        raise
    except Exception as error:  # decoders raise whatever they like at broken files
        raise NotALogo(WANTED) from error
    drawn = BytesIO()
    square.save(drawn, "WEBP", quality=88, method=6)
    return drawn.getvalue()


def opened(raw: bytes) -> Image.Image:
    picture = Image.open(BytesIO(raw), formats=list(KINDS))
    if max(picture.size) > LONGEST_SIDE or min(picture.size) < SHORTEST_SIDE:
        raise NotALogo(f"Choose a picture between {SHORTEST_SIDE} and {LONGEST_SIDE:,} pixels wide and high")
    if getattr(picture, "is_animated", False):
        raise NotALogo("Choose a picture that does not move")
    if is_something_else_too(raw, picture.format):
        raise NotALogo("This file is more than a picture. Save it again as JPG, PNG or WebP")
    return picture


def is_something_else_too(raw: bytes, kind: str | None) -> bool:
    """Whether something follows the picture, or stands inside it, that other programs would run or unpack."""
    if kind == "WEBP":
        ends = len(raw) <= int.from_bytes(raw[4:8], "little") + 9
    else:
        ends = raw.rstrip(b"\0").endswith(KINDS[kind or ""])
    text = raw.lower()
    return not ends or any(mark in text for mark in OTHER_KINDS) or zipfile.is_zipfile(BytesIO(raw))


def squared(picture: Image.Image) -> Image.Image:
    """In the middle of a clear square. Colours for print, palettes and sixteen bits become plain ones."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda grey: grey / 256).convert("L")
    plain = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    plain.thumbnail((SIDE, SIDE))
    side = max(plain.size)
    square = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    square.paste(plain, ((side - plain.width) // 2, (side - plain.height) // 2))
    return square

"""Uploaded pictures: looked at before they are unpacked, and drawn anew with nothing but their colours. What was
uploaded is never kept."""

import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

KINDS = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82", "WEBP": b""}  # format → how its files end
NAMES = (".jpg", ".jpeg", ".png", ".webp")
SHORTEST_SIDE = 16
# What is written into a picture to make a browser or a server take it for something else.
OTHER_KINDS = (b"<script", b"<html", b"<!doctype", b"<?php", b"%pdf-")


class NotAPicture(ValueError):
    """Says what to choose instead."""


@dataclass(frozen=True)
class Limits:
    """What is taken. `wanted` is said of what is no such picture at all."""

    wanted: str
    most_bytes: int
    longest_side: int
    most_pixels: int = 25_000_000


def read(upload: UploadedFile, limits: Limits) -> Image.Image:
    """The picture, upright and in plain colours. Sizes are known, and refused, before anything is unpacked."""
    if upload.size > limits.most_bytes or not upload.name.lower().endswith(NAMES):
        raise NotAPicture(limits.wanted)
    raw = upload.read(limits.most_bytes + 1)
    try:
        picture = opened(raw, limits)
        picture.load()
        return plain(ImageOps.exif_transpose(picture))
    except NotAPicture:
        raise
    except Exception as error:  # decoders raise whatever they like at broken files
        raise NotAPicture(limits.wanted) from error


def opened(raw: bytes, limits: Limits) -> Image.Image:
    picture = Image.open(BytesIO(raw), formats=list(KINDS))
    if max(picture.size) > limits.longest_side or min(picture.size) < SHORTEST_SIDE:
        sides = f"between {SHORTEST_SIDE} and {limits.longest_side:,} pixels"
        raise NotAPicture(f"Choose a picture {sides} wide and high")
    if picture.width * picture.height > limits.most_pixels:
        raise NotAPicture(f"Choose a picture of at most {limits.most_pixels // 1_000_000} megapixels")
    if getattr(picture, "is_animated", False):
        raise NotAPicture("Choose a picture that does not move")
    if is_something_else_too(raw, picture.format):
        raise NotAPicture("This file is more than a picture. Save it again as JPG, PNG or WebP")
    return picture


def is_something_else_too(raw: bytes, kind: str | None) -> bool:
    """Whether something follows the picture, or stands inside it, that other programs would run or unpack."""
    if kind == "WEBP":
        ends = len(raw) <= int.from_bytes(raw[4:8], "little") + 9
    else:
        ends = raw.rstrip(b"\0").endswith(KINDS[kind or ""])
    text = raw.lower()
    return not ends or any(mark in text for mark in OTHER_KINDS) or zipfile.is_zipfile(BytesIO(raw))


def plain(picture: Image.Image) -> Image.Image:
    """Colours for print, palettes and sixteen bits become plain ones."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda grey: grey / 256).convert("L")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def written(picture: Image.Image, quality: int) -> bytes:
    """As WebP, drawn onto an empty picture: nothing that came with the first goes along."""
    empty = Image.new(picture.mode, picture.size)
    empty.paste(picture)
    raw = BytesIO()
    empty.save(raw, "WEBP", quality=quality, method=6)
    return raw.getvalue()

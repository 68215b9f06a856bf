"""Logos: an uploaded picture is drawn anew as a small square, see pictures.py, and kept under a name of our own."""

import secrets
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from PIL import Image

from accounts.limits import DAY, spend
from employers import pictures
from employers.models import Company

SIDE = 256
WANTED = "Choose a JPG, PNG or WebP smaller than 2 MB"
LOGOS_A_DAY = 40
LIMITS = pictures.Limits(WANTED, most_bytes=2_000_000, longest_side=4_096)


def put(company: Company, upload: UploadedFile) -> Company:
    """Give the company this logo; the one before is thrown away once that is saved."""
    spend(f"logos of company {company.pk}", most=LOGOS_A_DAY, within=DAY)
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
    """The picture as WebP, SIDE pixels square at most."""
    return pictures.written(squared(pictures.read(upload, LIMITS)), quality=88)


def squared(plain: Image.Image) -> Image.Image:
    """In the middle of a clear square."""
    plain.thumbnail((SIDE, SIDE))
    side = max(plain.size)
    square = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    square.paste(plain, ((side - plain.width) // 2, (side - plain.height) // 2))
    return square

"""Files as people choose them, and as they had better not."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def picture(kind: str = "JPEG", size=(640, 320), mode: str = "RGB", **options) -> bytes:
    raw = BytesIO()
    Image.new(mode, size, **({"color": "teal"} if mode == "RGB" else {})).save(raw, kind, **options)
    return raw.getvalue()


def chosen(raw: bytes, name: str = "work.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    """As a client that is no browser would send it: the name is not cleaned."""
    file = SimpleUploadedFile("x", raw, content_type=kind)
    file.file.name = file._name = name
    return file

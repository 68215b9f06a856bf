"""CVs as programs make them, and as nobody should send them."""

import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>{}</Types>'
)
LINKS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{}</Relationships>"
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf(more: bytes = b"", catalog: bytes = b"", trailer: bytes = b"") -> bytes:
    """One page; `more` are further objects."""
    text = zlib.compress(b"BT /F1 12 Tf (Node/JavaScript, Launch campaigns) Tj ET")
    return (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 595 842] >>\nendobj\n"
        b"4 0 obj\n<< /Filter /FlateDecode /Length " + str(len(text)).encode() + b" >>\nstream\n" + text
        + b"\nendstream\nendobj\n" + more + b"trailer\n<< /Root 1 0 R " + trailer + b" >>\nstartxref\n0\n%%EOF\n"
    )  # fmt: skip


def object_stream(inside: bytes, head: bytes = b"/Type /ObjStm /Filter /FlateDecode") -> bytes:
    return b"9 0 obj\n<< " + head + b" >>\nstream\n" + zlib.compress(inside) + b"\nendstream\nendobj\n"


def docx(
    parts: dict[str, str | bytes] | None = None, *, types: str = "", links: str = "", **options
) -> bytes:
    """`links` are those of the document."""
    made = BytesIO()
    all_parts = {
        "[Content_Types].xml": TYPES.format(types),
        "_rels/.rels": LINKS.format(link("officeDocument", "word/document.xml")),
        "word/document.xml": "<w:document><w:t>I ran accounts.</w:t></w:document>",
        "word/_rels/document.xml.rels": LINKS.format(links),
    } | (parts or {})
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in all_parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def link(kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def upload(content: bytes, name: str = "cv.pdf", kind: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)

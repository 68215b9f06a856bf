"""CVs: a PDF or a Word file, by what is in it, whatever it is called. What could run, hide another file, or ask another
place for something when it is opened is refused, and what is refused is never kept."""

from django.core.files.uploadedfile import UploadedFile

from candidates.files import docx, pdf, scanning
from candidates.files.keeping import NotAFile

MOST_BYTES = 5_000_000
WANTED = "Choose a PDF or Word file (DOCX) smaller than 5 MB"


def read(upload: UploadedFile) -> tuple[bytes, str]:
    """What is in it and its kind, "pdf" or "docx". NotAFile says what to choose instead."""
    if upload.size > MOST_BYTES:
        raise NotAFile(WANTED)
    content = upload.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NotAFile(WANTED)
    kind = kind_of(content)
    scanning.scan(content)
    return content, kind


def kind_of(content: bytes) -> str:
    if content.startswith(pdf.START):
        pdf.check(content)
        return "pdf"
    if content.startswith(docx.START):
        docx.check(content, never=scanning.EICAR)
        return "docx"
    raise NotAFile(WANTED)

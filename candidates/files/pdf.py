"""What a PDF may be: whole, nothing else besides, open to read, and without anything that acts.

Names of a PDF may be written with hexadecimal codes and packed in object streams; they are found all the same. Other
streams hold pictures, fonts and text, which may well speak of JavaScript, and are not looked into.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from candidates.files.keeping import NotAFile

START = b"%PDF-"
END = b"%%EOF"
BROKEN = "This PDF is broken. Export it again and choose the new file"
LOCKED = "This PDF has a password. Export it again without one"
ACTS = (
    "This PDF has a script, a form that sends, or another file in it. Print it to a new PDF and choose that"
)

MOST_UNPACKED = 8_000_000  # of all object streams; pictures and fonts are not in them
# Outside of texts: comments, texts, and the word that begins a stream. Inside of them: what ends them.
OUTSIDE = re.compile(rb"%[^\r\n]*|\(|(?<!end)stream\r?\n")
INSIDE = re.compile(rb"\\.|[()]", re.DOTALL)
MOST_SIGNS = 500_000  # of comments and texts outside of streams: each takes a step of ours
AN_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
ANOTHER = re.compile(rb"obj|endstream")
NAME_ENDS = rb"(?=[\s/<>\[\]()%]|$)"


def names(*words: str, ends: bytes = NAME_ENDS) -> re.Pattern[bytes]:
    """Each letter as it is or by its hexadecimal code: /Launch and /L#61unch are the same."""
    spelt = ["".join(f"(?:{sign}|#(?i:{ord(sign):x}))" for sign in word).encode() for word in words]
    return re.compile(b"/(?:" + b"|".join(spelt) + b")" + ends)


PACKING_ELSEWHERE = names("F", "Filter", ends=rb"\s+\d+\s+\d+\s+R")
FIRST = names("First")
OBJECT_STREAM = names("ObjStm")
DEFLATED = names("FlateDecode", "Fl")
ODD_PACKING = names("ASCII", "AHx", "A85", "LZW", "RunLength", "RL", "Crypt", "Predictor", ends=b"")
ENCRYPTED = names("Encrypt")
ACTIVE = names(
    "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA", "SubmitForm", "ImportData", "GoToE",
    "GoToR", "Rendition",
)  # fmt: skip


def check(content: bytes) -> None:
    end = content.rfind(END)
    if end < 0 or content[end + len(END) :].strip(b"\0\t\n\f\r "):
        raise NotAFile(BROKEN)
    if zipfile.is_zipfile(BytesIO(content)):
        raise NotAFile(ACTS)
    for part in structure(content):
        if ENCRYPTED.search(part):
            raise NotAFile(LOCKED)
        if ACTIVE.search(part):
            raise NotAFile(ACTS)


def structure(content: bytes) -> Iterator[bytes]:
    """All that is said outside of streams, and what object streams hold. A stream ends at the first "endstream", so
    what hides behind one is looked at as well. No object may stand in one: a table of places could lead to it."""
    at, unpacked, signs = 0, 0, iter(range(MOST_SIGNS))
    while found := next_stream(content, at, signs):
        head = content[at : found.start()]
        yield head
        end = content.find(b"endstream", found.end())
        if end < 0 or AN_OBJECT.search(content, found.end(), end):
            raise NotAFile(BROKEN)
        if FIRST.search(head, head.rfind(b"obj") + 1) and not OBJECT_STREAM.search(head):
            raise NotAFile(BROKEN)
        if packs := OBJECT_STREAM.search(head):
            inside = unpack(head, packs.end(), content[found.end() : end], MOST_UNPACKED - unpacked)
            unpacked += len(inside)
            yield inside
        at = end + len(b"endstream")
    rest = content[at:]
    if OBJECT_STREAM.search(rest):
        raise NotAFile(BROKEN)
    yield rest


def next_stream(content: bytes, at: int, signs: Iterator[int]) -> re.Match[bytes] | None:
    """The word in a comment or in a text begins none. `signs` says how many more are looked at."""
    depth = 0
    while token := (INSIDE if depth else OUTSIDE).search(content, at):
        if next(signs, None) is None:
            raise NotAFile(BROKEN)
        at, word = token.end(), token[0]
        if word.startswith(b"stream"):
            return token
        depth += (word == b"(") - (word == b")")
    return None


def unpack(head: bytes, after: int, packed: bytes, most: int) -> bytes:
    """An object stream that is not the next stream, or is packed as no program does it, hides something."""
    deflated = len(DEFLATED.findall(head))
    is_odd = ODD_PACKING.search(head) or PACKING_ELSEWHERE.search(head)
    if ANOTHER.search(head, after) or is_odd or deflated > 1:
        raise NotAFile(BROKEN)
    if not deflated:
        return packed
    try:
        inside = zlib.decompressobj().decompress(packed, most + 1)
    except zlib.error:
        raise NotAFile(BROKEN) from None
    if len(inside) > most:
        raise NotAFile(BROKEN)
    return inside

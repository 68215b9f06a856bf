"""What a Word file may be: a zip of a bounded size with a document in it, without macros, other files, or anything that
is fetched from elsewhere when somebody opens it."""

import re
import zipfile
from io import BytesIO
from xml.parsers import expat

from candidates.files.keeping import NotAFile

START = b"PK\x03\x04"
BROKEN = "This Word file is broken. Save it again, or export it as a PDF"
LONG = "This Word file is longer than we can look through. Export it as a PDF and choose that"
ACTS = "This Word file has macros, other files, or parts that load from elsewhere. Export it as a PDF and choose that"

MOST_ENTRIES = 1_000
MOST_UNPACKED = 60_000_000
MOST_OF_ONE = 25_000_000
MOST_RATIO = 200
MOST_WORDS = 5_000_000  # of all parts that are read: a long CV has a tenth of it
SMALL = 1_000_000  # below this, how well a part is packed says nothing
PACKED_AS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

TYPES = "[Content_Types].xml"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ACTIVE_TYPES = re.compile(
    r"macroenabled|vbaproject|vbadata|activex|oleobject|ms-package|ms-excel", re.IGNORECASE
)
ACTIVE_NAMES = re.compile(
    r"(^|/)(vbaproject[^/]*|vbadata[^/]*|activex/.*|embeddings/.*|[^/]*\.(exe|dll|js|vbs|hta|lnk|scr|html?|svgz?))$",
    re.IGNORECASE,
)
ACTIVE_LINKS = (
    "/attachedTemplate",
    "/oleObject",
    "/control",
    "/vbaProject",
    "/package",
    "/aFChunk",
    "/subDocument",
    "/frame",
)
FETCHES = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE)\b", re.IGNORECASE)
READ = (".xml", ".rels")
END_OF_ZIP = b"PK\x05\x06"
MOST_OF_A_LIST = 1_000_000  # of types or links, which are kept in memory one by one


def check(content: bytes, *, never: bytes) -> None:
    """`never` is in no part of it."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            check_list(content, packed)
            parts = {entry.filename: unpack(packed, entry) for entry in packed.infolist()}
    except NotAFile:
        raise
    except Exception as error:  # a broken zip brings errors of zlib, struct and others
        raise NotAFile(BROKEN) from error
    check_types(parts.get(TYPES, b""))
    for name, part in parts.items():
        if never in part or ACTIVE_NAMES.search(name):
            raise NotAFile(ACTS)
        if name.lower().endswith(".xml") and FETCHES.search(field_codes(part)):
            raise NotAFile(ACTS)
        if name.lower().endswith(".rels"):
            check_links(part)


def check_list(content: bytes, packed: zipfile.ZipFile) -> None:
    """From the list alone, before anything is unpacked."""
    entries = packed.infolist()
    names = [entry.filename for entry in entries]
    if not entries or len(entries) > MOST_ENTRIES or len({name.lower() for name in names}) < len(names):
        raise NotAFile(BROKEN)
    if min(entry.header_offset for entry in entries) or b"%PDF-" in content[:1_024]:
        raise NotAFile(BROKEN)
    if packed.comment or content[-22:-18] != END_OF_ZIP:
        raise NotAFile(BROKEN)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise NotAFile(BROKEN)
    if sum(entry.file_size for entry in entries if entry.filename.lower().endswith(READ)) > MOST_WORDS:
        raise NotAFile(LONG)
    for entry in entries:
        if leads_away(entry.filename) or entry.flag_bits & 1 or entry.compress_type not in PACKED_AS:
            raise NotAFile(BROKEN)
        is_bomb = entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(1, entry.compress_size)
        if entry.file_size > MOST_OF_ONE or is_bomb:
            raise NotAFile(BROKEN)


def leads_away(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in name.split("/")


def unpack(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with packed.open(entry) as file:
        part = file.read(MOST_OF_ONE + 1)
    if len(part) != entry.file_size:
        raise NotAFile(BROKEN)
    return part


def check_types(types: bytes) -> None:
    said = [values.get("ContentType", "") for _, values in elements(types)]
    if any(ACTIVE_TYPES.search(kind) for kind in said):
        raise NotAFile(ACTS)
    if DOCUMENT not in said:
        raise NotAFile("This is not a Word document (DOCX). Save it as one, or export it as a PDF")


def check_links(part: bytes) -> None:
    """Links that a person clicks may lead elsewhere; nothing else may."""
    for name, values in elements(part):
        if name.rpartition(":")[2] != "Relationship":
            continue
        kind, is_outside = values.get("Type", ""), values.get("TargetMode", "").lower() == "external"
        if kind.endswith(ACTIVE_LINKS) or (is_outside and not kind.endswith("/hyperlink")):
            raise NotAFile(ACTS)


def elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """Names and attributes. A file that defines entities is refused."""
    if len(xml) > MOST_OF_A_LIST:
        raise NotAFile(BROKEN)
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, values: found.append((name, values))
    parse(parser, xml)
    return found


def field_codes(xml: bytes) -> str:
    """What the fields of a part say, also where it is cut into runs, whatever it is written in."""
    said: list[str] = []
    inside: list[str] = []

    def start(name: str, values: dict[str, str]) -> None:
        if name.endswith("instrText"):
            inside.append(name)
        said.extend(f" {value} " for key, value in values.items() if key.rpartition(":")[2] == "instr")

    def stop(name: str) -> None:
        if inside and inside[-1] == name:
            inside.pop()

    def words(text: str) -> None:
        if inside:
            said.append(text)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, stop
    parser.CharacterDataHandler = words
    parse(parser, xml)
    return "".join(said)


def parse(parser: expat.XMLParserType, xml: bytes) -> None:
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise NotAFile(BROKEN) from None


def refuse(*_) -> None:
    raise NotAFile(BROKEN)

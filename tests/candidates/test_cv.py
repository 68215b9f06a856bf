"""Which files may be a CV: by what is in them, never by what they are called."""

import socket
import threading
import zipfile
from contextlib import contextmanager
from io import BytesIO

import pytest

from candidates.files import cv, scanning
from candidates.files.keeping import NotAFile
from tests.candidates.papers import LINKS, TYPES, docx, link, object_stream, pdf, upload

EMPTY_ZIP = b"PK\x05\x06" + bytes(18)
MACROS = '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
MACRO_DOCUMENT = TYPES.format("").replace(
    "openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"
)


def zipped(**parts: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def prefixed(content: bytes) -> bytes:
    return b"PK\x03\x04" + b"%PDF-1.7 " + content


GOOD = {
    "pdf": pdf(),
    "pdf with packed objects": pdf(object_stream(b"1 0 2 9 << /Type /Font >> << /S /GoTo >>")),
    "pdf with a link": pdf(b"7 0 obj << /S /URI /URI (https://me.example) >> endobj\n"),
    "docx": docx(),
    "docx with a link and a picture": docx(
        {"word/media/image1.png": b"\x89PNG"},
        links=link("hyperlink", "https://me.example", outside=True) + link("image", "media/image1.png"),
    ),
}
BAD = {
    "nothing": b"",
    "html": b"<html><script>alert(1)</script></html>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a program": b"MZ" + bytes(200),
    "the test of virus scanners": scanning.EICAR,
    "the same in a pdf": pdf(b"% " + scanning.EICAR + b"\n"),
    "the same in a docx": docx({"word/media/x.txt": scanning.EICAR}),
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "pdf: something before it": b"<html>" + pdf(),
    "pdf: without its end": pdf()[:-7],
    "pdf: something behind it": pdf() + b"<script>alert(1)</script>",
    "pdf: a zip behind it": pdf() + docx(),
    "pdf: a zip in a comment": pdf(b"%" + docx().replace(b"\n", b" ") + b"\n"),
    "pdf: a password": pdf(trailer=b"/Encrypt 8 0 R"),
    "pdf: a script": pdf(b"7 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj\n"),
    "pdf: a script without spaces": pdf(b"7 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n"),
    "pdf: a script by codes": pdf(b"7 0 obj << /S /J#61v#61Script /JS (app.alert(1)) >> endobj\n"),
    "pdf: a packed script": pdf(object_stream(b"7 0 << /S /JavaScript /JS (app.alert(1)) >>")),
    "pdf: a script packed under codes": pdf(
        object_stream(b"7 0 << /S /J#61vaScript >>", b"/Type /Obj#53tm /Filter /Fl#61teDecode")
    ),
    "pdf: packed in an odd way": pdf(object_stream(b"7 0 << >>", b"/Type /ObjStm /Filter /LZWDecode")),
    "pdf: packed twice": pdf(object_stream(b"7 0 << >>", b"/Type /ObjStm /Filter [/FlateDecode /FlateDecode]")),
    "pdf: packed in another order": pdf(
        object_stream(b"7 0 << >>", b"/Type /ObjStm >> stream x endstream endobj 8 0 obj << /Filter /FlateDecode")
    ),
    "pdf: packed without a stream": pdf(b"9 0 obj << /Type /ObjStm >> stream x endobj\n"),
    "pdf: a script between comments": pdf(
        b"7 0 obj << /OpenAction %stream\n << /S /JavaScript /JS (x) >> %endstream\n >> endobj\n"
    ),
    "pdf: a script between texts": pdf(
        b"7 0 obj << /X (stream\n) /A << /S /JavaScript /JS (x) >> /Y (endstream) >> endobj\n"
    ),
    "pdf: a script in a stream": pdf(
        b"8 0 obj << /Length 9 >>\nstream\n7 0 obj << /S /JavaScript >> endobj\nendstream\nendobj\n"
    ),
    "pdf: packed as said elsewhere": pdf(
        object_stream(b"7 0 << /S /JavaScript >>", b"/Type /ObjStm /Filter 7 0 R")
    ),
    "pdf: packed under no name": pdf(object_stream(b"7 0 << /S /JavaScript >>", b"/First 4 /Filter /FlateDecode")),
    "pdf: opens a file elsewhere": pdf(catalog=b"/OpenAction << /S /GoToR /F (//host/share) >>"),
    "pdf: a bomb": pdf(object_stream(b" " * 41_000_000)),
    "pdf: more packed than anybody writes": pdf(object_stream(b"/A#41 " * 1_400_000)),
    "pdf: more texts than anybody writes": pdf(b"()" * 260_000),
    "pdf: texts in texts without end": pdf(b"(" * 600_000),
    "pdf: starts a program": pdf(b"7 0 obj << /S /Launch /F (cmd.exe) >> endobj\n"),
    "pdf: holds a file": pdf(catalog=b"/Names << /EmbeddedFiles 7 0 R >>"),
    "pdf: a form of its own kind": pdf(catalog=b"/AcroForm << /XFA 7 0 R >>"),
    "docx: not word": zipped(**{"[Content_Types].xml": TYPES.format("").replace("wordprocessingml", "spreadsheetml")}),
    "docx: any zip": zipped(cv="hello"),
    "docx: no types": zipped(**{"word/document.xml": "<w/>"}),
    "docx: cut off": docx()[:-30],
    "docx: more words than anybody reads": docx({"word/document.xml": f"<w>{'<a/>' * 1_300_000}</w>"}),
    "docx: macros": docx({"word/vbaProject.bin": b"\xd0\xcf"}),
    "docx: types of macros": docx(types=MACROS),
    "docx: called docm inside": docx({"[Content_Types].xml": MACRO_DOCUMENT}),
    "docx: activex": docx({"word/activeX/activeX1.bin": b"x"}),
    "docx: a file in it": docx({"word/embeddings/oleObject1.bin": b"x"}),
    "docx: a program in it": docx({"word/media/run.EXE": b"MZ"}),
    "docx: a template from elsewhere": docx(
        {"word/_rels/settings.xml.rels": LINKS.format(link("attachedTemplate", "http://x.example/t.dotm", outside=True))}
    ),
    "docx: a picture from elsewhere": docx(links=link("image", "http://x.example/p.png", outside=True)),
    "docx: asks another program": docx(
        {"word/document.xml": "<w:document><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:document>"}
    ),
    "docx: asks another program in small letters": docx(
        {"word/document.xml": "<w:document><w:instrText>dde x</w:instrText></w:document>"}
    ),
    "docx: asks in pieces": docx(
        {"word/document.xml": "<w:p><w:instrText>INCLUDE</w:instrText><w:instrText>TEXT x</w:instrText></w:p>"}
    ),
    "docx: asks in an attribute": docx({"word/header1.xml": "<w:fldSimple w:instr='DDEAUTO x'/>"}),
    "docx: asks in another encoding": docx(
        {"word/header1.xml": "<w:instrText>DDEAUTO x</w:instrText>".encode("utf-16")}
    ),
    "docx: fields without end": docx({"word/document.xml": "instrText>" * 20_000}),
    "docx: something after it": docx() + b"<html>",
    "docx: a list without end": docx({"[Content_Types].xml": "<t>" + "<b/>" * 300_000 + "</t>"}),
    "docx: leads out": docx({"../../evil.xml": "x"}),
    "docx: leads to the root": docx({"/etc/passwd": "x"}),
    "docx: leads out on windows": docx({"..\\evil.xml": "x"}),
    "docx: entities": docx({"[Content_Types].xml": '<!DOCTYPE t [<!ENTITY a "b">]>' + TYPES.format("")}),
    "docx: a bomb": docx({"word/media/image1.bmp": bytes(20_000_000)}),
    "docx: a crowd": docx({f"word/media/{number}.png": "x" for number in range(1_001)}),
    "docx: something before it": b"PK\x03\x04junk" + docx(),
    "docx: a pdf too": prefixed(docx()),
    "docx: an empty zip": b"PK\x03\x04" + EMPTY_ZIP,
}  # fmt: skip


@pytest.mark.parametrize("what", GOOD)
def test_a_cv_is_taken_under_any_name(what):
    content, kind = cv.read(upload(GOOD[what], "évil\u202efdp.exe", "text/html"))

    assert (content, kind) == (GOOD[what], what[:4].strip())


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("name", ["cv.pdf", "cv.docx"])
def test_what_is_no_plain_document_is_refused(what, name):
    with pytest.raises(NotAFile) as refused:
        cv.read(upload(BAD[what], name))

    assert len(str(refused.value)) > 20
    assert "invalid" not in str(refused.value).lower()


def test_a_file_of_more_than_five_megabytes_is_refused_before_it_is_read():
    with pytest.raises(NotAFile, match="smaller than 5 MB"):
        cv.read(upload(pdf() + bytes(5_000_000)))


@pytest.mark.parametrize("cut", range(0, 1200, 37))
def test_a_broken_file_is_never_an_error_of_ours(cut):
    for whole in (pdf(object_stream(b"1 0 << >>")), docx()):
        for broken in (whole[:cut], whole[:cut] + b"\xff" + whole[cut + 1 :]):
            try:
                cv.read(upload(broken))
            except NotAFile:
                continue


# The daemon


@pytest.fixture
def clamd(tmp_path, settings):
    """A daemon that answers so, and what it was sent."""
    got: list[bytes] = []

    @contextmanager
    def listening(answer: bytes):
        with socket.socket(socket.AF_UNIX) as daemon:
            settings.CLAMD = str(tmp_path / "clamd")
            daemon.bind(settings.CLAMD)
            daemon.listen()
            thread = threading.Thread(target=serve, args=[daemon, answer, got])
            thread.start()
            yield got
            thread.join(10)

    return listening


def serve(daemon: socket.socket, answer: bytes, got: list[bytes]) -> None:
    line, _ = daemon.accept()
    with line, line.makefile("rb") as read:
        assert read.read(10) == b"zINSTREAM\0"
        parts = []
        while length := int.from_bytes(read.read(4)):
            parts.append(read.read(length))
        got.append(b"".join(parts))
        line.sendall(answer)


def test_what_the_daemon_calls_clean_is_taken_whole(clamd):
    whole = pdf(b"% " + b"x" * 200_000 + b"\n")

    with clamd(b"stream: OK\0") as got:
        content, _ = cv.read(upload(whole))

    assert (content, got) == (whole, [whole])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"stream: Eicar-Signature FOUND\0", "Our check for viruses"),
        (b"INSTREAM size limit exceeded. ERROR\0", "cannot check files just now"),
        (b"", "cannot check files just now"),
    ],
)
def test_what_the_daemon_does_not_call_clean_is_refused(clamd, answer, said):
    with clamd(answer), pytest.raises(NotAFile, match=said):
        cv.read(upload(pdf()))


@pytest.mark.parametrize("where", ["/nowhere/clamd", "127.0.0.1:1"])
def test_without_an_answer_nothing_is_taken(settings, where):
    settings.CLAMD = where

    with pytest.raises(NotAFile, match="cannot check files just now"):
        cv.read(upload(pdf()))

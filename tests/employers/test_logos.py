"""What may become a logo, and what is kept and served of it. security.md's table of uploads, row by row."""

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from employers import logos
from employers.logos import WANTED
from employers.pictures import read
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path) -> Path:
    """The real store of files, in a folder of this test."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def acme(client, kept):
    owner = make.user()
    client.force_login(owner)
    return make.company(owner)


def picture(kind: str = "PNG", size=(640, 320), mode: str = "RGB", **options) -> bytes:
    raw = BytesIO()
    Image.new(mode, size).save(raw, kind, **options)
    return raw.getvalue()


def upload(client, company, raw: bytes, name: str = "logo.png", kind: str = "image/png"):
    file = SimpleUploadedFile("x", raw, content_type=kind)
    file.file.name = file._name = name  # as a client that is no browser would send it
    return client.post(reverse("set_logo", args=[company.slug]), {"logo": file})


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def served(client, company):
    company.refresh_from_db()
    return client.get(reverse("company_logo", args=[company.logo]))


@pytest.mark.parametrize(
    ("kind", "mode", "name"),
    [
        ("PNG", "RGB", "a.png"), ("PNG", "RGBA", "a.PNG"), ("PNG", "P", "a.png"), ("PNG", "1", "a.png"),
        ("PNG", "LA", "a.png"), ("PNG", "I;16", "a.png"), ("JPEG", "RGB", "a.jpg"), ("JPEG", "L", "a.jpeg"),
        ("JPEG", "CMYK", "a.jpg"), ("WEBP", "RGB", "a.webp"), ("WEBP", "RGBA", "a.webp"),
    ],
)  # fmt: skip
def test_a_picture_is_drawn_anew_as_a_small_square(client, acme, kept, kind, mode, name):
    response = upload(client, acme, picture(kind, mode=mode), name)

    assert response.status_code == 302
    answer = served(client, acme)
    drawn = Image.open(BytesIO(answer.content))
    assert (drawn.format, drawn.size) == ("WEBP", (256, 256))
    assert len(files(kept)) == 1


def test_it_is_served_as_a_picture_and_nothing_else_for_ever_to_everybody(client, acme):
    upload(client, acme, picture())
    client.logout()

    answer = served(client, acme)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Disposition"] == 'inline; filename="logo.webp"'
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_it_stands_on_the_company_page(client, acme):
    upload(client, acme, picture())
    acme.refresh_from_db()

    shown = client.get(acme.get_absolute_url()).content.decode()

    assert f'src="/logos/{acme.logo}.webp"' in shown


def test_place_camera_and_comments_are_gone(client, acme):
    exif = Image.Exif()
    exif[0x010F], exif[0x8298] = "Camera of Nadia", "Nadia"
    upload(client, acme, picture("JPEG", exif=exif, comment=b"made at home"), "a.jpg")

    answer = served(client, acme)

    assert b"Nadia" not in answer.content
    assert b"home" not in answer.content
    assert dict(Image.open(BytesIO(answer.content)).getexif()) == {}


def test_a_photograph_on_its_side_is_put_upright_first(client, acme):
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = Image.new("RGB", (400, 200), "white")
    lying.paste("black", (0, 0, 200, 200))
    raw = BytesIO()
    lying.save(raw, "JPEG", exif=exif)

    upload(client, acme, raw.getvalue(), "a.jpg")

    drawn = Image.open(BytesIO(served(client, acme).content)).convert("RGB")
    assert drawn.getpixel((128, 30))[0] < 50
    assert drawn.getpixel((128, 220))[0] > 200


def test_sixteen_bits_of_grey_stay_grey(client, acme):
    raw = BytesIO()
    Image.new("I;16", (64, 64), 32_768).save(raw, "PNG")

    upload(client, acme, raw.getvalue())

    grey = Image.open(BytesIO(served(client, acme).content)).convert("L").getpixel((32, 32))
    assert 120 < grey < 136


def bomb() -> bytes:
    """A few kilobytes of PNG that would be 900 million pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (30_000 * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def zipped() -> bytes:
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("evil.html", "<b>hi</b>")
    return raw.getvalue()


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    raw = BytesIO()
    frames[0].save(raw, kind, save_all=True, append_images=frames[1:])
    return raw.getvalue()


EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
REFUSED = {
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "a.svg"),
    "svg that says png": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a.png"),
    "html": (b"<!doctype html><script>alert(1)</script>", "a.html"),
    "html that says png": (b"<!doctype html><script>alert(1)</script>", "a.png"),
    "gif": (moving("GIF"), "a.gif"),
    "gif that says png": (moving("GIF"), "a.png"),
    "moving png": (moving("PNG"), "a.png"),
    "moving webp": (moving("WEBP"), "a.webp"),
    "tiff that says jpg": (picture("TIFF"), "a.jpg"),
    "bmp": (picture("BMP"), "a.bmp"),
    "right picture, wrong name": (picture(), "a.php"),
    "two names": (picture(), "a.png.exe"),
    "eicar": (EICAR, "a.png"),
    "empty": (b"", "a.png"),
    "half a png": (picture(size=(640, 640))[:-200], "a.png"),
    "half a jpeg": (picture("JPEG", size=(640, 640))[:-200], "a.jpg"),
    "only a head": (picture()[:40], "a.png"),
    "too many bytes": (picture() + b"\0" * 2_000_000, "a.png"),
    "too many pixels": (picture(size=(4_097, 16)), "a.png"),
    "bomb": (bomb(), "a.png"),
    "a dot": (picture(size=(1, 1)), "a.png"),
    "png and html": (picture() + b"<p>hello</p>", "a.png"),
    "png and zip": (picture() + zipped(), "a.png"),
    "jpeg and php": (picture("JPEG", comment=b"<?php system($_GET[0]); ?>"), "a.jpg"),
    "jpeg and script": (picture("JPEG", comment=b"<ScRiPt>alert(1)</script>"), "a.jpg"),
    "webp and more": (picture("WEBP") + b"MZ more than a picture", "a.webp"),
}


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_what_is_no_plain_small_picture_is_refused_with_a_reason_and_not_kept(client, acme, kept, case):
    response = upload(client, acme, *REFUSED[case])

    assert response.status_code == 422
    assert list(response.context["logo_form"].errors) == ["logo"]
    assert "There is a problem" in response.content.decode()
    assert files(kept) == []
    acme.refresh_from_db()
    assert acme.logo == ""


def test_the_reason_says_what_to_choose(client, acme):
    assert WANTED in upload(client, acme, b"nothing").content.decode()
    assert "does not move" in upload(client, acme, moving("PNG")).content.decode()
    assert "between 16 and 4,096 pixels" in upload(client, acme, picture(size=(4_097, 16))).content.decode()


@pytest.mark.parametrize(
    "name",
    ["../../evil.png", "..\\evil.png", "/etc/cron.d/x.png", 'a"b.png', "a\u202egnp.png", "a\r\nX: 1.png", "a" * 300 + ".png"],
)  # fmt: skip
def test_the_name_of_the_file_is_never_used(client, acme, kept, name):
    upload(client, acme, picture(), name)

    for path in files(kept):
        assert path.parent == kept / "logos"
        assert len(path.stem) == 32


def test_who_sends_too_many_is_stopped_before_they_are_looked_at(client, acme, monkeypatch):
    looked_at = []
    monkeypatch.setattr(logos, "LOGOS_A_DAY", 3)
    monkeypatch.setattr(
        logos.pictures, "read", lambda file, limits: looked_at.append(file) or read(file, limits)
    )

    answers = [upload(client, acme, b"no picture").status_code for _ in range(5)]

    assert answers == [422] * 3 + [429] * 2
    assert len(looked_at) == 3


def test_another_logo_has_another_address_and_the_old_one_is_gone(client, acme, kept):
    upload(client, acme, picture())
    old = served(client, acme).request["PATH_INFO"]

    upload(client, acme, picture(size=(100, 100)))

    assert served(client, acme).status_code == 200
    assert client.get(old).status_code == 404
    assert len(files(kept)) == 1


def test_taken_off_it_is_gone(client, acme, kept):
    upload(client, acme, picture())
    address = served(client, acme).request["PATH_INFO"]

    for _ in range(2):
        assert client.post(reverse("remove_logo", args=[acme.slug])).status_code == 302

    assert client.get(address).status_code == 404
    assert files(kept) == []


def test_no_folder_of_files_is_open(client, acme, kept):
    upload(client, acme, picture())
    acme.refresh_from_db()

    for path in [
        f"/media/logos/{acme.logo}.webp",
        "/media/",
        "/logos/",
        "/logos/../db.sqlite3",
        "/logos/x.webp",
    ]:
        assert client.get(path).status_code in (400, 404)


def test_a_request_that_is_far_too_big_is_refused_before_it_is_read(client, acme, kept):
    response = client.post(
        reverse("set_logo", args=[acme.slug]),
        b"x",
        content_type="multipart/form-data",
        CONTENT_LENGTH="99000000",
    )

    assert response.status_code == 413

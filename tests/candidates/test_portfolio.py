"""Pieces of a portfolio: what is asked of each, which files are taken and what is kept of them, and their order."""

import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from candidates.files import pdf, scanning
from candidates.files.pieces import LONGEST_SIDE, WANTED, look
from candidates.models import Piece
from candidates.portfolio import pieces
from tests import make
from tests.candidates.pictures import PDF, chosen, picture

pytestmark = pytest.mark.django_db

PIECE = {
    "kind": "campaign",
    "title": "Spring campaign",
    "my_part": "I wrote and cut it.",
    "made_on": "2026-05-12",
    "client": "Acme",
    "link": "https://acme.example/spring",
    "skills": "Copywriting, seo",
    "platforms": ["tiktok"],
    "result": "41,000 views in a week",
    "result_source": "TikTok Studio",
    "result_on": "2026-05-20",
}


@pytest.fixture
def kept(settings, tmp_path) -> Path:
    """The real store of files, in a folder of this test."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def leo(client, kept):
    person = make.user("leo@example.com")
    client.force_login(person)
    return person


def post(client, name: str, /, *args, **data):
    return client.post(reverse(name, args=args), data)


def add(client, raw: bytes | None = None, name: str = "work.jpg", **more):
    file = {} if raw is None else {"upload": chosen(raw, name)}
    return post(client, "new_piece", **PIECE | {"alt_text": "A post with a spring field"} | file | more)


def text(response) -> str:
    return response.content.decode()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def served(client) -> bytes:
    return b"".join(client.get(Piece.objects.get().file_address))


# What it says


def test_a_piece_is_added_with_all_that_is_said_of_it(client, leo):
    response = post(client, "new_piece", **PIECE)

    assert response.url == reverse("pieces")
    piece = Piece.objects.of_user(leo).get()
    said = (
        piece.kind,
        piece.title,
        piece.my_part,
        str(piece.made_on),
        piece.client,
        piece.link,
        piece.result,
    )
    assert said == tuple(
        PIECE[name] for name in ("kind", "title", "my_part", "made_on", "client", "link", "result")
    )
    assert sorted(skill.slug for skill in piece.skills.all()) == ["copywriting", "seo"]
    assert [platform.slug for platform in piece.platforms.all()] == ["tiktok"]


def test_the_empty_form_sent_as_it_is_says_what_is_missing_and_nothing_else(client, leo):
    form = client.get(reverse("new_piece")).context["form"]
    as_it_is = {
        field.name: field.value() or "" for field in form if field.name not in ("upload", "platforms")
    }

    response = post(client, "new_piece", **as_it_is)

    assert set(response.context["form"].errors) == {"kind", "title", "my_part"}


def test_the_same_form_sent_twice_is_one_piece_with_one_file(client, leo, kept):
    for _ in range(2):
        assert add(client, picture()).url == reverse("pieces")

    assert Piece.objects.count() == 1
    assert len(files(kept)) == 1


def test_it_is_changed_and_stays_where_it_is(client, leo):
    post(client, "new_piece", **PIECE)
    piece = Piece.objects.get()

    shown = text(client.get(reverse("edit_piece", args=[piece.pk])))
    assert "Copywriting" in shown
    assert 'value="2026-05-12"' in shown
    post(client, "edit_piece", piece.pk, **PIECE | {"title": "Summer", "skills": "", "platforms": []})

    changed = Piece.objects.get()
    assert (changed.title, changed.order) == ("Summer", piece.order)
    assert not changed.skills.exists()
    assert not changed.platforms.exists()


def test_a_result_may_be_left_out(client, leo):
    post(client, "new_piece", kind="post", title="A", my_part="All of it")

    assert Piece.objects.get().result == ""


def test_the_name_of_a_confidential_client_is_not_kept(client, leo):
    post(client, "new_piece", **PIECE, confidential="on")

    piece = Piece.objects.get()
    assert (piece.client, piece.confidential) == ("", True)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"kind": ""}, "Choose what it is"),
        ({"kind": "tattoo"}, "tattoo is not one of"),
        ({"title": ""}, "Give it a title"),
        ({"my_part": ""}, "Say what your part in it was"),
        ({"made_on": "soon"}, "Enter a date"),
        (
            {"made_on": f"{timezone.now() + timedelta(days=3):%Y-%m-%d}"},
            "Choose a day that is not in the future",
        ),
        ({"link": "javascript:alert(1)"}, "Enter a full address that starts with https://"),
        ({"link": "http://acme.example"}, "Enter a full address that starts with https://"),
        ({"link": "https://bit.ly/x"}, "A short link hides where it leads"),
        ({"link": "https://10.0.0.1/x"}, "Enter the address of a public website"),
        ({"result_source": ""}, "Say where the result is from"),
        ({"result_on": ""}, "Say when you read the result"),
        ({"skills": "Juggling knives"}, "We do not know the skill"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, leo, wrong, words):
    response = post(client, "new_piece", **PIECE | wrong)

    assert response.status_code == 422
    assert words in text(response)
    assert ("Spring campaign" in text(response)) == ("title" not in wrong)
    assert not Piece.objects.exists()


@pytest.mark.parametrize("field", ["candidate", "order", "file", "file_kind", "file_width"])
def test_nothing_else_is_set_by_what_is_posted_along(client, leo, field):
    other = make.person()

    post(client, "new_piece", **PIECE | {field: other.pk})

    piece = Piece.objects.get()
    said = (piece.candidate.user, piece.order, piece.file, piece.file_kind, piece.file_width)
    assert said == (leo, 1, "", "", 0)


def test_a_video_without_a_transcript_is_asked_for_one(client, leo):
    post(client, "new_piece", **PIECE | {"kind": "video"})

    assert "No transcript yet" in text(client.get(reverse("pieces")))


def test_thirty_pieces_fit(client, leo):
    person = make.person(leo)
    for _ in range(30):
        make.piece(person)

    response = post(client, "new_piece", **PIECE)

    assert response.status_code == 422
    assert "that is as many as fit" in text(response)
    assert "Add a piece" not in text(client.get(reverse("pieces")))
    assert Piece.objects.count() == 30


# Files


def test_who_sends_too_many_files_is_stopped_before_they_are_looked_at(client, leo, monkeypatch):
    looked_at = []
    monkeypatch.setattr(pieces, "UPLOADS_A_DAY", 3)
    monkeypatch.setattr("candidates.forms.pieces.look", lambda file: looked_at.append(file) or look(file))

    answers = [add(client, b"no picture").status_code for _ in range(5)]

    assert answers == [422] * 3 + [429] * 2
    assert len(looked_at) == 3


@pytest.mark.parametrize(
    ("kind", "mode", "name"),
    [("JPEG", "RGB", "a.jpg"), ("JPEG", "CMYK", "a.jpeg"), ("PNG", "RGBA", "a.PNG"), ("PNG", "P", "a.png"),
     ("WEBP", "RGB", "a.webp")],
)  # fmt: skip
def test_a_picture_is_drawn_anew_and_its_size_is_known(client, leo, kept, kind, mode, name):
    assert add(client, picture(kind, mode=mode), name).status_code == 302

    piece, drawn = Piece.objects.get(), Image.open(BytesIO(served(client)))
    assert (drawn.format, drawn.size) == ("WEBP", (640, 320))
    assert (piece.file_kind, piece.file_width, piece.file_height) == ("image", 640, 320)
    assert [path.name for path in files(kept)] == [f"{piece.file}.webp"]


def test_a_large_one_becomes_smaller_and_keeps_its_shape(client, leo):
    add(client, picture(size=(4000, 1000)))

    assert Image.open(BytesIO(served(client))).size == (LONGEST_SIDE, LONGEST_SIDE // 4)


def test_place_camera_and_comments_are_gone(client, leo):
    exif = Image.Exif()
    exif[0x010F], exif[0x8298] = "Camera of Leo", "Leo"
    exif.get_ifd(0x8825).update({1: "N", 2: (54.0, 21.0, 8.0)})
    profile = b"colours of Leo"
    add(client, picture(exif=exif, comment=b"made at home", icc_profile=profile, xmp=b"<x>Leo</x>"))

    drawn = Image.open(BytesIO(served(client)))

    assert dict(drawn.getexif()) == {}
    assert {"icc_profile", "xmp", "exif", "comment"}.isdisjoint(drawn.info)
    assert b"Leo" not in served(client)


def test_a_pdf_is_kept_as_it_is_and_given_out_as_a_download(client, leo):
    assert add(client, PDF, "report.pdf", alt_text="").status_code == 302

    answer = client.get(Piece.objects.get().file_address)

    assert b"".join(answer) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def zipped() -> bytes:
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("evil.html", "<b>hi</b>")
    return raw.getvalue()


def moving() -> bytes:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    raw = BytesIO()
    frames[0].save(raw, "WEBP", save_all=True, append_images=frames[1:])
    return raw.getvalue()


@pytest.mark.parametrize(
    ("raw", "name", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", WANTED),
        (b"<html>hi</html>", "a.jpg", WANTED),
        (picture(), "a.exe", WANTED),
        (picture(), "a.html", WANTED),
        (picture("GIF"), "a.gif", WANTED),
        (picture("BMP"), "a.jpg", WANTED),
        (PDF, "a.jpg", WANTED),
        (picture(), "a.pdf", WANTED),
        (b"", "a.jpg", WANTED),
        (b"%PDF-1.7 and no end", "a.pdf", pdf.BROKEN),
        (b"%PDF-1.7" + b"x" * 5_000_000 + b"%%EOF", "a.pdf", WANTED),
        (picture(size=(6_001, 20)), "a.jpg", "Choose a picture between 16 and 6,000 pixels wide and high"),
        (picture(size=(8, 8)), "a.jpg", "Choose a picture between 16 and 6,000 pixels wide and high"),
        (picture("PNG", size=(5_100, 5_000), mode="1"), "a.png", "Choose a picture of at most 25 megapixels"),
        (moving(), "a.webp", "Choose a picture that does not move"),
        (picture() + zipped(), "a.jpg", "This file is more than a picture."),
        (picture(comment=b"<script>1</script>"), "a.jpg", "This file is more than a picture."),
        (PDF + zipped() + b"%%EOF", "a.pdf", pdf.ACTS),
        (PDF + b"<html>", "a.pdf", pdf.BROKEN),
        (PDF.replace(b"/Type", b"/OpenAction << /S /JavaScript /JS (x) >> /Type"), "a.pdf", pdf.ACTS),
        (PDF.replace(b"/Type", b"/OpenAction << /S /#4aavaScript >> /Type"), "a.pdf", pdf.ACTS),
        (PDF.replace(b"/Type", b"/Names << /EmbeddedFiles 2 0 R >> /Type"), "a.pdf", pdf.ACTS),
        (PDF.replace(b"/Type", scanning.EICAR + b" /Type"), "a.pdf", scanning.UNSAFE),
    ],
)  # fmt: skip
def test_any_other_file_is_refused_and_nothing_of_it_kept(client, leo, kept, raw, name, words):
    response = add(client, raw, name)

    assert response.status_code == 422
    assert words in text(response)
    assert "Spring campaign" in text(response)
    assert not Piece.objects.exists()
    assert files(kept) == []


@pytest.mark.parametrize(
    "name", ["../../evil.jpg", "a\r\nb.jpg", 'a".jpg', "\u202egpj.evil.jpg", "x" * 300 + ".jpg"]
)
def test_the_name_of_a_file_is_never_used(client, leo, kept, name):
    add(client, picture(), name)

    assert all(path.parent == kept / "candidates" for path in files(kept))
    assert "evil" not in str(files(kept))


def test_a_picture_needs_words(client, leo, kept):
    response = add(client, picture(), alt_text="")

    assert response.status_code == 422
    assert "Describe the image for people who cannot see it." in text(response)
    assert files(kept) == []


def test_its_words_cannot_be_taken_away_while_it_is_there(client, leo):
    add(client, picture())
    number = Piece.objects.get().pk

    assert post(client, "edit_piece", number, **PIECE).status_code == 422
    assert post(client, "edit_piece", number, **PIECE, without_file="on").status_code == 302


def test_another_file_takes_the_place_of_the_first_which_is_thrown_away(client, leo, kept):
    add(client, picture())
    first = Piece.objects.get().file

    post(client, "edit_piece", Piece.objects.get().pk, **PIECE, upload=chosen(PDF, "a.pdf"))

    piece = Piece.objects.get()
    assert piece.file != first
    assert (piece.file_kind, piece.file_width) == ("pdf", 0)
    assert [path.name for path in files(kept)] == [f"{piece.file}.pdf"]


def test_a_file_that_is_left_out_of_a_change_stays(client, leo, kept):
    add(client, picture())

    post(client, "edit_piece", Piece.objects.get().pk, **PIECE, alt_text="A field")

    assert len(files(kept)) == 1
    assert served(client)


def test_a_file_is_taken_off(client, leo, kept):
    add(client, picture())

    post(client, "edit_piece", Piece.objects.get().pk, **PIECE, without_file="on")

    assert (Piece.objects.get().file, files(kept)) == ("", [])


# Deleting


def test_deleting_asks_first_and_throws_the_file_away(client, leo, kept):
    add(client, picture())
    number = Piece.objects.get().pk

    assert "Delete this piece?" in text(client.get(reverse("delete_piece", args=[number])))
    assert Piece.objects.exists()
    assert post(client, "delete_piece", number).url == reverse("pieces")

    assert not Piece.objects.exists()
    assert files(kept) == []
    assert post(client, "delete_piece", number).status_code == 404


def test_an_application_sent_with_a_piece_says_the_same_after_it_is_deleted(client, leo):
    piece = make.piece(make.person(leo), title="Spring campaign")
    sent = make.application(make.open_listing(), leo, pieces=[{"id": piece.pk}])

    post(client, "delete_piece", piece.pk)

    sent.refresh_from_db()
    assert [one["title"] for one in sent.pieces] == ["Spring campaign"]


# Order


def order(user) -> str:
    return "".join(Piece.objects.of_user(user).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("moved", "where", "after"),
    [("B", "up", "BAC"), ("B", "down", "ACB"), ("C", "up", "ACB"), ("A", "up", "ABC"), ("C", "down", "ABC")],
)
def test_buttons_move_a_piece_by_one_place(client, leo, moved, where, after):
    person = make.person(leo)
    pieces = {title: make.piece(person, title=title, order=5) for title in "ABC"}

    response = post(client, "move_piece", pieces[moved].pk, **{where: ""})

    assert response.url == f"{reverse('pieces')}#piece-{pieces[moved].pk}"
    assert order(leo) == after


def test_the_first_has_no_button_up_and_the_last_none_down(client, leo):
    person = make.person(leo)
    make.piece(person, title="A")
    make.piece(person, title="B")

    shown = text(client.get(reverse("pieces")))

    assert (shown.count("Move up"), shown.count("Move down")) == (1, 1)


@pytest.mark.parametrize("pieces", [1, 3])
def test_questions_of_my_pieces(client, leo, pieces, assert_questions):
    person = make.person(leo)
    for _ in range(pieces):
        make.piece(person, skills=["seo"])

    with assert_questions(4):
        client.get(reverse("pieces"))


@pytest.mark.parametrize("name", ["edit_piece", "delete_piece"])
def test_pieces_of_others_are_not_there(client, leo, name):
    theirs = make.piece(make.person())

    assert client.get(reverse(name, args=[theirs.pk])).status_code == 404
    assert post(client, name, theirs.pk, **PIECE).status_code == 404
    assert post(client, "move_piece", theirs.pk, up="").status_code == 404
    assert Piece.objects.get().title == theirs.title

"""All of one's data: nothing of theirs is forgotten, nothing of others is in it."""

import io
import json
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from candidates import exporting, hiring, talking
from candidates.exporting.declared import ALL, LEFT_OUT, PARTS, Part
from candidates.files import keeping
from candidates.models import Alert, Candidate, Piece
from employers import team
from employers.models import Membership
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def priya() -> User:
    return make.user("priya@example.com", name="Priya <b>R.</b>")


def unpacked(user: User) -> ZipFile:
    return ZipFile(exporting.pack(user))


def data_of(user: User) -> dict:
    return json.loads(unpacked(user).read("data.json"))


# Against the models


def all_parts(parts=PARTS) -> list[Part]:
    return [each for part in parts for each in [part, *all_parts(part.parts)]]


def whole(model) -> bool:
    """Rows that are a person's own, not a company's of which something is told."""
    return ALL not in LEFT_OUT.get(model, {})


def personal_models() -> set[type]:
    """Each model that leads to a person, or to what is theirs."""
    roots = {part.model for part in all_parts() if whole(part.model)} | {User}
    return {
        model
        for model in apps.get_models()
        if not model._meta.proxy
        for column in model._meta.get_fields()
        if model in roots or (column.is_relation and column.concrete and leads_to(column, roots))
    }


def leads_to(column, roots: set[type]) -> bool:
    return column.related_model in roots and not column.many_to_many


def columns_of(model) -> set[str]:
    return {column.name for column in [*model._meta.concrete_fields, *model._meta.local_many_to_many]}


def test_every_field_of_every_personal_model_is_exported_or_left_out_with_a_reason():
    exported: dict[type, set[str]] = {}
    for part in all_parts():
        exported.setdefault(part.model, set()).update(part.fields)

    forgotten = {
        f"{model._meta.label}.{name}"
        for model in personal_models()
        if whole(model)
        for name in columns_of(model) - exported.get(model, set()) - set(LEFT_OUT.get(model, {}))
    }

    assert forgotten == set()
    assert personal_models() <= set(exported) | set(LEFT_OUT)


def test_nothing_is_declared_that_is_not_there_or_twice():
    for part in all_parts():
        assert set(part.fields) <= columns_of(part.model)
        assert not set(part.fields) & set(LEFT_OUT.get(part.model, {}))
    for model, names in LEFT_OUT.items():
        assert set(names) <= columns_of(model) | {ALL}
        assert all(reason.endswith(".") for reason in names.values())


def test_the_walk_finds_what_hangs_on_a_person_by_two_steps():
    found = {model.__name__ for model in personal_models()}

    assert found >= {
        "Candidate",
        "Piece",
        "Application",
        "Answer",
        "Message",
        "Note",
        "AlertMatch",
        "Decision",
    }


# What is in it


def test_what_a_person_did_here_is_in_it(priya):
    nadia = make.user("nadia@acme.example", name="Nadia Quill")
    listing = make.open_listing(nadia, title="Paid social exec")
    candidate = Candidate.objects.create(user=priya, handle="priya", headline="Paid social")
    Piece.objects.create(candidate=candidate, order=1, kind="post", title="A thread", my_part="All of it")
    candidate.hidden_from.create(company=listing.company)
    priya.saved_listings.create(listing=listing)
    priya.hidden_things.create(word="crypto")
    Alert.objects.create(email=priya.email, query="q=seo", words="SEO", confirmed_at=timezone.now())
    sent = make.application(listing, priya, why="I ran accounts")
    sent.answers.create(asked="When?", text="Tomorrow")
    talking.say(sent, "Any news?", by=priya, from_employer=False)
    talking.say(sent, "Soon.", by=nadia, from_employer=True)
    hiring.note(sent, "Hm, a secret", by=nadia)
    hiring.not_selected([sent], by=nadia, message="Thank you, Priya.", reason="others-closer")
    mine = make.live_listing(priya, company=make.company(priya, name="Mine"), title="Editor")
    team.invite(listing.company, priya.email, "recruiter", by=nadia)

    data = data_of(priya)

    assert data["account"][0]["email"] == "priya@example.com"
    assert data["addresses"] == [{"email": "priya@example.com", "verified": True, "primary": True}]
    assert data["profile"][0]["headline"] == "Paid social"
    assert data["profile"][0]["pieces"][0]["title"] == "A thread"
    assert data["profile"][0]["hidden_from"] == [{"company": "Acme"}]
    assert data["saved"][0]["listing"] == f"Paid social exec at Acme, number {listing.pk}"
    assert data["hidden"][0]["word"] == "crypto"
    assert data["alerts"][0]["query"] == "q=seo"
    application = data["applications"][0]
    assert (application["why"], application["stage"]) == ("I ran accounts", "not-selected")
    assert application["answers"] == [{"asked": "When?", "text": "Tomorrow"}]
    assert [(step["after"], step["message"]) for step in application["steps"]] == [
        ("sent", ""),
        (
            "not-selected",
            "Thank you, Priya.",
        ),
    ]
    assert [(one["from_employer"], one["text"]) for one in application["messages"]] == [
        ("you", "Any news?"), ("the employer", "Soon."),
    ]  # fmt: skip
    assert data["companies"][0]["company"] == "Mine"
    assert data["invitations"][0]["company"] == "Acme"
    assert (data["listings"][0]["id"], data["listings"][0]["title"]) == (mine.pk, "Editor")
    assert {mail["to"] for mail in data["mail"]} == {"priya@example.com"}


def test_nothing_of_other_people_is_in_it(priya):
    nadia, leo = make.user("nadia@acme.example", name="Nadia Quill"), make.user("leo@example.com", name="Leo")
    listing = make.open_listing(nadia)
    Membership.objects.create(company=listing.company, user=priya)
    sent = make.application(listing, priya)
    hiring.note(sent, "A secret", by=nadia)
    hiring.move(sent, "shortlisted", by=nadia)
    make.application(listing, leo, why="I keep ferrets")

    archive = unpacked(priya)
    text = "".join(archive.read(name).decode() for name in ("data.json", "data.html"))

    assert not [word for word in ("Nadia", "nadia@", "leo@", "Leo", "ferrets", "secret") if word in text]


def test_its_files_lie_where_the_data_says(priya, settings, tmp_path):
    candidate = Candidate.objects.create(user=priya)
    piece = Piece.objects.create(
        candidate=candidate, order=1, kind="post", title="Chart", my_part="All", alt_text="A chart",
        file=keeping.put(b"picture", "image"), file_kind="image",
    )  # fmt: skip
    cv = {"cv": keeping.put(b"%PDF- words", "pdf"), "cv_kind": "pdf"}
    make.application(make.open_listing(), priya, pieces=[{"id": piece.pk}], **cv)
    Piece.objects.filter(pk=piece.pk).update(file=keeping.put(b"another picture", "image"))
    make.draft(
        make.open_listing(), priya, pieces=[{"id": piece.pk}], cv=keeping.put(b"new", "pdf"), cv_kind="pdf"
    )

    archive = unpacked(priya)
    data = json.loads(archive.read("data.json"))

    at = {one["stage"]: one for one in data["applications"]}
    assert archive.read(data["profile"][0]["pieces"][0]["file"]) == b"another picture"
    assert archive.read(at["sent"]["cv"]) == b"%PDF- words"
    assert archive.read(at["sent"]["pieces"][0]["file"]) == b"picture"
    assert archive.read(at["draft"]["cv"]) == b"new"
    assert at["sent"]["cv"] in archive.read("data.html").decode()
    assert len([name for name in archive.namelist() if name.startswith("files/")]) == 4


def test_a_file_that_is_gone_stops_nothing(priya):
    make.draft(make.open_listing(), priya, cv="gone", cv_kind="pdf")

    archive = unpacked(priya)

    assert [name for name in archive.namelist() if name.startswith("files/")] == []
    assert "data.json" in archive.namelist()


def test_the_page_to_read_says_it_in_words_and_text_stays_text(priya):
    make.application(make.open_listing(), priya, why="<script>alert(1)</script>", skills=["seo"])

    page = unpacked(priya).read("data.html").decode()

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "Priya &lt;b&gt;R." in page
    assert "<dt>Stage</dt><dd>Sent</dd>" in page
    assert "<h3>What happened</h3>" in page


def test_an_account_with_nothing_in_it_says_so(priya):
    archive = unpacked(make.user())

    assert archive.testzip() is None
    assert "Nothing." in archive.read("data.html").decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_more_rows_ask_no_more_questions(priya, django_assert_num_queries, rows):
    candidate = Candidate.objects.create(user=priya)
    for number in range(rows):
        listing = make.open_listing(title=f"Listing {number}")
        sent = make.application(listing, priya, why="I can")
        sent.answers.create(asked="When?", text="Now")
        priya.saved_listings.create(listing=listing)
        Piece.objects.create(candidate=candidate, order=number, kind="post", title="A", my_part="B")
        alert = Alert.objects.create(email=priya.email, query=f"q={number}", words="")
        alert.matches.create(listing=listing)

    with django_assert_num_queries(33):
        exporting.pack(priya)


# The page


def test_the_page_says_what_is_in_it_and_the_button_makes_it(client, priya):
    client.force_login(priya)
    page = client.get(reverse("my_data"))
    assert "Download your data" in page.content.decode()
    assert "no-store" in page["Cache-Control"]

    answer = client.post(reverse("my_data"))

    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith('attachment; filename="rolefeed-data-')
    assert "no-store" in answer["Cache-Control"]
    archive = ZipFile(io.BytesIO(b"".join(answer)))
    assert json.loads(archive.read("data.json"))["account"][0]["email"] == "priya@example.com"


def test_made_again_and_again_it_has_to_wait(client, priya):
    client.force_login(priya)
    for _ in range(5):
        assert client.post(reverse("my_data")).status_code == 200

    assert client.post(reverse("my_data")).status_code == 429
    assert client.get(reverse("my_data")).status_code == 200


def test_an_address_that_was_never_confirmed_opens_nothing(priya):
    leo = make.user("leo@example.com")
    make.application(make.open_listing(), email="leo@example.com", why="I keep ferrets")
    EmailAddress.objects.create(user=priya, email="leo@example.com", verified=False)

    assert data_of(priya)["applications"] == []
    assert len(data_of(leo)["applications"]) == 1

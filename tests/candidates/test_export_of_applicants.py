"""Applicants as files: the table is safe to open, the CVs have names of our own, hidden names stay hidden."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from candidates import hiring
from candidates.files import keeping
from candidates.hiring import hiding
from candidates.states import Stage
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia(client):
    person = make.user("nadia@acme.example")
    client.force_login(person)
    return person


@pytest.fixture
def listing(nadia):
    return make.open_listing(nadia, title="Paid social exec", skills=["copywriting", "meta-ads"])


def rows(client, listing) -> list[dict]:
    response = client.get(reverse("export_applicants", args=[listing.pk]))
    assert response["Content-Type"].startswith("text/csv")
    assert response["Content-Disposition"].startswith("attachment")
    text = b"".join(response).decode().removeprefix("\ufeff")
    return list(csv.DictReader(StringIO(text)))


def cvs(client, listing) -> dict[str, bytes]:
    response = client.get(reverse("export_cvs", args=[listing.pk]))
    assert response["Content-Type"] == "application/zip"
    with ZipFile(BytesIO(b"".join(response))) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def with_cv(listing, name: str, content: bytes = b"cv", kind: str = "pdf", **fields):
    return make.application(listing, name=name, cv=keeping.put(content, kind), cv_kind=kind, **fields)


def test_a_row_says_who_applied_and_how_it_stands(client, listing):
    made = with_cv(
        listing, "Priya Rahman", why="I ran tests.", skills=["copywriting", "seo"],
        profile={"platforms": ["tiktok"], "country": "GB"},
    )  # fmt: skip
    made.answers.create(asked="Can you start in May?", text="Yes")

    (row,) = rows(client, listing)

    assert row.pop("sent") == f"{made.sent_at:%Y-%m-%d}"
    assert row == {
        "number": str(made.pk), "stage": "New", "name": "Priya Rahman", "email": made.email, "answered": "", "ended": "",
        "required_skills": "1 of 2", "skills_held": "Copywriting", "skills_missing": "Meta Ads", "other_skills": "SEO",
        "platforms": "tiktok", "about_them": "Lives in: United Kingdom", "portfolio": "", "cv": "yes",
        "why_me": "I ran tests.", "Can you start in May?": "Yes",
    }  # fmt: skip


@pytest.mark.parametrize("typed", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_nothing_in_the_table_is_a_formula(client, listing, typed):
    made = make.application(listing, name=typed, why=typed)
    made.answers.create(asked=typed, text=typed)

    (row,) = rows(client, listing)

    assert not [cell for cell in [*row, *row.values()] if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_drafts_and_other_listings_are_not_in_it(client, listing, nadia):
    make.draft(listing)
    make.application(make.open_listing(company=listing.company), name="Elsewhere")

    assert rows(client, listing) == []


def test_hidden_names_are_hidden_in_the_table(client, listing, nadia):
    made = with_cv(listing, "Priya Rahman", why="I am Priya.", profile={"city": "Leeds", "handle": "priya"})
    made.answers.create(asked="Who are you?", text="Priya!")
    chosen = make.application(listing, name="Tom Abel")
    hiring.move(chosen, Stage.SHORTLISTED, by=nadia)
    hiding.hide_names(listing, True)

    shown, hidden = rows(client, listing)

    assert shown["name"] == "Tom Abel"
    assert (hidden["name"], hidden["email"]) == (f"Applicant {made.pk}", "")
    assert not [cell for cell in hidden.values() if "riya" in cell or "ahman" in cell or "Leeds" in cell]


def test_cvs_come_under_names_of_our_own(client, listing):
    first = with_cv(listing, "Priya Rahman", b"one")
    second = with_cv(listing, "../../José “x”\u202egnp.exe", b"two", "docx")
    make.application(listing, name="None")

    assert cvs(client, listing) == {
        f"{first.pk}-priya-rahman.pdf": b"one",
        f"{second.pk}-jose-xgnp-exe.docx": b"two",
    }


def test_a_cv_whose_name_is_hidden_stays_where_it_is(client, listing):
    with_cv(listing, "Priya Rahman")
    hiding.hide_names(listing, True)

    assert list(cvs(client, listing)) == ["nothing-here.txt"]


def test_a_cv_that_is_gone_keeps_nobody_from_the_others(client, listing):
    make.application(listing, name="Gone", cv="0" * 40, cv_kind="pdf")
    there = with_cv(listing, "There")

    assert list(cvs(client, listing)) == [f"{there.pk}-there.pdf"]


def test_a_file_of_cvs_has_a_bound(client, listing, monkeypatch):
    monkeypatch.setattr("candidates.hiring.exporting.MOST_CVS", 1)
    with_cv(listing, "One")
    newest = with_cv(listing, "Two")

    assert list(cvs(client, listing)) == [f"{newest.pk}-two.pdf"]


@pytest.mark.parametrize("people", [1, 3])
def test_the_table_asks_the_same_number_of_questions_for_any_number_of_rows(
    client, listing, django_assert_num_queries, people
):
    for _ in range(people):
        make.application(listing, skills=["copywriting"]).answers.create(asked="Why?", text="So")

    with django_assert_num_queries(9):
        rows(client, listing)

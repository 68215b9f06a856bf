"""Many listings in one file: every row is shown before anything is made, and drafts are made once each."""

import csv
import json
import re
import signal
import subprocess
import sys
from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from background import work
from listings import tasks, uploads
from listings.importing.drafts import Understanding
from listings.importing.files import COLUMNS, MOST_ROWS
from listings.models import Listing, Upload
from listings.readiness import problems
from tests import make
from tests.listings.conftest import ROOT

pytestmark = pytest.mark.django_db

GOOD = {
    "title": "Video editor",
    "role": "creator-video-editor",
    "level": "mid",
    "work_mode": "on-site",
    "location": "Leeds, United Kingdom",
    "contract": "permanent",
    "hours": "full-time",
    "pay_model": "salary",
    "pay_min": "27000",
    "pay_max": "31000",
    "currency": "GBP",
    "pay_period": "year",
    "description": make.DESCRIPTION,
    "skills_required": "copywriting",
    "apply_url": "https://acme.example/jobs/7",
}


@pytest.fixture
def employer(client):
    person = make.user("nadia@example.com")
    client.force_login(person)
    return person


@pytest.fixture
def acme(employer):
    return make.company(employer)


def csv_of(*rows: dict, delimiter: str = ",") -> str:
    file = StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(file, names, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def send(client, company, content: str | bytes, name: str = "roles.csv"):
    data = content.encode() if isinstance(content, str) else content
    return client.post(reverse("uploads"), {"company": company.pk, "file": SimpleUploadedFile(name, data)})


def uploaded(client, company, *rows: dict) -> Upload:
    response = send(client, company, csv_of(*rows))
    assert response.status_code == 302, errors(response)
    return Upload.objects.latest("pk")


def errors(response) -> str:
    return " ".join(error for of_field in response.context["form"].errors.values() for error in of_field)


def page(client, upload, query: str = "") -> str:
    return unescape(client.get(reverse("upload", args=[upload.pk]) + query).content.decode())


def rows(client, upload, query: str = "") -> list[tuple[str, str]]:
    """(number and title, verdict)"""
    found = re.findall(
        r'Row (\d+)</th>.*?<strong>(.*?)</strong>.*?<span class="tag[^"]*">(.*?)</span>',
        page(client, upload, query), re.DOTALL,
    )  # fmt: skip
    return [(f"{number} {title}", verdict) for number, title, verdict in found]


def make_drafts(client, upload):
    response = client.post(reverse("make_drafts", args=[upload.pk]))
    while work.run_next("worker"):
        pass
    return response


# Choosing a file


def test_somebody_without_a_company_is_asked_for_it_first(client, employer):
    assert client.get(reverse("uploads")).url == reverse("new_company")


def test_the_template_is_a_file_of_two_complete_listings(client, acme):
    template = client.get(reverse("upload_template"))
    content = template.getvalue()

    response = send(client, acme, content)

    upload = Upload.objects.get()
    assert template["Content-Type"] == "text/csv; charset=utf-8"
    assert content.startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode())
    assert response.url == reverse("upload", args=[upload.pk])
    assert rows(client, upload) == [
        ("2 Social media coordinator", "Complete"),
        ("3 Community manager", "Complete"),
    ]


def test_the_page_says_what_every_column_takes(client, acme):
    shown = client.get(reverse("uploads")).content.decode()

    explained = {
        name for names in re.findall(r'<th scope="row">([\w, ]+)</th>', shown) for name in names.split(", ")
    }
    assert explained == set(COLUMNS)


@pytest.mark.parametrize(
    "content",
    [
        csv_of(GOOD).encode("utf-8-sig"),
        csv_of(GOOD).encode("utf-16"),
        csv_of(GOOD, delimiter=";").encode(),
        csv_of(GOOD, delimiter="\t").encode(),
        ("sep=;\r\n" + csv_of(GOOD, delimiter=";")).encode(),
        csv_of(GOOD).replace("\r\n", "\n").encode(),
        csv_of({"Job Title": "Video editor", **{k: v for k, v in GOOD.items() if k != "title"}}).encode(),
        csv_of({name.upper().replace("_", "-") + " ": value for name, value in GOOD.items()}).encode(),
        (csv_of(GOOD) + "," * (len(GOOD) - 1) + "\r\n\r\n").encode(),
        json.dumps(GOOD).encode() + b"\n\n",
    ],
    ids=[
        "BOM",
        "UTF-16",
        "semicolons",
        "tabs",
        "Excel's own",
        "LF",
        "another name",
        "shouted",
        "blank rows",
        "JSON",
    ],
)
def test_files_as_spreadsheet_programs_write_them_are_understood(client, acme, content):
    send(client, acme, content)

    assert [verdict for _, verdict in rows(client, Upload.objects.get())] == ["Complete"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty. Choose another one"),
        (b"\n \n", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        ("title\nCafé\n".encode("cp1252"), "Line 2 has letters that cannot be read."),
        (b"PK\x03\x04\x14\x00", "This is a workbook, not a CSV file."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is a workbook, not a CSV file."),
        (b"%PDF-1.7", "This is a PDF."),
        (b"title\nA\0B\n", "This is not a text file."),
        (b"name,place\nA,B\n", "one of them “title”. It has: name, place."),
        (b"title;title\nA;B\n", "Two columns mean the same: “title”."),
        (b"title,job_title\nA,B\n", "Two columns mean the same: “title”."),
        (b"title,level\n", "The file has no rows below its heading."),
        (b"title,level\n,\n , \n", "The file has no rows below its heading."),
        (b'[{"title": "A"}]', "This is one list of JSON."),
        (b"title\n" + b"A\n" * (MOST_ROWS + 1), "The file has 501 rows. Split it: 500 at once is the most."),
        (b"title\n" + b"x" * 2_000_000, "2 MB at once is the most"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(client, acme, content, words):
    response = send(client, acme, content)

    assert response.status_code == 422
    assert words in errors(response)
    assert not Upload.objects.exists()


@pytest.mark.parametrize("name", ["roles.xlsx", "roles.html", "roles.svg", "roles", "roles.csv.exe"])
def test_other_kinds_of_files_are_refused(client, acme, name):
    response = send(client, acme, csv_of(GOOD), name=name)

    assert "Choose a CSV file" in errors(response)


def test_no_file_and_no_company_are_told_beside_their_fields(client, acme):
    response = client.post(reverse("uploads"), {})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"company", "file"}


def test_a_file_for_the_company_of_strangers_is_refused(client, acme):
    rival = make.company(make.user(), name="Rival")

    response = send(client, rival, csv_of(GOOD))

    assert response.status_code == 422
    assert not Upload.objects.exists()


def test_a_file_is_understood_before_anything_is_written(client, acme, monkeypatch):
    open_before, inside = len(connection.savepoint_ids), []
    understand = Understanding.of

    def of(self, values, company):
        inside.append(len(connection.savepoint_ids))
        return understand(self, values, company)

    monkeypatch.setattr(Understanding, "of", of)
    uploaded(client, acme, GOOD, GOOD)

    assert inside == [open_before] * 2


def test_files_are_not_sent_all_day(client, acme):
    for _ in range(30):
        uploads.discard(uploaded(client, acme, {"title": "A"}))

    assert send(client, acme, csv_of({"title": "A"})).status_code == 429


def test_ten_files_may_wait_and_no_more(client, acme):
    for _ in range(10):
        uploaded(client, acme, {"title": "A"})

    response = send(client, acme, csv_of({"title": "A"}))

    assert "10 files of Acme wait already." in errors(response)


# Looking at the rows


def test_each_row_is_shown_with_what_it_becomes_and_its_errors(client, acme):
    upload = uploaded(
        client, acme, GOOD,
        GOOD | {"title": "Unfinished", "skills_required": "", "description": "Short."},
        GOOD | {"title": ""},
        GOOD | {"title": "Typo", "skills_required": "Copywritting"},
    )  # fmt: skip

    shown = page(client, upload)

    assert rows(client, upload) == [
        ("2 Video editor", "Complete"),
        ("3 Unfinished", "To finish"),
        ("4 No title", "Cannot be made"),
        ("5 Typo", "Cannot be made"),
    ]
    assert "Creator video editor · Leeds, United Kingdom · On site<br>£27,000 to £31,000 a year" in shown
    assert "<li>Name at least one skill that the work needs</li>" in shown
    assert "<li>No title.</li>" in shown
    assert (
        "<li>skills_required has “Copywritting”, which we do not know. Did you mean copywriting?</li>"
        in shown
    )
    assert "Make 2 drafts" in shown
    assert not Listing.objects.exists()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"level": "guru"}, "level is “guru”; it takes entry, mid, senior."),
        ({"pay_min": "lots"}, "pay_min is not a number."),
        ({"pay_min": "40000"}, "pay_min is above pay_max."),
        ({"currency": "pounds"}, "Pay without a currency (three letters) or a period."),
        ({"closes": "24/05/2027"}, "closes is “24/05/2027”; write the day as 2027-05-24."),
        ({"closes": "2099-01-01"}, "closes is more than 60 days away."),
        ({"apply_url": "acme.example"}, "apply_url is not a full address that starts with https://."),
        ({"apply_url": "", "apply_email": "nobody"}, "apply_email is “nobody”, which is no email address."),
        ({"title": "A" * 201}, "title has 201 characters; 200 is the most."),
        ({"description": "word " * 5000}, "description has 24,999 characters; 20,000 is the most."),
        ({"role": "wizard"}, "role is “wizard”, which we do not know."),
        (
            {"work_mode": "remote", "countries": "Atlantis"},
            "“ATLANTIS” is no country code (ISO 3166, two letters).",
        ),
    ],
)
def test_what_is_wrong_with_a_row_is_said_in_words(client, acme, changes, reason):
    upload = uploaded(client, acme, GOOD | changes)

    assert upload.rows.get().reasons == [reason]


def test_everything_that_is_wrong_with_a_row_is_said_at_once_and_what_was_read_is_shown(client, acme):
    wrong = {
        "role": "wizard", "level": "boss", "contract": "forever", "days_on_site": "9", "work_mode": "hybrid",
        "skills_required": "SEO, Copywritting", "pay_min": "50000", "pay_max": "20000", "closes": "soon",
    }  # fmt: skip

    shown = page(client, uploaded(client, acme, GOOD | wrong))

    for words in (
        "role is “wizard”, which we do not know",
        "level is “boss”; it takes",
        "contract is “forever”; it takes",
        "days_on_site takes 1 to 4",
        "skills_required has “Copywritting”, which we do not know. Did you mean copywriting?",
        "pay_min is above pay_max",
        "closes is “soon”",
    ):
        assert f"<li>{words}" in shown
    # The role is read from the title instead, the place from its column.
    assert "Creator video editor · " in shown


def test_a_row_with_too_many_cells_is_shown_as_broken_and_the_others_stand(client, acme):
    send(client, acme, "title,level\nOne,mid\nTwo,mid,extra\nThree,mid\n")

    upload = Upload.objects.get()
    assert [verdict for _, verdict in rows(client, upload)] == ["To finish", "Cannot be made", "To finish"]
    assert "More cells than the heading has." in page(client, upload)


def test_a_quote_that_never_ends_is_told(client, acme):
    send(client, acme, 'title,level\nOne,mid\n"Two,mid\nThree,mid\n')

    upload = Upload.objects.get()
    assert [verdict for _, verdict in rows(client, upload)] == ["To finish", "Cannot be made"]
    assert "Not a row of CSV: unexpected end of data." in page(client, upload)


@pytest.mark.parametrize(
    "line",
    [
        "nonsense", "[1]", "5", '{"title": 5}', '{"title": ["a"]}', '{"title": {"a": 1}}', '{"title": NaN}',
        '{"title": "A", "places": "Leeds"}', '{"title": "A", "places": [1]}', '{"title": "A", "places": [{"name": 1}]}',
        '{"title": "A", "skills_required": [["seo"]]}', '{"title": "A", "skills_required": [{"a": 1}]}',
        '{"title": "A", "skills_required": 5}', '{"title": "A", "countries": 5, "work_mode": "remote"}',
        '{"title": "A", "countries": [{"a": [1]}], "work_mode": "remote"}', '{"title": "A", "pay_max": 1e400}',
        '{"title": "A", "pay_max": -1}', '{"title": "A", "pay_max": true}', '{"title": "\\u0000\\ud800A"}',
        '{"title": "A", "days_on_site": "9999999999999999999999", "work_mode": "hybrid"}', '{"title": null}',
        '{"title": "A", "role": ["x"]}', '{"title": "A", "level": {"a": 1}}', '{"title": "A", "closes": 20270524}',
        '{"title": "A", "description": ["x"]}', "[" * 5000, '{"a":' * 5000, '{"title": "A", "url": "https://[x"}',
        '{"title": "A", "apply_email": 7}', '{"title": "A", "answers": {"on_camera": []}}', '{"title": "A", "answers": [1]}',
        '{"title": "A", "questions": [[1]]}', '{"title": "A", "questions": {"a": 1}}', '{"title": "A", "deal": [1]}',
        '{"title": "A", "deal": {"fee": {"a": [1]}, "pieces": [1]}}', '{"title": "A", "deal": {"pieces": {"a": 1}}}',
        '{"title": "A", "deal": {"revisions": "x", "exclusivity_days": [1], "use": {}}}', '{"title": "A", "answers": "{"}',
        '{"title": "A", "deal": {"pieces": [{"kind": [], "number": {}, "platform": []}]}}', '{"title": "A", "source": "<b>"}', '{"source_id": "1"}',
    ],
)  # fmt: skip
def test_no_line_of_json_is_more_than_a_bad_row(client, acme, line):
    send(client, acme, '{"title": "First"}\n' + line, name="roles.jsonl")

    upload = Upload.objects.get()
    assert len(rows(client, upload)) == 2
    make_drafts(client, upload)
    upload.refresh_from_db()
    assert upload.done_at


def test_columns_that_mean_nothing_are_named_where_they_are_left_out(client, acme):
    response = send(client, acme, csv_of(GOOD | {"Budget code": "7", "team": "x"}))

    assert "Columns left out, because we do not know them: budget_code, team." in unescape(
        client.get(response.url).content.decode()
    )


def test_rows_can_be_left_out_and_taken_in_again(client, acme):
    upload = uploaded(client, acme, GOOD, GOOD | {"title": "Second"})

    first = client.post(reverse("leave_out_row", args=[upload.pk, 2]) + "?only=complete")
    left = rows(client, upload)
    client.post(reverse("leave_out_row", args=[upload.pk, 2]))
    client.post(reverse("take_in_row", args=[upload.pk, 2]))

    assert first.url == f"/employer/import/{upload.pk}/?only=complete#row-2"
    assert left == [("2 Video editor", "Left out"), ("3 Second", "Complete")]
    assert rows(client, upload) == [("2 Video editor", "Complete"), ("3 Second", "Complete")]


def test_the_rows_of_one_kind_can_be_looked_at_alone(client, acme):
    upload = uploaded(client, acme, GOOD, {"title": "Bare"}, {"title": ""} | {"level": "mid"})

    assert rows(client, upload, "?only=refused") == [("4 No title", "Cannot be made")]
    assert rows(client, upload, "?only=lacking") == [("3 Bare", "To finish")]
    assert len(rows(client, upload, "?only=nonsense&page=x")) == 3


def test_fifty_rows_are_on_a_page(client, acme):
    upload = uploaded(client, acme, *({"title": f"Number {number}"} for number in range(53)))

    assert len(rows(client, upload)) == 50
    assert rows(client, upload, "?page=2")[0] == ("52 Number 50", "To finish")


@pytest.mark.parametrize("number", [1, 3])
def test_the_preview_asks_the_same_number_of_questions_for_any_number_of_rows(
    client, acme, assert_questions, number
):
    upload = uploaded(client, acme, *([GOOD | {"title": f"Number {n}"} for n in range(number)]))

    with assert_questions(6):
        page(client, upload)


# Making drafts


def test_good_rows_become_drafts_of_the_company_and_the_others_are_named(client, employer, acme):
    fern = make.company(employer, name="Fern")
    upload = uploaded(
        client, fern, GOOD, GOOD | {"title": ""}, GOOD | {"title": "Bare", "skills_required": ""}
    )

    running = make_drafts(client, upload)

    drafts = list(Listing.objects.order_by("pk"))
    assert running.url == reverse("upload", args=[upload.pk])
    assert [(draft.title, draft.status, draft.company.name) for draft in drafts] == [
        ("Video editor", "draft", "Fern"),
        ("Bare", "draft", "Fern"),
    ]
    assert drafts[0].posted_by == employer
    assert drafts[0].source is None
    assert problems(drafts[0]) == []
    assert drafts[0].apply_url == "https://acme.example/jobs/7"
    shown = page(client, upload)
    assert "<h1>2 drafts made</h1>" in shown
    assert f'href="{reverse("edit_listing", args=[drafts[1].pk])}">Fix 1 thing' in shown
    assert "Row 3: No title." in shown


def test_where_no_address_is_given_people_apply_here(client, acme):
    make_drafts(client, uploaded(client, acme, GOOD | {"apply_url": ""}))

    draft = Listing.objects.get()
    assert draft.takes_applications
    assert problems(draft) == []


def test_names_amounts_and_words_of_people_are_understood(client, acme):
    upload = uploaded(
        client, acme,
        GOOD | {
            "role": "Creator Video Editor", "level": "Mid", "work_mode": "Remote", "countries": "United Kingdom; IE",
            "pay_model": "Monthly retainer", "pay_min": "£1,500", "pay_max": "2.000,50", "pay_period": "per month",
            "contract": "Freelance or contract", "hours": "Part time", "currency": "gbp",
            "skills_required": "Copywriting; search engine optimization", "skills_nice": "Meta Ads", "platforms": "TikTok",
            "apply_url": "", "apply_email": "jobs@acme.example", "closes": str(timezone.localdate() + timedelta(days=20)),
        },
    )  # fmt: skip

    make_drafts(client, upload)

    draft = Listing.objects.get()
    assert problems(draft) == []
    assert (draft.role.slug, draft.work_mode, draft.contract) == (
        "creator-video-editor",
        "remote",
        "freelance",
    )
    assert (draft.pay_min, float(draft.pay_max), draft.pay_period, draft.currency) == (
        1500,
        2000.5,
        "month",
        "GBP",
    )
    assert sorted(place.country for place in draft.places.all()) == ["GB", "IE"]
    assert [skill.slug for skill in draft.required_skills] == ["copywriting", "seo"]
    assert draft.apply_email == "jobs@acme.example"
    assert draft.closes_at.date() == timezone.localdate() + timedelta(days=20)


def test_a_text_in_html_becomes_one_that_can_be_edited(client, acme):
    html = "<p>You plan <b>posts</b>.</p><ul><li>Write</li><li>Answer</li></ul><script>alert(1)</script>"
    upload = uploaded(client, acme, GOOD | {"description": html})

    make_drafts(client, upload)

    draft = Listing.objects.get()
    assert [line for line in draft.description.splitlines() if line] == [
        "You plan posts.",
        "- Write",
        "- Answer",
    ]
    assert "<li>Write</li>" in draft.description_html


def test_what_was_left_out_is_not_made(client, acme):
    upload = uploaded(client, acme, GOOD, GOOD | {"title": "Second"})
    client.post(reverse("leave_out_row", args=[upload.pk, 2]))

    make_drafts(client, upload)

    assert [listing.title for listing in Listing.objects.all()] == ["Second"]


def test_pressing_twice_makes_each_draft_once(client, acme):
    upload = uploaded(client, acme, GOOD)

    client.post(reverse("make_drafts", args=[upload.pk]))
    second = client.post(reverse("make_drafts", args=[upload.pk]), follow=True)
    make_drafts(client, upload)

    assert "Nothing was done twice." in second.content.decode()
    assert Listing.objects.count() == 1


@pytest.mark.parametrize("act", ["leave_out_row", "take_in_row", "discard_upload"])
def test_once_drafts_are_made_the_rows_stay_as_they_are(client, acme, act):
    upload = uploaded(client, acme, GOOD)
    make_drafts(client, upload)

    response = client.post(
        reverse(act, args=[upload.pk] if act == "discard_upload" else [upload.pk, 2]), follow=True
    )

    assert "Nothing was done twice." in response.content.decode()
    assert upload.rows.get().listing


def test_how_far_the_work_is_can_be_seen(client, acme):
    upload = uploaded(client, acme, GOOD, GOOD)
    client.post(reverse("make_drafts", args=[upload.pk]))

    before = page(client, upload)
    uploads.make_draft(upload_of(upload), upload.rows.first(), uploads.Understanding.present())

    assert "It starts in a moment." in before
    assert "1 of 2 rows are done." in page(client, upload)
    assert '<progress class="progress" max="2" value="1"' in page(client, upload)


def upload_of(upload: Upload) -> Upload:
    return Upload.objects.select_related("company", "by").get(pk=upload.pk)


def test_work_that_stopped_in_the_middle_goes_on_without_making_a_row_twice(client, acme):
    upload = uploaded(client, acme, *(GOOD | {"title": f"Number {number}"} for number in range(4)))
    client.post(reverse("make_drafts", args=[upload.pk]))
    understanding = uploads.Understanding.present()
    for row in upload.rows.all()[:2]:
        uploads.make_draft(upload_of(upload), row, understanding)

    for _ in range(2):
        uploads.make_drafts.call(upload.pk)

    assert sorted(listing.title for listing in Listing.objects.all()) == [f"Number {n}" for n in range(4)]
    assert upload.rows.to_make().count() == 0


def test_a_draft_whose_mark_was_lost_is_found_again(client, acme):
    upload = uploaded(client, acme, GOOD)
    make_drafts(client, upload)
    upload.rows.update(done=False, listing=None)

    uploads.make_drafts.call(upload.pk)

    assert upload.rows.get().listing == Listing.objects.get()


def test_who_left_the_company_meanwhile_makes_nothing(client, employer, acme):
    upload = uploaded(client, acme, GOOD)
    client.post(reverse("make_drafts", args=[upload.pk]))
    acme.memberships.all().delete()

    make_drafts(client, upload)

    assert not Listing.objects.exists()


def test_a_file_can_be_discarded(client, acme):
    upload = uploaded(client, acme, GOOD)

    response = client.post(reverse("discard_upload", args=[upload.pk]))

    assert response.url == reverse("uploads")
    assert not Upload.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_result_asks_the_same_number_of_questions_for_any_number_of_drafts(
    client, acme, django_assert_num_queries, number
):
    upload = uploaded(client, acme, *([GOOD | {"title": f"Number {n}"} for n in range(number)]))
    make_drafts(client, upload)

    with django_assert_num_queries(10):
        page(client, upload)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_files_asks_the_same_number_of_questions_for_any_number(
    client, acme, django_assert_num_queries, number
):
    for _ in range(number):
        uploaded(client, acme, GOOD)

    with django_assert_num_queries(5):
        client.get(reverse("uploads"))


PREPARE = """
import django; django.setup()
from django.utils import timezone
from listings import uploads
from listings.importing.files import read_sheet
from tests import make
nadia = make.user()
lines = b"".join(b"Number %d\\n" % number for number in range(6))
upload = uploads.take(make.company(nadia), "roles.csv", read_sheet(b"title\\n" + lines), by=nadia)
uploads.start(upload, by=nadia)
"""
WORK = """
import django; django.setup()
import os, signal
from listings import lifecycle, uploads
from listings.models import Upload
left, draft = {rows}, lifecycle.draft
def draft_until_killed(*args, **kwargs):
    global left
    made = draft(*args, **kwargs)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return made
lifecycle.draft = draft_until_killed
uploads.make_drafts.call(Upload.objects.get().pk)
"""
LOOK = """
import django; django.setup()
from listings.models import Listing, Upload
print(sorted(Listing.objects.values_list("title", flat=True)), Upload.objects.get().done_at is not None)
"""


def test_a_worker_killed_while_it_saves_a_draft_leaves_no_row_out_and_none_twice(environment):
    def run(code: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
        )

    run(PREPARE)
    killed = [run(WORK.format(rows=rows)).returncode for rows in (3, 1, 2)]
    done = run(WORK.format(rows=99)).returncode

    assert killed == [-signal.SIGKILL] * 3
    assert done == 0
    assert run(LOOK).stdout.strip() == f"{[f'Number {number}' for number in range(6)]} True"


# Who may


ADDRESSES = {
    "upload": "get",
    "make_drafts": "post",
    "discard_upload": "post",
    "leave_out_row": "post",
    "take_in_row": "post",
}


def address(name: str, upload: Upload) -> str:
    return reverse(name, args=[upload.pk, 2] if name.endswith("_row") else [upload.pk])


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_file_of_strangers_is_no_page(client, acme, name):
    upload = uploaded(client, acme, GOOD)
    rival = make.user()
    make.company(rival, name="Rival")
    client.force_login(rival)

    response = getattr(client, ADDRESSES[name])(address(name, upload))

    assert response.status_code == 404
    assert upload.rows.to_make().count() == 1
    assert "roles.csv" not in client.get(reverse("uploads")).content.decode()


@pytest.mark.parametrize("name", sorted(ADDRESSES.keys() - {"upload"}))
def test_acts_on_a_file_are_post_only(client, acme, name):
    upload = uploaded(client, acme, GOOD)

    assert client.get(address(name, upload)).status_code == 405
    assert upload.rows.to_make().count() == 1


def test_a_row_that_the_file_does_not_have_is_no_page(client, acme):
    upload = uploaded(client, acme, GOOD)

    assert client.post(reverse("leave_out_row", args=[upload.pk, 99])).status_code == 404


def test_files_are_kept_for_thirty_days_and_drafts_stay(client, acme):
    upload = uploaded(client, acme, GOOD)
    make_drafts(client, upload)
    kept = uploaded(client, acme, GOOD)
    Upload.objects.filter(pk=upload.pk).update(created_at=timezone.now() - timedelta(days=31))

    tasks.forget_old_uploads()

    assert list(Upload.objects.all()) == [kept]
    assert Listing.objects.count() == 1

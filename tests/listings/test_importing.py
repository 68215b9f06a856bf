"""Adverts from files: what is taken over, what stays unknown, what is a bad row, what happens twice."""

import csv
import gzip
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from listings.importing.adverts import place_of
from listings.importing.rows import read_rows
from listings.models import Decision, Listing
from tests import make

pytestmark = pytest.mark.django_db

ADVERT = {
    "source_id": "7",
    "title": "Social Media Manager",
    "company": "Fern",
    "description": "You plan TikTok posts.",
}
SHARED = Path(__file__).parents[3] / "shared" / "data" / "fulltext_common" / "dev" / "fulltext_dev.jsonl.gz"


def file_of(folder: Path, *rows, name: str = "board.jsonl") -> Path:
    path = folder / name
    lines = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text(lines)
    return path


def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_listings", str(path), *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_an_advert_becomes_a_live_listing_with_role_skills_and_platforms(tmp_path):
    run(file_of(tmp_path, ADVERT | {"description": "You plan TikTok posts, know SEO and write captions."}))

    listing = Listing.objects.live().get()
    assert (listing.title, listing.company.name, listing.role.slug) == (
        "Social Media Manager",
        "Fern",
        "social-media-manager",
    )
    assert {skill.slug for skill in listing.nice_skills} == {
        "seo",
        "caption-writing",
        "social-media-management",
    }
    assert [platform.slug for platform in listing.platforms.all()] == ["tiktok"]
    assert listing.source.slug == "board"


def test_what_a_source_does_not_state_stays_unknown(tmp_path):
    run(file_of(tmp_path, ADVERT))

    listing = Listing.objects.get()
    assert [listing.pay_model, listing.pay_max, listing.work_mode, listing.contract, listing.level] == [
        "",
        None,
        "",
        "",
        "",
    ]
    assert listing.required_skills == []


def test_what_a_source_states_is_taken_over(tmp_path):
    stated = {
        "location": "Leeds, United Kingdom", "employment_type": "Hybrid - Full Time", "posted": "May 1, 2026",
        "closes": "2099-12-31", "url": "http://board.example/7", "pay_model": "salary", "pay_min": 30000,
        "pay_max": 36000.5, "currency": "GBP", "pay_period": "year", "salary_text": "30 to 36 thousand",
    }  # fmt: skip

    run(file_of(tmp_path, ADVERT | stated))

    listing = Listing.objects.get()
    assert (listing.work_mode, listing.hours) == ("hybrid", "full-time")
    assert [(place.name, place.country) for place in listing.places.all()] == [("Leeds", "GB")]
    assert listing.published_at.date().isoformat() == listing.source_posted_on.isoformat() == "2026-05-01"
    assert listing.closes_at.date().isoformat() == "2099-12-31"
    assert listing.source_url == "https://board.example/7"
    assert (str(listing.pay_max), listing.pay_note) == ("36000.50", "30 to 36 thousand")


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ({"overlap_hours": 4, "overlap_zone": "London"}, (4, "London")),
        ({"overlap_hours": "4.0", "overlap_zone": "  Europe/London "}, (4, "Europe/London")),
        ({"overlap_hours": "", "overlap_zone": ""}, (None, "")),
        ({"overlap_hours": 4, "overlap_zone": "London", "work_mode": "on-site"}, (None, "")),
    ],
)
def test_hours_of_overlap_go_with_a_place_and_with_remote_work(tmp_path, stated, kept):
    run(file_of(tmp_path, ADVERT | {"work_mode": "remote", "countries": ["GB"]} | stated))

    listing = Listing.objects.get()
    assert (listing.overlap_hours, listing.overlap_zone) == kept


@pytest.mark.parametrize(
    "stated",
    [
        {"overlap_hours": 9, "overlap_zone": "London"}, {"overlap_hours": 4}, {"overlap_zone": "London"},
        {"overlap_hours": "some", "overlap_zone": "London"}, {"overlap_hours": 4, "overlap_zone": "x" * 41},
        {"overlap_hours": [4], "overlap_zone": "London"},
    ],
)  # fmt: skip
def test_half_an_overlap_refuses_the_row(tmp_path, stated):
    report = run(file_of(tmp_path, ADVERT, ADVERT | {"source_id": "8", "work_mode": "remote"} | stated))

    assert "overlap_" in report
    assert Listing.objects.count() == 1


def test_the_record_says_that_it_was_imported(tmp_path):
    run(file_of(tmp_path, ADVERT))

    decision = Decision.objects.get()
    assert (decision.act, decision.by, decision.after) == ("import", None, "live")


def test_a_second_run_takes_nothing_twice(tmp_path):
    path = file_of(tmp_path, ADVERT)

    run(path)
    again = run(path)

    assert "0 new, 0 changed, 1 unchanged" in again
    assert Listing.objects.count() == 1


def test_a_second_run_brings_changes_and_keeps_the_state(tmp_path):
    run(file_of(tmp_path, ADVERT))
    Listing.objects.update(status="closed", ended_at=timezone.now())

    again = run(file_of(tmp_path, ADVERT | {"title": "Social media lead"}))

    listing = Listing.objects.get()
    assert "1 changed" in again
    assert (listing.title, listing.status) == ("Social media lead", "closed")


def test_adverts_without_a_number_are_known_by_what_they_say(tmp_path):
    path = file_of(tmp_path, ADVERT | {"source_id": ""})

    run(path)
    run(path)

    assert Listing.objects.count() == 1


def test_bad_rows_are_told_with_number_and_reason_and_the_others_are_taken(tmp_path):
    path = file_of(
        tmp_path,
        ADVERT | {"title": " "},
        "{not json",
        '["a list"]',
        ADVERT,
        ADVERT,
        ADVERT | {"source_id": "8", "role": "plumber"},
        ADVERT | {"source_id": "9", "pay_max": "lots"},
        ADVERT | {"source_id": "10", "pay_min": 9, "pay_max": 5, "currency": "GBP", "pay_period": "year"},
        ADVERT | {"source_id": "11", "pay_max": 5},
        ADVERT | {"source_id": "12", "title": {"en": "Writer"}},
        ADVERT | {"source_id": "13", "work_mode": "sometimes"},
        ADVERT | {"source_id": "14", "work_mode": "remote", "countries": ["XX"]},
    )

    said = run(path)

    reasons = [line for line in said.splitlines() if line.startswith("Row")]
    assert reasons == [
        "Row 1: no title",
        "Row 2: not a line of JSON",
        "Row 3: not a JSON object",
        "Row 6: role is “plumber”, which we do not know",
        "Row 7: pay_max is not a number",
        "Row 8: pay_min is above pay_max",
        "Row 9: pay without a currency (three letters) or a period",
        "Row 10: title is not a text",
        "Row 11: work_mode is “sometimes”; it takes on-site, hybrid, remote",
        "Row 12: “XX” is no country code (ISO 3166, two letters)",
    ]
    assert "12 rows: 1 new, 0 changed, 0 unchanged, 1 repeat an earlier row, 10 not taken" in said


@pytest.mark.parametrize("rows", [[], ["nothing"]])
def test_a_file_of_nothing_is_a_failure(tmp_path, rows):
    with pytest.raises(CommandError, match="Nothing could be taken"):
        run(file_of(tmp_path, *rows))


def test_a_file_that_is_not_there_is_said_plainly(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path / "nowhere.csv")


def test_csv_gzip_and_columns_of_other_names_are_read(tmp_path):
    path = tmp_path / "usajobs.csv.gz"
    with gzip.open(path, "wt", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["control_number", "headline", "agency", "open_date"])
        rows.writerow(["1", "Public Affairs Specialist", "A, B and\nC", "2026-04-23"])

    run(path, "--map", "title=headline", "--map", "company=agency")

    listing = Listing.objects.get()
    assert (listing.title, listing.company.name, listing.source_key) == (
        "Public Affairs Specialist",
        "A, B and C",
        "1",
    )


def test_html_keeps_its_structure_and_loses_the_rest(tmp_path):
    html = '<div style="color:red" onclick="x()"><h1>Job</h1><p>Do <b>it</b></p><script>evil()</script><img src=t.gif></div>'

    run(file_of(tmp_path, ADVERT | {"description": html}))

    assert Listing.objects.get().description_html == "<h3>Job</h3><p>Do <b>it</b></p>"


@pytest.mark.parametrize("letters", ["\x00", "\ud800", "\x1b[31m"])
def test_letters_that_no_database_takes_are_dropped(tmp_path, letters):
    run(file_of(tmp_path, ADVERT | {"title": f"Social{letters} media manager"}))

    assert Listing.objects.get().title.startswith("Social")


def test_an_import_never_writes_into_a_company_that_has_members(tmp_path):
    real = make.company(make.user(), name="Fern")

    run(file_of(tmp_path, ADVERT))

    assert Listing.objects.get().company != real


def test_an_advert_past_its_date_is_kept_but_not_open(tmp_path):
    run(file_of(tmp_path, ADVERT | {"posted": "2024-04-23", "closes": "2024-05-20"}))

    assert Listing.objects.get().state_label == "Closing date passed"
    assert not Listing.objects.live().exists()


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ("Leeds, United Kingdom", ("Leeds", "GB")),
        ("Boulder, CO, United States", ("Boulder, CO", "US")),
        ("USA", ("", "US")),
        ("Toronto, ON", ("Toronto, ON", "")),
        ("Hồ Chí Minh", ("Hồ Chí Minh", "")),
    ],
)
def test_a_country_is_taken_only_where_it_is_named(location, place):
    assert place_of(location) == place


def test_lines_of_nothing_are_passed_over(tmp_path):
    rows = list(read_rows(file_of(tmp_path, "", json.dumps(ADVERT), "")))

    assert [row.number for row in rows] == [2]


DEAL = {
    "pieces": [{"kind": "short-video", "count": 2, "platform": "tiktok"}, {"kind": "photo-set"}], "use": "ads",
    "months": 6, "exclusive_days": 0, "whitelisting": False, "payment_days": 14, "gift": "A kettle",
}  # fmt: skip
EXTRAS = {
    "answers": {"on_camera": "no", "trial_task": "yes-paid"},
    "questions": ["Why you?", {"text": "Do you own a camera?", "kind": "yes-no"}],
    "deal": DEAL,
}


def extras_of(listing) -> tuple:
    facts = dict(listing.facts.values_list("name", "value"))
    asked = list(listing.questions.values_list("text", "kind"))
    pieces = [(piece.kind, piece.count, str(piece.platform)) for piece in listing.deal.deliverables.all()]
    return facts, asked, pieces, listing.deal.months, listing.deal.gift


def test_answers_questions_and_terms_of_a_deal_are_taken(tmp_path):
    run(file_of(tmp_path, ADVERT | EXTRAS))

    facts, asked, pieces, months, gift = extras_of(Listing.objects.get())
    assert facts == {
        "on_camera": "no", "trial_task": "yes-paid", "deal_use": "ads", "deal_term": "limited", "deal_exclusivity": "no",
        "deal_whitelisting": "no", "deal_payment": "within-14", "deal_gift": "yes",
    }  # fmt: skip
    assert asked == [("Why you?", "text"), ("Do you own a camera?", "yes-no")]
    assert pieces == [("short-video", 2, "TikTok"), ("photo-set", 1, "None")]
    assert (months, gift) == (6, "A kettle")


def test_in_csv_they_are_json(tmp_path):
    path = tmp_path / "adverts.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["title", *EXTRAS])
        writer.writerow(["Tea creator", *map(json.dumps, EXTRAS.values())])

    run(path)

    assert extras_of(Listing.objects.get())[3] == 6


def test_a_second_run_changes_only_what_is_said_otherwise(tmp_path):
    run(file_of(tmp_path, ADVERT | EXTRAS))
    again = run(file_of(tmp_path, ADVERT | EXTRAS))
    changed = run(file_of(tmp_path, ADVERT | {"answers": {"on_camera": "yes"}, "deal": DEAL | {"months": 3}}))

    facts, asked, _, months, _ = extras_of(Listing.objects.get())
    assert "1 unchanged" in again
    assert "1 changed" in changed
    assert (facts["on_camera"], "trial_task" in facts, months, len(asked)) == ("yes", False, 3, 2)


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        ({"answers": {"on_moon": "no"}}, "answers has “on_moon”; it takes on_camera, own_account"),
        ({"answers": {"on_camera": "never"}}, "answers: on_camera is “never”; it takes no, sometimes, yes"),
        ({"answers": {"on_camera": ["no"]}}, "answers: on_camera is “['no']”"),
        ({"answers": "{no"}, "answers is not JSON"),
        ({"answers": ["no"]}, "answers is not an object"),
        ({"questions": ["a", "b", "c", "d"]}, "questions has more than 3"),
        ({"questions": [""]}, "questions: a text of 1 to 200 characters is needed"),
        (
            {"questions": [{"text": "Why?", "kind": "essay"}]},
            "questions: kind is “essay”; it takes text, yes-no",
        ),
        ({"deal": {"moon": 1}}, "deal has “moon”; it takes pieces, use"),
        ({"deal": {"use": "moon"}}, "deal: use: Value 'moon' is not a valid choice."),
        ({"deal": {"months": 500}}, "deal: months: Ensure this value is less than or equal to 120."),
        ({"deal": {"kill_fee": float("inf")}}, "deal: kill_fee is neither a text nor a whole number"),
        (
            {"deal": {"months": 3, "perpetual": True}},
            "deal: Rights last for ever or for some months, not both.",
        ),
        ({"deal": {"pieces": [{"kind": "song"}]}}, "deal: a piece is “song”; it takes post, story"),
        ({"deal": {"pieces": [{"kind": "post", "count": 0}]}}, "deal: count of a piece takes 1 to 100"),
        ({"deal": {"pieces": [{"kind": "post", "platform": "moon"}]}}, "deal: a piece is for “moon”"),
        ({"deal": {"pieces": [{"kind": ["post"], "platform": ["x"]}]}}, "deal: a piece is “['post']”"),
        ({"deal": {"pieces": ["post"]}}, "deal: a piece is “None”"),
    ],
)
def test_what_is_not_known_of_them_refuses_the_row_with_a_reason(tmp_path, extra, reason):
    said = run(file_of(tmp_path, ADVERT, ADVERT | {"title": "Another one"} | extra))

    assert reason in said
    assert Listing.objects.count() == 1


def test_letters_that_no_database_takes_are_dropped_inside_of_them_too(tmp_path):
    run(file_of(tmp_path, ADVERT | {"questions": ["Why\x00 you?"], "deal": {"gift": "A\x00 kettle"}}))

    assert Listing.objects.get().questions.get().text == "Why you?"


@pytest.mark.skipif(not SHARED.exists(), reason="the large set of real adverts is not on this machine")
def test_a_thousand_real_adverts_of_all_sources_are_taken(tmp_path):
    with gzip.open(SHARED, "rt") as file:
        lines = [line.rstrip("\n") for number, line in enumerate(file) if number % 16 == 0]

    said = run(file_of(tmp_path, *lines))

    assert len(lines) > 1000
    assert Listing.objects.count() > 0.9 * len(lines)
    assert all("no title" in line for line in said.splitlines() if line.startswith("Row"))

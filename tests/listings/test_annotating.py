"""Adverts annotated: role, skills and platforms of each, with the words they were found by."""

import gzip
import json

import pytest
from django.core.management import CommandError, call_command

from listings.models import Listing

pytestmark = pytest.mark.django_db

ROWS = [
    {
        "source": "board",
        "source_id": "7",
        "title": "Paid social exec (TikTok)",
        "description": "<p>You run <b>Meta Ads</b> and know Search Engine Optimization. No SQL needed.</p>",
        "role": "data-analyst",
        "skills_required": ["php"],
    },
    {"title": "Plumber", "description": "You mend pipes."},
    {"title": ""},
]


def annotated(tmp_path, capsys, name="adverts.jsonl", rows=ROWS) -> tuple[list[dict], str]:
    file, out = tmp_path / name, tmp_path / "out.jsonl"
    text = "\n".join(map(json.dumps, rows)) + "\nbroken\n"
    file.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    call_command("annotate_adverts", file, out=out, verbosity=0)
    return [json.loads(line) for line in out.read_text().splitlines()], capsys.readouterr().out


@pytest.mark.parametrize("name", ["adverts.jsonl", "adverts.jsonl.gz"])
def test_each_advert_is_written_with_what_was_found_and_by_which_words(tmp_path, capsys, name):
    found, _ = annotated(tmp_path, capsys, name)

    assert found[0] == {
        "source": "board",
        "source_id": "7",
        "role": {"slug": "paid-social-specialist", "words": "paid social"},
        "skills": [
            {"slug": "paid-social", "words": "Paid social"},
            {"slug": "meta-ads", "words": "Meta Ads"},
            {"slug": "seo", "words": "Search Engine Optimization"},
        ],
        "platforms": [{"slug": "tiktok", "words": "TikTok"}],
    }


def test_an_advert_in_which_nothing_is_found_is_written_too(tmp_path, capsys):
    found, _ = annotated(tmp_path, capsys)

    assert [found[1][name] for name in ("source", "role", "skills", "platforms")] == ["adverts", None, [], []]
    assert found[1]["source_id"].startswith("h-")


def test_rows_that_cannot_be_read_are_told_with_their_reason_and_the_rest_goes_on(tmp_path, capsys):
    found, said = annotated(tmp_path, capsys)

    assert len(found) == 2
    assert "Row 3: no title" in said
    assert "Row 4: not a line of JSON" in said
    assert "2 of 4 rows annotated" in said


def test_nothing_is_imported(tmp_path, capsys):
    annotated(tmp_path, capsys)

    assert not Listing.objects.exists()


def test_csv_is_read_as_the_importer_reads_it(tmp_path):
    file, out = tmp_path / "adverts.csv", tmp_path / "out.jsonl"
    file.write_text("headline,body\nCopywriter,You know SEO\n")

    call_command("annotate_adverts", file, out=out, map=[("title", "headline")], verbosity=0)

    assert json.loads(out.read_text())["role"]["slug"] == "social-copywriter"


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("annotate_adverts", tmp_path / "nothing.jsonl", out=tmp_path / "out", verbosity=0)

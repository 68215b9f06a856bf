import re
from decimal import Decimal

import pytest

from listings.markdown import render_html, render_markdown
from listings.wording import mode_line, pay_line, place_line
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "£24,000 to £28,000 a year"),
        ({"pay_max": 24_000}, "£24,000 a year"),
        ({"pay_min": Decimal("12.50"), "pay_max": 15, "pay_period": "hour"}, "£12.50 to £15 an hour"),
        ({"currency": "USD", "pay_min": 1000, "pay_max": 1200}, "US$1,000 to US$1,200 a year"),
        ({"currency": "SEK", "pay_min": 3000, "pay_max": 3000, "pay_period": "piece"}, "SEK 3,000 a piece"),
        ({"pay_model": "salary-plus-commission", "pay_min": 1, "pay_max": 2, "currency": "EUR", "pay_period": "month"}, "€1 to €2 a month plus commission"),
        ({"pay_model": "gifts-only"}, "Gifts only: no money"),
        ({"pay_model": "commission-only"}, "Commission only: no fixed pay"),
        ({"pay_model": "", "pay_min": None, "pay_max": None}, "Pay not stated"),
    ],
)  # fmt: skip
def test_pay_is_an_amount_with_currency_and_period_or_plain_words(fields, words):
    assert pay_line(make.listing(**fields)) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Leeds, United Kingdom"),
        ({"work_mode": "remote", "countries": ["PL", "ES"]}, "From Poland or Spain"),
        (
            {"work_mode": "remote", "countries": ["PL", "ES", "IE", "SE", "FI"]},
            "From Poland, Spain, Ireland or 2 more",
        ),
        ({"work_mode": "remote", "worldwide": True}, "From anywhere"),
        ({"work_mode": "remote", "countries": []}, "Countries not stated"),
        ({"countries": []}, "Place not stated"),
    ],
)
def test_where_is_said_in_words(fields, words):
    assert place_line(make.listing(**fields)) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"work_mode": "hybrid", "days_on_site": 1}, "Hybrid, 1 day on site"),
        ({"work_mode": "hybrid", "days_on_site": 3}, "Hybrid, 3 days on site"),
        ({"work_mode": "hybrid"}, "Hybrid"),
        ({"work_mode": "on-site"}, "On site"),
        ({"work_mode": ""}, "Work mode not stated"),
    ],
)
def test_work_mode_is_said_in_words(fields, words):
    assert mode_line(make.listing(**fields)) == words


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,alert)",
        "![x](https://tracker.example/p.gif)",
        '<a href="https://x" onclick="alert(1)">x</a>',
        "<iframe src=https://x></iframe>",
        "<svg onload=alert(1)>",
        "<style>*{display:none}</style>",
        "<form action=https://x><input name=q></form>",
    ],
)
@pytest.mark.parametrize("render", [render_markdown, render_html])
def test_nothing_that_acts_or_loads_survives(render, evil):
    tags = re.findall(r"<(\w+)([^>]*)>", render(evil))

    assert {tag for tag, _ in tags} <= {"p", "a"}
    assert all(re.fullmatch(r'( href="https://x"| rel="[a-z ]+")*', attributes) for _, attributes in tags)


def test_links_are_marked_as_the_employers_words():
    html = render_markdown("See https://acme.example/about")

    assert (
        html
        == '<p>See <a href="https://acme.example/about" rel="nofollow ugc noopener">https://acme.example/about</a></p>\n'
    )


def test_headings_of_a_text_stay_below_those_of_the_page():
    assert render_markdown("# A\n## B\n### C") == "<h3>A</h3>\n<h3>B</h3>\n<h4>C</h4>\n"


@pytest.mark.parametrize("part", ["http://a.", "http://(", "https://*"])
def test_a_text_full_of_what_is_no_link_is_read_once(part):
    """Reading what stands before each of them once more would take minutes."""
    text = part * (200_000 // len(part))

    assert len(render_markdown(text)) >= len(text) - 1


def test_what_begins_a_link_in_a_bracket_and_ends_before_it_is_text():
    html = render_markdown("`www.x.com[me@x.orgfoo<xhttp://ftp://ftp://)")

    assert "me@x.org" in html


@pytest.mark.parametrize(
    ("text", "leads_to"),
    [
        ("(https://x.example/a_b_c)", "https://x.example/a_b_c"),
        ("*HTTP://x.example/*", "HTTP://x.example/"),
        ("[a](https://x.example) and ftp", "https://x.example"),
        ("www.example.com", "http://www.example.com"),
    ],
)
def test_what_is_a_link_stays_one(text, leads_to):
    assert f'href="{leads_to}"' in render_markdown(text)

"""Parts that know no app: the chart says in words and numbers what it draws."""

import re

import pytest
from django.template import Context, Template

pytestmark = pytest.mark.django_db


def drawn(columns: list, series: str = "Views", **more) -> str:
    names = "".join(f' {name}="{value}"' for name, value in more.items())
    template = Template('{% chart title="Seen each day" series=series columns=columns' + names + " %}")
    return template.render(Context({"columns": columns, "series": series}))


def bars(shown: str) -> list[tuple[str, ...]]:
    """(series, x, y, width, height); the keys of the series are no bars."""
    plot = shown.partition('class="chart-plot"')[2]
    return re.findall(
        r'<rect class="(series-\d)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', plot
    )


def test_the_highest_column_fills_the_chart_and_the_others_are_in_proportion():
    shown = drawn([("1 May", [4]), ("2 May", [0]), ("3 May", [8])])

    assert bars(shown) == [
        ("series-0", "1.0", "50.0", "10.0", "50.0"),
        ("series-0", "25.0", "0.0", "10.0", "100.0"),
    ]
    assert "<span>8</span>" in shown


def test_who_does_not_see_it_reads_the_sum_the_highest_and_every_number():
    shown = drawn([("1 May", [4]), ("2 May", [1200])], when="Day")

    assert 'role="img"' in shown
    assert "Views: 1,204 in all, most in 2 May (1,200)." in shown
    assert re.findall(r'<th scope="row">([^<]+)</th><td class="numbers">([^<]+)</td>', shown) == [
        ("1 May", "4"),
        ("2 May", "1200"),
    ]
    assert '<th scope="col">Day</th>' in shown


def test_three_series_share_one_scale_and_are_named():
    shown = drawn([("1 May", [10, 5, 1])], series="Views,Saves,Applications")

    assert [(series, height) for series, _, _, _, height in bars(shown)] == [
        ("series-0", "100.0"),
        ("series-1", "50.0"),
        ("series-2", "10.0"),
    ]
    assert all(f"</svg>{name}</li>" in shown for name in ["Views", "Saves", "Applications"])


@pytest.mark.parametrize("columns", [[], [("1 May", [0]), ("2 May", [0])]])
def test_nothing_counted_is_drawn_as_nothing_and_said_so(columns):
    shown = drawn(columns)

    assert bars(shown) == []
    assert "Views: none." in shown


def test_the_policy_allows_all_that_is_drawn():
    shown = drawn([("1 <b>May</b>", [4])])

    assert "style=" not in shown
    assert "<b>" not in shown

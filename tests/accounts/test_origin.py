"""A form without a token is taken from our own pages alone."""

import pytest
from django.test import RequestFactory

from accounts.origin import comes_from_here, own_path

HERE = "http://testserver"


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ({"Origin": HERE}, True),
        ({"Origin": HERE, "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "http://testserver:8000"}, False),
        ({"Origin": "http://testserver.evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": HERE, "Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({}, None),
    ],
)
def test_browsers_say_from_where_a_form_was_sent(headers, answer):
    assert comes_from_here(RequestFactory().post("/", headers=headers)) is answer


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\t//evil.example",
        "/\n//evil.example",
        "javascript:alert(1)",
        "evil",
        "",
    ],
)
def test_one_is_never_sent_to_another_site(wanted):
    assert own_path(wanted, "/listings/") == "/listings/"


def test_one_goes_back_to_where_one_was():
    assert own_path("/listings/?q=seo&page=2", "/") == "/listings/?q=seo&page=2"

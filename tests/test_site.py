"""Pages of no app, broken requests, and what happens when the database is away."""

from datetime import timedelta
from unittest import mock

import pytest
from django.db import OperationalError
from django.urls import reverse

from candidates import periods
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ["home", "about", "feeds", "safety", "accessibility", "privacy", "terms", "healthz", "robots"]
)
def test_pages_of_no_app_are_there(client, name):
    assert client.get(reverse(name)).status_code == 200


def test_the_privacy_page_says_the_numbers_that_the_clock_goes_by(client, monkeypatch):
    monkeypatch.setattr(periods, "APPLICATIONS", timedelta(days=4321))

    shown = client.get("/privacy/").content.decode()

    assert "4321 days after it ended" in shown
    for length in periods.in_days().values():
        assert f"{length} day" in shown


def test_home_counts_the_board(client):
    make.live_listing(role="social-copywriter")
    make.live_listing(role="web-developer")
    make.listing()

    shown = client.get("/").content.decode()

    assert "search 2 open listings" in shown


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/listings/x/", "/companies/nobody/", "/careers/plumbing/", "/%00/", "/%ff/"]
)
def test_what_is_not_there_says_so(client, path):
    assert client.get(path).status_code in (400, 404)


def test_trace_is_refused(client):
    assert client.trace("/").status_code == 405


@pytest.mark.parametrize("path", ["/", "/listings/", "/about/"])
def test_public_pages_are_not_written_to(client, path):
    assert client.post(path).status_code == 405


def test_a_database_that_is_away_is_said_to_be_away_for_a_moment(client):
    client.raise_request_exception = False

    with mock.patch("listings.views.board.search.search", side_effect=OperationalError("database is locked")):
        response = client.get("/listings/")

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "Wait a minute" in response.content.decode()


def test_a_fault_of_ours_shows_no_insides(client):
    client.raise_request_exception = False

    with mock.patch("listings.views.board.search.search", side_effect=ZeroDivisionError("secret words")):
        response = client.get("/listings/")

    assert response.status_code == 500
    assert "secret words" not in response.content.decode()

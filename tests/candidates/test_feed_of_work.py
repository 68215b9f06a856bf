"""The feed of new pieces: off until wanted, and never more than anybody may see."""

import json
import xml.etree.ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from candidates.files import keeping
from candidates.models import Candidate
from candidates.portfolio import addresses, pieces, publishing
from candidates.vocabulary import PARTS, Visibility
from tests import make

pytestmark = pytest.mark.django_db
FORMATS = ["atom", "rss", "json"]
PIECE = "Marker piece"


def address(handle: str = "leo-m", format: str = "json") -> str:
    return reverse("person_feed", args=[handle, format])


def person(**fields) -> Candidate:
    made = make.person(**{"handle": "leo-m", "feed_of_work": True} | fields)
    make.piece(made, title=PIECE, skills=["copywriting"], link="https://acme.example/spring")
    return made


def items(client) -> list[dict]:
    return json.loads(client.get(address()).content)["items"]


@pytest.mark.parametrize("format", FORMATS)
def test_anyone_may_follow_new_work_where_it_is_wanted(client, format):
    person()

    response = client.get(address(format=format))
    text = response.content.decode()

    assert response.status_code == 200
    assert PIECE in text
    assert "New work by Leo M. – Rolefeed" in text
    if format != "json":
        ET.fromstring(text)  # noqa: S314 - ours


def test_it_is_off_at_first(client):
    candidate = make.person(handle="leo-m")
    make.piece(candidate)

    assert not candidate.feed_of_work
    assert client.get(address()).status_code == 404
    assert "leo-m/feed." not in client.get(candidate.get_absolute_url()).content.decode()


@pytest.mark.parametrize("seen_by", [choice for choice in Visibility if choice != Visibility.PUBLIC])
def test_it_is_not_there_while_the_portfolio_is_not_for_anyone(client, seen_by):
    visibility = dict.fromkeys(PARTS, Visibility.PUBLIC) | {"pieces": seen_by}
    candidate = person(visibility=visibility)
    owner = Client()
    owner.force_login(candidate.user)
    employer = make.user()
    make.company(employer)
    client.force_login(employer)

    answers = [one.get(address()).status_code for one in (Client(), owner, client)]

    assert answers == [404, 404, 404]
    assert "leo-m/feed." not in Client().get(candidate.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"feed_of_work": False},
        {"published_at": None},
        {"delete_after": timezone.now()},
    ],
)
def test_it_goes_at_once_with_the_switch_and_the_page(client, change):
    candidate = person()
    before = client.get(address())

    Candidate.objects.filter(pk=candidate.pk).update(**change)
    after = [client.get(address(), headers=headers) for headers in ({}, {"If-None-Match": before["ETag"]})]

    assert (before.status_code, [answer.status_code for answer in after]) == (200, [404, 404])


def test_it_goes_with_an_account_that_staff_closed(client):
    candidate = person()
    candidate.user.is_active = False
    candidate.user.save()

    assert client.get(address()).status_code == 404


def test_whom_they_hide_from_gets_nothing_while_signed_in(client):
    candidate, blocked, other = person(), make.user(), make.user()
    publishing.hide_from(make.company(blocked), by=candidate.user)
    client.force_login(blocked)
    stranger = Client()
    stranger.force_login(other)

    assert client.get(address()).status_code == 404
    assert stranger.get(address()).status_code == 200


def test_no_part_but_the_portfolio_is_in_it(client):
    person(
        headline="Marker headline",
        about="Marker about",
        city="Markertown",
        country="PL",
        visibility={"pieces": "public"},
    )

    text = client.get(address(format="atom")).content.decode()

    assert PIECE in text
    assert [
        word for word in ["Marker headline", "Marker about", "Markertown", "Poland"] if word in text
    ] == []


def test_a_confidential_client_is_not_named(client):
    candidate = person()
    make.piece(candidate, title="Secret", client="Hidden Ltd", confidential=True)

    text = client.get(address()).content.decode()

    assert "Confidential client" in text
    assert "Hidden Ltd" not in text


def test_an_entry_says_what_the_page_says(client, settings):
    settings.SITE_URL = "https://rolefeed.example"
    candidate = person()
    piece = candidate.pieces.get()

    item = items(client)[0]

    assert item["title"] == PIECE
    assert item["url"] == f"https://rolefeed.example/people/leo-m/#piece-{piece.pk}"
    assert item["id"] == f"tag:rolefeed.example,{piece.added_at:%Y-%m-%d}:/pieces/{piece.pk}/"
    assert item["tags"] == ["Copywriting"]
    assert (item["date_published"], item["date_modified"]) == (
        piece.added_at.isoformat(),
        piece.changed_at.isoformat(),
    )
    for words in ["Campaign", "I cut it.", 'href="https://acme.example/spring"']:
        assert words in item["content_html"]


def test_a_picture_is_named_by_its_whole_address_and_shown_to_who_sees_the_page(client, settings):
    settings.SITE_URL = "https://rolefeed.example"
    candidate = person()
    name = keeping.put(b"a picture", "image")
    make.piece(candidate, file=name, file_kind="image", alt_text='A "poster"', file_width=2, file_height=1)

    html = items(client)[0]["content_html"]

    assert '<img src="https://rolefeed.example/pieces/' in html
    assert 'alt="A &quot;poster&quot;"' in html


def test_text_of_strangers_stays_text_and_what_xml_cannot_hold_is_taken_out(client):
    candidate = person(name="Leo <b>\x0b")
    make.piece(candidate, title="<script>\x1f", my_part="<script>alert(1)</script>\x0c")

    text = client.get(address(format="atom")).content.decode()

    assert "<script" not in text
    ET.fromstring(text)  # noqa: S314 - ours
    assert "<script>" not in items(client)[0]["content_html"]


def test_new_work_comes_first_and_order_on_the_page_does_not_count(client):
    candidate = person()
    newer = make.piece(candidate, title="Newer")

    before = items(client)
    pieces.move(newer, "up")

    assert [item["title"] for item in before] == ["Newer", PIECE]
    assert items(client) == before


def test_search_engines_are_kept_out_as_from_the_page(client):
    candidate = person()
    kept_out = client.get(address())
    Candidate.objects.filter(pk=candidate.pk).update(in_search_engines=True)

    assert kept_out["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get(address())


def test_who_has_it_already_is_told_so(client):
    person()
    first = client.get(address())

    headers = [{"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}]

    assert [client.get(address(), headers=one).status_code for one in headers] == [304, 304]
    assert first["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(("leads_on", "status"), [(True, 302), (False, 404)])
def test_an_old_address_leads_to_the_feed_only_if_they_wish(client, leads_on, status):
    candidate = person()
    addresses.choose("leo-new", by=candidate.user, leads_on=leads_on)

    response = client.get(address())

    assert response.status_code == status
    assert response.headers.get("Location") == (address("leo-new") if leads_on else None)


def test_the_switch_stands_beside_who_sees_what_and_the_page_then_names_the_feed(client):
    candidate = make.person(handle="leo-m")
    make.piece(candidate)
    client.force_login(candidate.user)
    seen = dict.fromkeys(PARTS, "public")

    client.post(reverse("profile_visibility"), seen | {"feed_of_work": "on"})
    page = Client().get(candidate.get_absolute_url()).content.decode()
    on = Client().get(address()).status_code
    client.post(reverse("profile_visibility"), seen)

    assert (
        f'type="application/atom+xml" title="New work by Leo M., Atom" href="{address(format="atom")}"'
        in page
    )
    assert (on, Client().get(address()).status_code) == (200, 404)


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_as_many_questions_for_three_pieces_as_for_one(client, django_assert_num_queries, number):
    candidate = person()
    for _ in range(number - 1):
        make.piece(candidate, skills=["copywriting"])

    with django_assert_num_queries(4):
        response = client.get(address())

    assert len(json.loads(response.content)["items"]) == number


def test_it_is_only_read(client):
    person()

    assert client.post(address()).status_code == 405

"""Feeds of a search: the same listings as on its page, in three formats that programs read without a fault."""

import json
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from candidates.alerting.finding import query_of
from employers.models import Company
from listings import feed_formats, feeds, lifecycle
from listings.models import Listing
from listings.search.few import FewListings
from listings.search.query import PER_PAGE
from listings.search.reference import SqlSearch
from roles.models import Role, Skill
from tests import make
from tests.listings.test_search import QUERIES, listings

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FORMATS = ["atom", "rss", "json"]
RANDOM = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


def feed(client, format: str = "json", query: str = ""):
    return client.get(reverse("feed", args=[format]) + query)


def items(client, query: str = "") -> list[dict]:
    return json.loads(feed(client, "json", query).content)["items"]


def titles(client, format: str, query: str = "") -> list[str]:
    content = feed(client, format, query).content
    if format == "json":
        return [item["title"] for item in json.loads(content)["items"]]
    path = {"atom": f"{ATOM}entry/{ATOM}title", "rss": "channel/item/title"}
    return [title.text for title in parsed(content).findall(path[format])]


def parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - ours


@pytest.mark.parametrize("format", FORMATS)
def test_a_feed_lists_open_listings_newest_first_and_nothing_else(client, format):
    now, acme = timezone.now(), make.company()
    make.live_listing(title="Older", company=acme, published_at=now - timedelta(days=2))
    make.live_listing(title="Newer", company=acme, published_at=now - timedelta(days=1))
    make.listing(title="Draft", company=acme)
    make.live_listing(title="Over", company=acme, closes_at=now - timedelta(seconds=1))
    make.live_listing(title="Gifted", company=acme, pay_model="gifts-only")
    make.live_listing(title="Sample", source=make.source(is_sample=True), source_key="1")

    assert titles(client, format) == ["Newer, Acme", "Older, Acme"]


@pytest.mark.parametrize("format", FORMATS)
def test_work_without_fixed_pay_is_in_it_for_who_asks(client, format):
    make.live_listing(title="Gifted", pay_model="gifts-only")

    assert titles(client, format, "?unpaid=1") == ["Gifted, Acme"]


@given(board=st.lists(listings(), max_size=8), queries=st.lists(QUERIES, min_size=3, max_size=5))
@settings(max_examples=10, **RANDOM)
def test_page_feed_and_alert_list_the_same_listings_for_the_same_search(board, queries):
    Listing.objects.all().delete()
    company = make.company()
    pks = [make.live_listing(company=company, **fields).pk for fields in board]

    for asked in queries:
        query = asked.but(sort="best", posted=None)
        on_the_page = SqlSearch().find(query).ids
        in_the_feed = [listing.pk for listing in feeds.newest(query)]
        in_alerts = FewListings(pks).matching(query_of(query.address("")[1:]))
        assert (set(on_the_page), len(on_the_page)) == (set(in_the_feed), len(in_the_feed))
        assert set(in_the_feed) == in_alerts


def test_the_board_leads_to_a_feed_that_lists_what_it_lists(client):
    make.live_listing(title="Remote", work_mode="remote")
    make.live_listing(title="On site")

    board = client.get(reverse("board") + "?mode=remote&sort=closing").content.decode()
    address = reverse("feed", args=["rss"]) + "?mode=remote"

    assert f'<a href="{address}" rel="nofollow">RSS</a>' in board
    assert (
        f'<link rel="alternate" type="application/rss+xml" title="New listings, RSS" href="{address}">'
        in board
    )
    assert titles(client, "rss", "?mode=remote") == ["Remote, Acme"]


def test_what_a_signed_in_person_hid_is_theirs_alone(client):
    listing, person = make.live_listing(), make.user()
    client.force_login(person)
    client.post(reverse("hide_listing", args=[listing.pk]))

    assert client.get(reverse("board")).context["result"].total == 0
    assert len(items(client)) == 1


def test_an_entry_says_all_that_a_reader_wants_to_know(client, settings):
    settings.SITE_URL = "https://rolefeed.example"
    company = make.company(name="Fern & Co")
    listing = make.live_listing(title="Copy <lead>", company=company, skills=["copywriting"], nice=["seo"])

    item = items(client)[0]

    assert item["title"] == "Copy <lead>, Fern & Co"
    assert item["url"] == f"https://rolefeed.example{listing.get_absolute_url()}"
    assert item["id"] == f"tag:rolefeed.example,{listing.published_at:%Y-%m-%d}:/listings/{listing.pk}/"
    assert item["authors"] == [{"name": "Fern & Co"}]
    assert item["tags"] == ["Copywriting", "SEO"]
    assert item["date_published"] == listing.published_at.isoformat()
    assert item["_rolefeed"] == {
        "company": "Fern & Co",
        "pay": "£24,000 to £28,000 a year",
        "work_mode": "On site",
        "place": "Leeds, United Kingdom",
        "closes_at": listing.closes_at.isoformat(),
    }
    for words in [
        "Fern &amp; Co",
        "Leeds",
        "On site",
        "£24,000",
        "Closes",
        "Copywriting",
        "<h3>What you will do",
    ]:
        assert words in item["content_html"]


@pytest.mark.parametrize("format", ["atom", "rss"])
def test_text_of_strangers_stays_text(client, format):
    make.live_listing(
        title="<script>alert(1)</script>", description="<script>alert(2)</script> <img src=x onerror=3>"
    )

    text = feed(client, format).content.decode()

    assert titles(client, format) == ["<script>alert(1)</script>, Acme"]
    assert "<script" not in text
    assert "<img" not in "".join(parsed(text).itertext())


@pytest.mark.parametrize("format", FORMATS)
def test_characters_that_xml_cannot_hold_are_taken_out(client, format):
    broken = "a\x0bb\x1fc\x7f\ufffd\ufffe\uffff"
    company = make.company(name=f"Acme {broken}")
    make.live_listing(title=f"Lead {broken}", company=company, description=f"Write. {broken}")

    found = titles(client, format)
    searched = titles(client, format, "?q=lead%0b%ef%bf%be")

    assert found == searched == ["Lead abc\x7f\ufffd, Acme abc\x7f\ufffd"]


def test_an_entry_keeps_its_name_when_it_changes_and_says_when_it_did(client):
    listing = make.live_listing(title="Before")
    before = items(client)[0]

    listing.write(title="After", description=make.DESCRIPTION)
    listing.save()
    after = items(client)[0]

    assert (before["title"], after["title"]) == ("Before, Acme", "After, Acme")
    assert before["id"] == after["id"]
    assert before["date_published"] == after["date_published"]
    assert before["date_modified"] < after["date_modified"]


@pytest.mark.parametrize("format", FORMATS)
def test_what_closes_leaves(client, format):
    listing = make.live_listing()
    before = titles(client, format)

    lifecycle.close(listing, by=None, outcome=Listing.Outcome.NOBODY)

    assert (len(before), titles(client, format)) == (1, [])


def test_no_more_than_the_newest_hundred_are_listed(client, monkeypatch):
    monkeypatch.setattr(feeds, "MOST", PER_PAGE + 2)
    company = make.company()
    for _ in range(PER_PAGE + 3):
        make.live_listing(company=company)

    assert len(items(client)) == PER_PAGE + 2
    assert len(items(client, "?page=2")) == PER_PAGE + 2


@pytest.mark.parametrize(
    ("format", "type"),
    [
        ("atom", "application/atom+xml; charset=utf-8"),
        ("rss", "application/rss+xml; charset=utf-8"),
        ("json", "application/feed+json; charset=utf-8"),
    ],
)
def test_each_format_has_its_type_and_knows_its_own_address_and_its_page(client, settings, format, type):
    settings.SITE_URL = "https://rolefeed.example"
    make.live_listing()

    response = feed(client, format, "?mode=on-site")
    text = response.content.decode()

    assert response["Content-Type"] == type
    assert f"https://rolefeed.example/listings/feed.{format}?mode=on-site" in text
    assert "https://rolefeed.example/listings/?mode=on-site" in text
    assert "On site – Rolefeed" in text


@pytest.mark.parametrize("format", FORMATS)
def test_who_has_it_already_is_told_so_until_something_leaves(client, format):
    listing = make.live_listing()
    address = reverse("feed", args=[format])
    first = client.get(address)
    known = [{"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}]

    again = [client.get(address, headers=headers).status_code for headers in known * 2]
    Listing.objects.filter(pk=listing.pk).update(closes_at=timezone.now())
    afterwards = client.get(address, headers=known[0])

    assert again == [304, 304, 304, 304]
    assert (afterwards.status_code, afterwards["ETag"] != first["ETag"]) == (200, True)


def test_a_feed_is_newer_when_something_left_though_nothing_in_it_changed():
    feed_formats.seen.clear()
    before = feed_formats.since("/a", b"two listings")

    assert feed_formats.since("/a", b"two listings") == before
    assert feed_formats.since("/a", b"one listing") > before


def test_a_feed_that_lists_nothing_is_the_same_for_each_who_asks(client):
    assert feed(client, "atom").content == feed(Client(), "atom").content


@pytest.mark.parametrize(
    "query", ["?category=no-such", "?pay_min=x", "?mode=%00", "?sort=up&page=-1", "?company=gone"]
)
@pytest.mark.parametrize("format", FORMATS)
def test_an_address_with_something_unknown_lists_nothing_rather_than_everything(client, format, query):
    make.live_listing()

    response = feed(client, format, query)

    assert response.status_code == 200
    assert titles(client, format, query) == (
        [] if query != "?mode=%00" else ["Social media coordinator, Acme"]
    )


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_feed_is_only_read(client, method):
    assert getattr(client, method)(reverse("feed", args=["atom"])).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_a_feed_asks_as_many_questions_for_three_listings_as_for_one(client, assert_questions, number):
    for _ in range(number):
        make.live_listing(platforms=["tiktok"])

    with assert_questions(6):
        response = feed(client)

    assert len(json.loads(response.content)["items"]) == number


def test_a_stranger_gets_the_same_from_memory_until_something_changes(client, assert_questions):
    listing = make.live_listing(title="Before")
    feed(client), feed(client)

    with assert_questions(1):
        kept = items(client)
    listing.write(title="After", description=make.DESCRIPTION)
    listing.save()

    assert (kept[0]["title"], items(client)[0]["title"]) == ("Before, Acme", "After, Acme")


def test_a_calendar_has_the_closing_dates_of_the_same_search(client):
    soon, late = timezone.now() + timedelta(days=2), timezone.now() + timedelta(days=20)
    make.live_listing(title="Late", work_mode="remote", closes_at=late)
    make.live_listing(title="Soon", work_mode="remote", closes_at=soon)
    make.live_listing(title="On site")
    make.live_listing(title="Sample", work_mode="remote", source=make.source(is_sample=True), source_key="1")

    board = client.get(reverse("board") + "?mode=remote").content.decode()
    response = client.get(reverse("closing_dates") + "?mode=remote")
    events = Calendar.from_ical(response.content).walk("VEVENT")

    assert f'<a href="{reverse("closing_dates")}?mode=remote" rel="nofollow">Closing dates</a>' in board
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert [str(event["summary"]) for event in events] == ["Closes: Soon, Acme", "Closes: Late, Acme"]
    assert [event["dtstart"].dt for event in events] == [
        soon.replace(microsecond=0),
        late.replace(microsecond=0),
    ]
    assert {str(event["class"]) for event in events} == {"PUBLIC"}
    again = client.get(reverse("closing_dates") + "?mode=remote", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("query", ["?category=no-such", "?pay_min=x"])
def test_a_calendar_with_something_unknown_is_empty(client, query):
    make.live_listing()

    response = client.get(reverse("closing_dates") + query)

    assert Calendar.from_ical(response.content).walk("VEVENT") == []


def test_pages_about_one_thing_name_its_feed_in_their_head(client):
    role = Role.objects.select_related("category").get(slug="social-media-coordinator")
    company = Company.objects.get(pk=make.live_listing().company_id)
    skill = Skill.objects.get(slug="copywriting")
    things = {"role": role, "category": role.category, "skill": skill, "company": company}

    found = {name: client.get(page_of(thing)).content.decode() for name, thing in things.items()}

    for name, thing in things.items():
        assert f'href="/listings/feed.atom?{name}={thing.slug}"' in found[name]


def page_of(thing) -> str:
    return reverse("company", args=[thing.slug]) if isinstance(thing, Company) else thing.get_absolute_url()


def test_the_page_about_feeds_is_in_the_footer_and_its_examples_work(client):
    assert f'<a href="{reverse("feeds")}">Feeds</a>' in client.get(reverse("home")).content.decode()

    page = client.get(reverse("feeds")).content.decode()
    addresses = [
        part.split('"')[0].replace("&amp;", "&") for part in page.split('href="')[1:] if "/feed." in part
    ]

    assert [client.get(address).status_code for address in addresses if "/feed." in address] == [200] * 9

"""The page of one listing and of its company: open, closed, unpaid, imported."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from listings.models import Source
from listings.states import PUBLIC, Status
from tests import make
from tests.reading import shown_titles

pytestmark = pytest.mark.django_db


def page(client, listing) -> str:
    return client.get(listing.get_absolute_url()).content.decode()


def test_pay_mode_place_and_closing_date_are_on_the_page(client):
    listing = make.live_listing(work_mode="hybrid", days_on_site=2)

    shown = page(client, listing)

    assert "£24,000 to £28,000 a year" in shown
    assert "Hybrid, 2 days on site" in shown
    assert "Leeds, United Kingdom" in shown
    assert f'href="{reverse("leave", args=[listing.pk])}?from=direct"' in shown


@pytest.mark.parametrize("words", ["", "-other-words", "-SHOUTED"])
def test_the_number_decides_and_wrong_words_lead_to_the_right_address(client, words):
    listing = make.live_listing()

    response = client.get(f"/listings/{listing.pk}{words}/")

    assert response.status_code == 301
    assert response.url == listing.get_absolute_url()


@pytest.mark.parametrize("status", sorted(set(Status) - PUBLIC))
def test_a_listing_that_is_not_public_is_no_page_for_anybody(client, status):
    member = make.user()
    now = timezone.now()
    listing = make.listing(member, status=status, published_at=now, closes_at=now + timedelta(days=9))
    client.force_login(member)

    assert client.get(listing.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("fields", "tag"),
    [
        ({"status": "closed", "ended_at": timezone.now()}, "Closed"),
        ({"status": "filled", "ended_at": timezone.now()}, "Filled"),
        ({"closes_at": timezone.now() - timedelta(days=1), "published_at": timezone.now() - timedelta(days=9)}, "Closing date passed"),
    ],
)  # fmt: skip
def test_an_ended_listing_stays_with_its_tag_and_similar_ones_but_nobody_can_apply(client, fields, tag):
    similar = make.live_listing(title="Another one")
    listing = make.live_listing(**fields)

    shown = page(client, listing)

    assert f'<span class="tag tag-warning">{tag}' in shown
    assert '<meta name="robots" content="noindex">' in shown
    assert similar.get_absolute_url() in shown
    assert "acme.example/jobs" not in shown


def test_an_ended_listing_is_gone_after_sixty_days(client):
    listing = make.live_listing(status="closed", ended_at=timezone.now() - timedelta(days=61))

    assert client.get(listing.get_absolute_url()).status_code == 410


def test_unpaid_work_never_looks_paid(client):
    listing = make.live_listing(pay_model="gifts-only", contract="creator-deal")

    shown = page(client, listing)

    assert "Gifts only: no money" in shown
    assert "This is not paid work" in shown


def test_what_an_import_does_not_state_is_said_to_be_not_stated(client):
    source = Source.objects.create(slug="board", name="The Board", credit="Public domain.")
    listing = make.live_listing(
        source=source, source_key="1", pay_model="", pay_max=None, pay_min=None, work_mode="", contract="", hours="",
        level="", skills=[], countries=[], apply_by="", apply_url="",
    )  # fmt: skip

    shown = page(client, listing)

    for words in (
        "Pay not stated",
        "Place not stated",
        "Work mode not stated",
        "Skills not stated",
        "Public domain.",
    ):
        assert words in shown


def test_scripts_in_a_text_are_words_not_scripts(client):
    evil = "<script>alert(1)</script> [click](javascript:alert(1)) <img src=x onerror=alert(1)>"
    listing = make.live_listing(title=evil[:120], description=evil, company=make.company(name=evil[:100]))

    shown = page(client, listing)

    assert "<script>alert" not in shown
    assert 'href="javascript:' not in shown
    assert "<img src=x" not in shown


def test_the_page_asks_few_questions(client, assert_questions):
    listing = make.live_listing(skills=["seo", "sql"], platforms=["x", "tiktok"])
    make.live_listing()

    address = listing.get_absolute_url()
    client.get(address)

    with assert_questions(11):
        client.get(address)


def test_the_truth_panel_answers_all_seven_questions_or_says_that_nobody_did(client):
    listing = make.live_listing(stated={"on_camera": "no", "trial_task": "yes-paid"})

    shown = page(client, listing)

    assert "<dt>Will I be on camera?</dt><dd>No</dd>" in shown
    assert "<dt>Is there a trial task?</dt><dd>Yes, paid</dd>" in shown
    assert shown.count('<dd class="quiet">Not stated</dd>') == 5


def test_questions_are_shown_before_anybody_applies(client):
    listing = make.live_listing()
    listing.questions.create(order=1, text="Do you own a camera?", kind="yes-no")
    listing.questions.create(order=2, text="Which clip are you proud of?")

    shown = page(client, listing)

    assert "Asked when you apply" in shown
    assert shown.index("Do you own a camera?") < shown.index("Which clip are you proud of?")
    assert "(yes or no)" in shown


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("London", "At least 4 hours of overlap with the working day in London."),
        ("America/Los_Angeles", "At least 4 hours of overlap with the working day in Los Angeles."),
    ],
)
def test_shared_hours_are_said_in_words(client, zone, words):
    listing = make.live_listing(work_mode="remote", overlap_hours=4, overlap_zone=zone)

    assert words in page(client, listing)


def test_every_workplace_is_named_where_there_are_several(client):
    listing = make.live_listing()
    for town in ("York", "Hull", "Bath"):
        listing.places.create(name=town, country="GB")

    shown = page(client, listing)

    assert (
        "Places: Leeds, United Kingdom; York, United Kingdom; Hull, United Kingdom; Bath, United Kingdom."
        in shown
    )


def test_the_page_says_when_the_employer_confirmed_it(client):
    listing = make.live_listing(confirmed_at=timezone.now() - timedelta(days=3))

    assert "confirmed open 3 days ago" in page(client, listing)


@pytest.mark.parametrize("number", ["0", "999999", "9" * 15, "9" * 40])
def test_numbers_of_nothing_are_no_page(client, number):
    assert client.get(f"/listings/{number}-x/").status_code == 404


def test_a_company_page_shows_its_open_listings_and_no_others(client):
    company = make.company(name="Fern & Co", about="We make and care.")
    make.live_listing(company=company, title="Open one")
    make.listing(company=company, title="Draft one")
    make.live_listing(title="Of somebody else")

    response = client.get(reverse("company", args=[company.slug]))

    assert shown_titles(response) == ["Open one"]
    assert "We make and care." in response.content.decode()


def test_a_company_page_leaves_out_what_has_no_fixed_pay_and_leads_to_it(client):
    company = make.company()
    make.live_listing(company=company, title="Paid one")
    make.live_listing(company=company, title="Gifted one", pay_model="gifts-only")

    response = client.get(reverse("company", args=[company.slug]))
    asked_for = client.get(f"/listings/?unpaid=1&company={company.slug}")

    assert shown_titles(response) == ["Paid one"]
    assert "1 listing without fixed pay" in response.content.decode()
    assert f'href="/listings/?unpaid=1&amp;company={company.slug}"' in response.content.decode()
    assert set(shown_titles(asked_for)) == {"Paid one", "Gifted one"}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_company_page_asks_the_same_number_of_questions_for_any_number_of_rows(
    client, assert_questions, rows
):
    company = make.company()
    for platform in ["tiktok", "x", "youtube"][:rows]:
        make.live_listing(company=company)
        make.live_listing(company=company, status="closed", ended_at=timezone.now())
        company.accounts.create(platform=platform, url="https://acme.example/there")

    with assert_questions(12):
        client.get(reverse("company", args=[company.slug]))

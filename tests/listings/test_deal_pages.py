"""The deal card: on a card, on a listing's page, in the preview, for staff, and beside another deal."""

import html
import re

import pytest
from django.urls import reverse

from listings.content import Content
from listings.deals import Piece, Terms
from listings.models import Listing
from roles.models import Platform
from tests import make

pytestmark = pytest.mark.django_db

COMPARE = reverse("compare_deals")
FAIR = {
    "use": "brand", "months": 6, "territory": "United Kingdom", "exclusive_days": 30, "exclusive_in": "tea and coffee",
    "whitelisting": False, "revisions": 2, "kill_fee": 50, "payment_days": 14, "disclosure": "both", "gift": "A kettle",
}  # fmt: skip
HARSH = {"use": "ads", "perpetual": True, "kill_fee": 0, "payment_days": 90}


def with_deal(listing: Listing, columns: dict | None = None, *pieces: Piece) -> Listing:
    pieces = pieces or (Piece("short-video", 2, Platform.objects.get(slug="tiktok")), Piece("photo-set"))
    Content(
        listing.title, listing.description, {}, deal=Terms(FAIR if columns is None else columns, pieces)
    ).save_links(listing)
    return Listing.objects.get(pk=listing.pk)


def deal(columns: dict | None = None, *pieces: Piece, **fields) -> Listing:
    pay = {
        "pay_model": "per-deliverable",
        "pay_min": 180,
        "pay_max": 260,
        "currency": "GBP",
        "pay_period": "piece",
    }
    if fields.get("pay_model"):
        pay = {"pay_min": None, "pay_max": None, "currency": "", "pay_period": ""}
    listing = make.live_listing(**{"title": "Tea creators", "contract": "creator-deal"} | pay | fields)
    return with_deal(listing, columns, *pieces)


def words(response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def test_a_card_says_what_is_made_and_what_a_piece_pays(client):
    deal()
    make.live_listing(title="Plain job")

    shown = words(client.get(reverse("board")))

    assert "2 short videos for TikTok and 1 set of photos as files £180 to £260 a piece" in shown
    assert shown.count("Creator deal") == 2  # the tag of one card, and the filter
    assert 'class="listing listing-deal"' in client.get(reverse("board")).content.decode()


def test_every_term_is_on_the_page(client):
    shown = words(client.get(deal().get_absolute_url()))

    for term in [
        "What you make 2 short videos for TikTok and 1 set of photos as files",
        "Where the work is used On the brand's accounts too",
        "How long it is used 6 months",
        "In which countries United Kingdom",
        "No work for rivals 30 days, tea and coffee",
        "Adverts from your account No",
        "Rounds of changes 2 rounds",
        "Paid if cancelled 50 percent of the fee",
        "Payment Within 14 days of delivery",
        "How it is labelled With the platform's label and in words",
        "Product besides A kettle",
    ]:
        assert term in shown
    assert "Know this before" not in shown


def test_what_a_deal_does_not_state_is_said_to_be_not_stated(client):
    shown = words(client.get(deal({}).get_absolute_url()))

    assert shown.count("Not stated") == 10 + 7  # terms besides the pieces, and the truth panel
    assert "Payment Not stated" in shown


def test_harsh_terms_come_first_in_plain_words(client):
    shown = words(client.get(deal(HARSH).get_absolute_url()))

    assert shown.index("The brand may use the work for ever.") < shown.index("Where the work is used")
    assert "Nothing is paid if the brand cancels." in shown
    assert "Payment comes 90 days after delivery." in shown


def test_a_listing_without_a_deal_has_no_deal_card(client):
    shown = words(client.get(make.live_listing().get_absolute_url()))

    assert "The deal" not in shown
    assert "Compare with another deal" not in shown


@pytest.mark.parametrize("who", ["employer", "staff"])
def test_the_employers_preview_and_the_review_page_show_the_same(client, who):
    member = make.user()
    listing = with_deal(make.waiting_listing(member, contract="creator-deal"), HARSH)
    client.force_login(member if who == "employer" else make.staff())
    page = reverse("preview" if who == "employer" else "admin:review_listing", args=[listing.pk])

    shown = words(client.get(page))

    assert "The brand may use the work for ever." in shown
    assert "Will I be on camera? Not stated" in shown
    assert "Compare with another deal" not in shown


def compare(client, a, b):
    return client.get(COMPARE, {"a": getattr(a, "pk", a), "b": getattr(b, "pk", b)})


def test_two_deals_are_shown_side_by_side(client):
    fair, harsh = deal(), deal(HARSH, title="Harsh one")

    shown = words(compare(client, fair, harsh))

    assert "Two deals side by side" in shown
    assert "Know this first No harsh term stated The brand may use the work for ever." in shown
    assert "Pay £180 to £260 a piece £180 to £260 a piece" in shown
    assert "How long it is used 6 months For ever" in shown
    assert "In which countries United Kingdom Not stated" in shown


def test_the_same_deal_twice_is_said_and_the_form_stays(client):
    one = deal()

    response = compare(client, one, one)

    assert "That is the same deal twice." in words(response)
    assert b'<select id="b"' in response.content
    assert b"<table" not in response.content


@pytest.mark.parametrize("junk", ["999999", "tea", "9" * 40, "-1", "<b>"])
def test_an_unknown_deal_is_said_and_the_form_stays(client, junk):
    response = compare(client, deal(), junk)

    assert f"We do not know the deal “{junk}”" in words(response) or junk == "<b>"
    assert b"<table" not in response.content
    assert b'<select id="a"' in response.content
    assert b"<b>" not in response.content


def test_what_is_not_public_or_no_deal_is_not_compared(client):
    public, draft, job = deal(), deal(status="draft", title="Secret"), make.live_listing(title="A job")

    for other in (draft, job):
        response = compare(client, public, other)
        assert f"We do not know the deal “{other.pk}”" in words(response)
        assert "Secret" not in words(response)


def test_a_closed_deal_is_compared_and_said_to_be_closed(client):
    shown = words(compare(client, deal(), deal(status="closed", title="Old one")))

    assert "Old one Acme Closed" in shown


def test_recent_paid_deals_of_the_same_kind_are_offered(client):
    mine = deal(title="Mine")
    deal(title="Another video")
    deal(None, Piece("article"), title="An article")
    deal(title="For a gift", pay_model="gifts-only")

    response = client.get(COMPARE, {"a": mine.pk})
    offered = re.findall(
        r"<option[^>]*>([^<]*), Acme</option>", response.content.decode().partition('id="b"')[2]
    )

    assert f"{COMPARE}?a={mine.pk}" in client.get(mine.get_absolute_url()).content.decode()
    assert offered == ["Another video"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_comparison_asks_the_same_number_of_questions_for_any_number_of_deals(
    client, assert_questions, rows
):
    a, b = deal(), deal(HARSH)
    for _ in range(rows):
        deal()

    with assert_questions(5):
        compare(client, a, b)


@pytest.mark.parametrize("rows", [1, 3])
def test_cards_of_deals_ask_the_same_number_of_questions_for_any_number_of_rows(
    client, assert_questions, rows
):
    for _ in range(rows):
        deal()

    with assert_questions(10):
        client.get(reverse("board"), {"contract": "creator-deal"})

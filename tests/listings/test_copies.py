"""A listing that is nearly the same as another: its writer hears it, staff see which."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from listings import copies
from listings.duplicates import sketch
from listings.models import Listing, Source
from tests import make

pytestmark = pytest.mark.django_db

WORDS = (
    "You will plan the calendar of our accounts, write the posts for it, answer the comments that people leave there and "
    "tell the team every Friday what was read, what was shared and what nobody cared about at all."
)
OTHERS = "Nearly the same text as a listing of another company"


def posted(company, *, days: int = 0, **fields) -> Listing:
    at = timezone.now() - timedelta(days=days)
    dates = {"published_at": at, "confirmed_at": at, "closes_at": at + timedelta(days=30)}
    listing = make.live_listing(company=company, **{"description": WORDS} | dates | fields)
    sketch(listing)
    return listing


def written(company, **fields) -> Listing:
    return make.listing(company=company, **{"description": WORDS.replace("Friday", "Monday")} | fields)


def said(listing: Listing) -> list[str]:
    return [hint.message for hint in copies.hints(listing)]


@pytest.fixture
def acme(db):
    return make.company(name="Acme")


@pytest.mark.parametrize(
    ("days", "fields", "instead"),
    [
        (20, {}, "Renew that one instead"),
        (2, {}, "Change that one instead"),
        (50, {"closes_at": timezone.now() + timedelta(days=3)}, "Renew that one instead"),
        (10, {"status": "filled", "ended_at": timezone.now()}, "Say what is new"),
    ],
)
def test_a_copy_of_ones_own_listing_leads_to_that_one(acme, days, fields, instead):
    first = posted(acme, days=days, **fields)
    day = timezone.localtime(first.published_at)

    [hint] = copies.hints(written(acme))

    assert hint.message == (f"This is nearly the same as your listing of {day.day} {day:%B}. {instead}")
    assert (hint.page, hint.field, hint.hard) == (first.get_absolute_url(), "title", False)


def test_the_day_is_written_as_people_say_it(acme):
    posted(
        acme, published_at=datetime(2026, 5, 3, 12, tzinfo=UTC), closes_at=timezone.now() + timedelta(days=5)
    )

    assert said(written(acme)) == ["This is nearly the same as your listing of 3 May. Renew that one instead"]


@pytest.mark.parametrize(
    "fields",
    [
        {"days": 40},  # long closed
        {"title": "Forklift driver"},
        {"description": "Quite another text about quite another kind of work that shares nothing. " * 3},
        {"countries": ["FR"], "work_mode": "remote"},
        {"status": "draft", "published_at": None, "closes_at": None, "confirmed_at": None},
    ],
)
def test_other_listings_of_ones_own_are_no_copies(acme, fields):
    posted(acme, **fields)

    assert said(written(acme)) == []


def test_a_text_of_another_company_is_told_in_neutral_words(acme):
    theirs = posted(make.company(name="Fern"), title="Something else")

    [hint] = copies.hints(written(acme))

    assert (hint.message, hint.hard, hint.page) == (OTHERS, False, "")
    assert theirs.title not in hint.message + hint.reason + hint.words


def test_drafts_and_imports_of_others_are_nobodys_business(acme):
    fern = make.company(name="Fern")
    posted(fern, status="draft", published_at=None, closes_at=None, confirmed_at=None)
    posted(fern, source=Source.objects.create(slug="x", name="X"), source_key="1")

    assert said(written(acme)) == []


def test_a_listing_is_no_copy_of_itself(acme):
    assert said(posted(acme)) == []


def test_it_is_told_before_anything_is_saved(acme):
    posted(make.company(name="Fern"))
    typed = Listing(pk=0, company=acme)
    typed.write(title="Social media coordinator", description=WORDS)

    assert said(typed) == [OTHERS]


def test_the_preview_says_it_with_a_link_and_stops_nothing(client):
    nadia = make.user()
    client.force_login(nadia)
    first = posted(make.company(nadia), days=20)
    copy = written(first.company)

    shown = client.get(reverse("preview", args=[copy.pk])).content.decode()

    assert f'<a href="{first.get_absolute_url()}">This is nearly the same as your listing of' in shown
    assert "Send for review" in shown


def test_staff_see_every_near_listing_whatever_its_state(client, acme):
    client.force_login(make.staff())
    fern = make.company(name="Fern & Co")
    theirs = posted(
        fern, status="rejected", title="Editor", published_at=None, closes_at=None, confirmed_at=None
    )
    waiting = make.waiting_listing(company=acme, description=WORDS)

    shown = client.get(reverse("admin:review_listing", args=[waiting.pk])).content.decode()

    assert (
        f'<a href="{reverse("admin:review_listing", args=[theirs.pk])}">Editor</a>, Fern &amp; Co, not published'
        in shown
    )


@pytest.mark.parametrize("many", [1, 3])
def test_copies_are_looked_for_in_the_same_number_of_questions(acme, django_assert_num_queries, many):
    for number in range(many):
        posted(make.company(name=f"Fern {number}"))
    listing = Listing.objects.for_page().get(pk=written(acme).pk)

    with django_assert_num_queries(3):
        said(listing)

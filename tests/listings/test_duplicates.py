"""Nearly the same words are found however they were edited, and nobody hides a repost behind a new address."""

import random
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from employers.text import searchable
from listings import lifecycle
from listings.content import Content
from listings.duplicates import reposts_of, sketch
from listings.models import Listing, Sketch
from listings.sketches import BANDS, pieces_of
from tests import make

pytestmark = pytest.mark.django_db

MARCH, MAY = datetime(2026, 3, 9, tzinfo=UTC), datetime(2026, 5, 4, tzinfo=UTC)
VOCABULARY = [f"word{number}" for number in range(4000)]


def text(seed: int, words: int = 200) -> list[str]:
    return random.Random(seed).choices(VOCABULARY, k=words)


def edited(words: list[str], share: float, seed: int) -> list[str]:
    """So many of the words taken out, put in or replaced."""
    chance, found = random.Random(seed), []
    for word in words:
        lot = chance.random() / share
        if lot > 1 / 3:
            found.append(chance.choice(VOCABULARY) if lot < 2 / 3 else word)
        if 2 / 3 <= lot < 1:
            found.append(chance.choice(VOCABULARY))
    return found


def sketched(**fields) -> Listing:
    listing = make.listing(**fields)
    sketch(listing)
    return listing


def found(share: float, many: int = 60) -> float:
    """Of so many edited copies, how many share a piece with their original, and how many others come along."""
    originals = [set(pieces_of(searchable(" ".join(text(seed))))) for seed in range(many)]
    copies = [pieces_of(searchable(" ".join(edited(text(seed), share, seed)))) for seed in range(many)]
    strangers = sum(bool(a & set(b)) for i, a in enumerate(originals) for j, b in enumerate(copies) if i != j)
    assert strangers <= many * many / 1000
    return sum(bool(a & set(b)) for a, b in zip(originals, copies, strict=True)) / many


@pytest.mark.parametrize(("share", "least"), [(0.02, 1.0), (0.05, 0.98), (0.1, 0.9)])
def test_an_edited_copy_is_met_and_strangers_are_not(share, least):
    assert found(share) >= least


def test_near_finds_the_copy_and_leaves_the_stranger(vocabulary):
    words = text(1)
    copy = sketched(description=" ".join(edited(words, 0.05, 1)))
    sketched(description=" ".join(text(2)))
    listing = sketched(description=" ".join(words))

    assert list(Listing.objects.near(listing)) == [copy]


def test_near_is_asked_before_anything_is_saved():
    copy = sketched(title="Writer", description=" ".join(text(1)))
    typed = Listing()
    typed.write(title="Writer", description=" ".join(text(1)))

    assert list(Listing.objects.near(typed)) == [copy]


def test_texts_of_a_few_words_have_no_copies():
    listing = sketched(description="Write posts.")
    sketched(description="Write posts.")

    assert list(Listing.objects.near(listing)) == []
    assert not Sketch.objects.exists()


def test_what_is_written_and_what_is_imported_gets_its_fingerprint(employer):
    listing = make.listing(employer, description=" ".join(text(1)))
    content = Content.of(listing)
    lifecycle.revise(listing, content, by=employer)
    first = set(Sketch.objects.pieces())

    content.description = " ".join(text(2))
    lifecycle.revise(listing, content, by=employer)

    assert len(first) == BANDS
    assert set(Sketch.objects.pieces()) == set(pieces_of(Listing.objects.get().words)) != first


def test_listings_of_before_get_theirs_by_a_command():
    listing = make.listing(description=" ".join(text(1)))
    make.listing(description="Short.")

    for _ in range(2):
        call_command("sketch_listings", stdout=StringIO())

    assert list(Sketch.objects.of([listing]).pieces()) == pieces_of(listing.words)
    assert Sketch.objects.count() == BANDS


# Posted more than once


@pytest.fixture
def employer():
    return make.user("nadia@example.com")


@pytest.fixture
def acme(employer):
    return make.company(employer)


def posted(acme, moment, **fields) -> Listing:
    fields = {"title": "Writer", "description": " ".join(text(1)), "status": "closed"} | fields
    return sketched(company=acme, published_at=moment, closes_at=timezone.now(), **fields)


def open_now(acme, **fields) -> Listing:
    listing = make.confirmed_listing(company=acme, title="Writer", description=" ".join(text(1)), **fields)
    sketch(listing)
    return listing


def test_a_repost_says_how_often_and_since_when_on_its_page_and_its_card(client, acme):
    posted(acme, MARCH)
    posted(acme, MAY, title="Writer (Leeds)", description=" ".join(edited(text(1), 0.05, 3)))
    listing = open_now(acme)

    page = client.get(listing.get_absolute_url()).content.decode()
    board = client.get(reverse("board")).content.decode()

    assert "Posted 3 times since March 2026" in page
    assert board.count("Posted 3 times since March 2026") == 1


@pytest.mark.parametrize(
    "other",
    [
        {"description": " ".join(text(9))},
        {"title": "Bookkeeper"},
        {"countries": ["PL"]},
        {"published_at": None, "status": "draft", "closes_at": None},
        {"company": None},
        {"source": "import"},
    ],
    ids=["another text", "another job", "another place", "never published", "another company", "imported"],
)
def test_what_is_no_repost_is_not_called_one(acme, other):
    if "company" in other:
        other = {"company": make.company(make.user(), name="Fern")}
    if "source" in other:
        other = {"source": make.source(), "source_key": "7"}
    fields = {"title": "Writer", "description": " ".join(text(1)), "status": "closed", "company": acme}
    sketched(**fields | {"published_at": MARCH, "closes_at": MAY} | other)
    listing = open_now(acme)

    assert reposts_of([listing]) == {}


def test_renewing_and_saving_again_make_no_new_day(employer, acme, time_machine):
    time_machine.move_to(MARCH, tick=False)
    listing = open_now(acme, published_at=MARCH, closes_at=datetime(2026, 3, 15, tzinfo=UTC))

    lifecycle.renew(listing, by=employer, seen=0)
    lifecycle.pause(listing, by=employer)
    lifecycle.resume(listing, by=employer)
    lifecycle.revise(listing, Content.of(Listing.objects.get()), by=employer)

    assert Listing.objects.get().published_at == MARCH
    assert reposts_of([listing]) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_reposts_are_found_in_two_questions(acme, django_assert_num_queries, number):
    posted(acme, MARCH)
    listings = [open_now(acme) for _ in range(number)]
    listings = list(Listing.objects.live().for_cards())

    with django_assert_num_queries(2):
        assert len(reposts_of(listings)) == number


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_asks_two_questions_more_where_employers_post_here(client, acme, assert_questions, rows):
    for number in range(rows):
        open_now(acme, level=["entry", "mid", "senior"][number], countries=[["GB", "PL", "US"][number]])

    with assert_questions(9):
        client.get(reverse("board"))

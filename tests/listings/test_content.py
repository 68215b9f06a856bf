"""What a listing says beyond its columns: answers, questions and the terms of a deal come back as they were written."""

import pytest

from listings.content import Content
from listings.deals import Piece, Terms, harsh_terms
from listings.vocabulary import fact_names
from roles.models import Platform
from tests import make

pytestmark = pytest.mark.django_db

HARSH = {
    "use": "ads", "perpetual": True, "exclusive_days": 180, "whitelisting": True, "revisions": 5, "kill_fee": 0,
    "payment_days": 90, "disclosure": "both", "gift": "A tripod",
}  # fmt: skip


def save(listing, **content) -> dict[str, str]:
    Content(listing.title, listing.description, {}, **content).save_links(listing)
    return dict(listing.facts.values_list("name", "value"))


def test_answers_questions_and_terms_come_back_as_they_were_written():
    listing = make.listing()
    tiktok = Platform.objects.get(slug="tiktok")

    facts = save(
        listing,
        answers={"on_camera": "sometimes", "own_account": ""},
        questions=[("How many clips a week?", "text"), ("Do you own a camera?", "yes-no")],
        deal=Terms({"use": "creator", "months": 3, "payment_days": 30}, [Piece("short-video", 2, tiktok)]),
    )

    assert facts == {
        "on_camera": "sometimes",
        "deal_use": "creator",
        "deal_term": "limited",
        "deal_payment": "within-30",
    }
    assert [(question.text, question.kind) for question in listing.questions.all()] == [
        ("How many clips a week?", "text"),
        ("Do you own a camera?", "yes-no"),
    ]
    assert [(piece.kind, piece.count, piece.platform) for piece in listing.deal.deliverables.all()] == [
        ("short-video", 2, tiktok)
    ]


def test_what_is_not_said_stays_and_what_is_emptied_goes():
    listing = make.listing()
    save(listing, answers={"on_camera": "no"}, questions=[("Why?", "text")], deal=Terms({"months": 3}))

    kept = save(listing)
    emptied = save(listing, answers={}, questions=[], deal=Terms({"months": None}))

    assert kept == {"on_camera": "no", "deal_term": "limited"}
    assert emptied == {}
    assert not listing.questions.exists()


def test_every_fact_that_a_deal_can_state_has_words():
    listing = make.listing()

    facts = save(listing, answers={}, deal=Terms(HARSH))

    assert all(value in fact_names()[name][1] for name, value in facts.items())
    assert len(facts) == 9


def test_harsh_terms_are_said_in_plain_words():
    listing = make.listing()
    save(listing, answers={}, deal=Terms(HARSH))

    said = list(harsh_terms(listing.deal))

    assert said[0] == "The brand may use the work for ever. There is no end date."
    assert len(said) == 6


def test_fair_terms_are_not_flagged():
    listing = make.listing()
    fair = {
        "use": "creator",
        "months": 6,
        "revisions": 2,
        "kill_fee": 50,
        "payment_days": 30,
        "exclusive_days": 0,
    }
    save(listing, answers={}, deal=Terms(fair))

    assert list(harsh_terms(listing.deal)) == []

import json

import pytest

from listings import vocabulary
from listings.states import MOVES, Status
from listings.vocabulary import VOCAB

WORDS = json.loads(VOCAB.read_text())


@pytest.mark.parametrize(
    ("choices", "name"),
    [
        (vocabulary.WorkMode, "work_modes"),
        (vocabulary.Contract, "contract_types"),
        (vocabulary.Hours, "hours"),
        (vocabulary.Level, "levels"),
        (vocabulary.PayModel, "pay_models"),
    ],
)
def test_the_code_and_the_vocabulary_have_the_same_words(choices, name):
    assert choices.choices == [(row["slug"], row["label"]) for row in WORDS[name]]


def test_pay_models_that_are_not_pay_are_those_of_the_vocabulary():
    unpaid = [row["slug"] for row in WORDS["pay_models"] if not row["paid"]]

    assert unpaid == vocabulary.NOT_PAID


def test_every_paid_model_has_a_period():
    paid = {row["slug"] for row in WORDS["pay_models"] if row["paid"]}

    assert paid == set(vocabulary.PERIODS_OF)


def test_states_and_moves_are_those_of_the_vocabulary_without_the_clock():
    """ "expired" is no state: the clock decides it."""
    states = {row["slug"]: row for row in WORDS["listing_states"] if row["slug"] != "expired"}

    assert {status.value: status.label for status in Status} == {s: row["label"] for s, row in states.items()}
    assert {s.value: {t.value for t in to} for s, to in MOVES.items()} == {
        slug: set(row["to"]) - {"expired"} for slug, row in states.items()
    }


def test_reasons_are_those_of_the_vocabulary():
    assert list(vocabulary.decision_reasons()) == [row["slug"] for row in WORDS["decision_reasons"]]

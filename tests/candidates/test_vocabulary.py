"""The words of profiles and applications are those of the project's own list of words, listings/data/vocab.json."""

import json

from candidates.states import EMPLOYERS, MOVES, Stage
from candidates.vocabulary import PieceKind, Visibility
from listings.vocabulary import VOCAB

WORDS = json.loads(VOCAB.read_text())
# What is thrown away leaves no row behind, so there is no such state.
GONE = "deleted"
STATES = [state for state in WORDS["application_states"] if state["slug"] != GONE]


def test_an_application_has_the_states_of_the_list_in_its_order_and_words():
    assert Stage.choices == [(state["slug"], state["candidate"]) for state in STATES]
    assert {state["slug"]: state["employer"] for state in STATES if state["employer"]} == EMPLOYERS


def test_an_application_moves_as_the_list_allows():
    assert {state["slug"]: set(state["to"]) - {GONE} for state in STATES} == MOVES


def test_pieces_of_a_portfolio_are_of_the_kinds_of_the_list():
    assert PieceKind.choices == [(kind["slug"], kind["label"]) for kind in WORDS["portfolio_types"]]


def test_a_part_of_a_profile_is_shown_to_those_of_the_list_in_the_words_of_the_glossary():
    """Which says "proved" and "hide from" where the list says "checked" and "block"."""
    said = [
        (one["slug"], one["label"].replace("checked", "proved").replace("I block", "I hide from"))
        for one in WORDS["profile_visibility"]
    ]

    assert Visibility.choices == said

"""What people ask before they apply, answered first (the truth panel), and what the employer asks them."""

import re
from collections.abc import Iterator

from django import forms

from listings.models import Listing
from listings.vocabulary import QuestionKind, truth_questions

MOST_QUESTIONS = 3
EARNED_BEFORE = re.compile(
    r"(?:current|last|previous|present|past)\s+(?:salary|pay|wage)|salary\s+history|(?:do|did|have)\s+you\s+earn",
    re.IGNORECASE,
)


def truth_fields() -> dict[str, forms.ChoiceField]:
    return {
        f"truth_{name}": forms.ChoiceField(
            label=question.label,
            choices=[("", "Not stated"), *((value, sentence(words)) for value, words in question.answers.items())],
            required=False,
            widget=forms.RadioSelect,
        )
        for name, question in truth_questions().items()
    }  # fmt: skip


def sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def answers_of(data: dict) -> dict[str, str]:
    return {name: data.get(f"truth_{name}", "") for name in truth_questions()}


def answers_initial(listing: Listing) -> dict[str, str]:
    stated = {fact.name: fact.value for fact in listing.facts.all()}
    return {f"truth_{name}": stated.get(name, "") for name in truth_questions()}


def question_fields() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for number in range(1, MOST_QUESTIONS + 1):
        fields[f"question_{number}"] = forms.CharField(
            label=f"Question {number}", required=False, max_length=200, validators=[ask_nothing_about_old_pay]
        )
        fields[f"question_{number}_kind"] = forms.ChoiceField(
            label=f"Answer to question {number}", required=False, choices=QuestionKind
        )
    return fields


def ask_nothing_about_old_pay(text: str) -> None:
    if EARNED_BEFORE.search(text):
        raise forms.ValidationError("Do not ask what people earn or earned. Your listing states the pay")


def questions_of(data: dict) -> list[tuple[str, str]]:
    return list(asked(data))


def asked(data: dict) -> Iterator[tuple[str, str]]:
    for number in range(1, MOST_QUESTIONS + 1):
        if text := data.get(f"question_{number}"):
            yield text, data.get(f"question_{number}_kind") or QuestionKind.TEXT


def questions_initial(listing: Listing) -> dict[str, str]:
    return {
        name: value
        for number, question in enumerate(listing.questions.all(), 1)
        for name, value in ((f"question_{number}", question.text), (f"question_{number}_kind", question.kind))
    }

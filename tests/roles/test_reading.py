"""Every guide is easy to read: grade 7 at most by Flesch and Kincaid, and no sentence over 25 words."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from roles.guide_texts import all_texts, prose
from roles.models import Category, Role
from roles.reading import measure, sentences, syllables, too_long, words

SAID = {
    1: "the make makes used asked watched plans leads through league house codes shares queue 2026 paid times films",
    2: "pages watches needed people question always purpose sometimes someone homepage careful lifetime safely table "
    "client being going trying listing website freelance posted report language every",
    3: "video media customer idea area services manager audience editing creator companies radio everyone usual "
    "beginner somebody moderate specialist",
    4: "community usually activity information moderator operator material experience accessible society television",
    5: "university communication creativity organisation",
}


@pytest.mark.parametrize(
    ("number", "word"), [(number, word) for number in SAID for word in SAID[number].split()]
)
def test_syllables_are_counted_as_a_person_says_them(number, word):
    assert syllables(word) == number


def test_a_text_falls_into_sentences_and_words():
    text = "Ask first. Was it paid? “Yes”, 1,512 times (e-mails aside). Don't stop"

    assert sentences(text) == [
        "Ask first.",
        "Was it paid?",
        "“Yes”, 1,512 times (e-mails aside).",
        "Don't stop",
    ]
    assert words(text)[-7:] == ["1,512", "times", "e", "mails", "aside", "Don't", "stop"]


def test_the_grade_is_that_of_flesch_and_kincaid():
    found = measure(["The cat sat on the mat.", "The community answers."])

    assert (found.sentences, found.words, found.syllables) == (2, 9, 13)
    assert round(found.grade, 2) == round(0.39 * 4.5 + 11.8 * 13 / 9 - 15.59, 2)


def test_a_sentence_of_twenty_six_words_is_too_long():
    assert too_long("word " * 26 + "end. Short one.") == [("word " * 26 + "end.").strip()]
    assert too_long("word " * 25) == []


def test_the_sentences_of_a_template_are_read_and_its_labels_are_not():
    source = """<h2>Open now</h2><p>{{ n }} listing{{ n|pluralize }} ask <a href="/x/">for it</a> today.</p>
    {% if x %}<p>Nothing was found today.{% else %}Try another word for it.</p>{% endif %}{# No comment at all. #}"""

    assert prose(source) == [
        "it listing ask for it today.",
        "Nothing was found today.",
        "Try another word for it.",
    ]


@pytest.mark.django_db
def test_every_kind_of_guide_text_is_read():
    groups = {text.group for text in all_texts()}

    assert groups == {"categories", "roles", "skills", "platforms", "practice", "pages"}
    assert {"listings/_open.html", "listings/_pay_spread.html"} <= {text.page for text in all_texts()}


@pytest.mark.django_db
def test_the_guides_pass():
    out = StringIO()

    call_command("check_reading", stdout=out)

    assert "all        grade" in out.getvalue()


def what_fails() -> str:
    out = StringIO()
    with pytest.raises(CommandError, match="1 too hard to read"):
        call_command("check_reading", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_sentence_that_is_too_long_fails():
    Category.objects.filter(slug="misc").update(caution="So " * 26 + "long.")

    assert "too long   misc: caution: So So" in what_fails()


@pytest.mark.django_db
def test_a_text_that_is_hard_by_itself_fails():
    Category.objects.filter(slug="misc").update(pay="Remuneration " * 9 + "varies.")

    assert "hard text  misc: pay: grade" in what_fails()


@pytest.mark.django_db
def test_one_hard_guide_fails_however_easy_the_others_are():
    Role.objects.filter(slug="podcast-producer").update(week=["Remuneration varies considerably."] * 20)

    assert "hard page  podcast-producer: grade" in what_fails()

"""What a row says of the truth panel, of questions and of a deal. In CSV such a cell holds JSON."""

import json
from typing import Any

from django.core.exceptions import ValidationError

from listings.content import Content
from listings.deals import Piece, Terms
from listings.importing.rows import BadRow, Faults, tidy
from listings.models import Deal, Question
from listings.vocabulary import DeliverableKind, QuestionKind, truth_questions
from roles.models import Platform

MOST_QUESTIONS, MOST_PIECES, MOST_OF_A_PIECE = 3, 20, 100
LONGEST_QUESTION = Question._meta.get_field("text").max_length
NAMES = [column.name for column in Deal._meta.concrete_fields if column.name not in ("id", "listing")]


def with_extras(
    content: Content, row: dict[str, Any], platforms: dict[str, Platform], faults: Faults
) -> Content:
    content.answers = faults.of(answers, row)
    content.questions, content.deal = faults.of(questions, row), faults.of(deal, row, platforms)
    return content


def structured(row: dict[str, Any], name: str, kind: type) -> Any:
    """A value of JSON, or None if there is none."""
    value = row.get(name)
    if isinstance(value, str) and value:
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            raise BadRow(f"{name} is not JSON") from None
    if value in (None, ""):
        return None
    if not isinstance(value, kind):
        raise BadRow(f"{name} is not {'an object' if kind is dict else 'a list'}")
    return value


def answers(row: dict[str, Any]) -> dict[str, str] | None:
    stated = structured(row, "answers", dict)
    for name, value in (stated or {}).items():
        if name not in truth_questions():
            raise BadRow(f"answers has “{name[:40]}”; it takes {', '.join(truth_questions())}")
        known = truth_questions()[name].answers
        if str(value) not in known:
            raise BadRow(f"answers: {name} is “{str(value)[:40]}”; it takes {', '.join(known)}")
    return stated


def questions(row: dict[str, Any]) -> list[tuple[str, str]] | None:
    """Texts, or objects of `text` and `kind`."""
    stated = structured(row, "questions", list)
    if stated is None:
        return None
    if len(stated) > MOST_QUESTIONS:
        raise BadRow(f"questions has more than {MOST_QUESTIONS}")
    return [question(asked if isinstance(asked, dict) else {"text": asked}) for asked in stated]


def question(asked: dict[str, Any]) -> tuple[str, str]:
    text, kind = tidy(asked.get("text")), asked.get("kind", QuestionKind.TEXT)
    if not isinstance(text, str) or not 0 < len(text) <= LONGEST_QUESTION:
        raise BadRow(f"questions: a text of 1 to {LONGEST_QUESTION} characters is needed")
    if kind not in QuestionKind.values:
        raise BadRow(f"questions: kind is “{str(kind)[:40]}”; it takes {', '.join(QuestionKind.values)}")
    return text, kind


def deal(row: dict[str, Any], platforms: dict[str, Platform]) -> Terms | None:
    stated = structured(row, "deal", dict)
    if stated is None:
        return None
    columns = {name: tidy(value) for name, value in stated.items() if name != "pieces"}
    if unknown := set(columns) - set(NAMES):
        raise BadRow(f"deal has “{min(unknown)[:40]}”; it takes pieces, {', '.join(NAMES)}")
    made = checked(columns)
    pieces = stated.get("pieces") or []
    if not isinstance(pieces, list) or len(pieces) > MOST_PIECES:
        raise BadRow(f"deal: pieces is a list of at most {MOST_PIECES}")
    return Terms(
        {name: getattr(made, name) for name in columns}, [piece_of(one, platforms) for one in pieces]
    )


def checked(columns: dict[str, Any]) -> Deal:
    for name, value in columns.items():
        if not isinstance(value, str | int | None):
            raise BadRow(f"deal: {name} is neither a text nor a whole number")
    made = Deal(**columns)
    try:
        made.full_clean(exclude=["listing"], validate_unique=False)
    except ValidationError as error:
        raise BadRow(f"deal: {said(error)}") from None
    return made


def said(error: ValidationError) -> str:
    """The first thing that is wrong, with the name of its column."""
    name, messages = next(iter(error.message_dict.items()))
    return messages[0] if name == "__all__" else f"{name}: {messages[0]}"


def piece_of(stated: Any, platforms: dict[str, Platform]) -> Piece:
    stated = stated if isinstance(stated, dict) else {}
    kind, count, slug = stated.get("kind"), stated.get("count", 1), str(stated.get("platform") or "")
    if kind not in DeliverableKind.values:
        raise BadRow(f"deal: a piece is “{str(kind)[:40]}”; it takes {', '.join(DeliverableKind.values)}")
    if type(count) is not int or not 1 <= count <= MOST_OF_A_PIECE:
        raise BadRow(f"deal: count of a piece takes 1 to {MOST_OF_A_PIECE}")
    if slug and slug not in platforms:
        raise BadRow(f"deal: a piece is for “{slug[:40]}”, which we do not know")
    return Piece(kind, count, platforms.get(slug))

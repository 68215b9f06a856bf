"""Moving applications, one or many, and noting what colleagues think."""

from collections.abc import Iterable, Mapping

from candidates import moving
from candidates.models import Application, Note
from candidates.states import Stage, WrongStage

Moved = tuple[list[Application], list[Application]]

# An employer may write down what somebody said to an offer, but nobody withdraws for another.
OF_CANDIDATES = {Stage.WITHDRAWN, Stage.SENT, Stage.DRAFT}
REASONS = {
    "others-closer": "Others have more of the skills that the listing asks for",
    "experience": "Others have done this kind of work for longer",
    "portfolio": "The work shown is of another kind than this job needs",
    "place": "The place, country or hours do not fit",
    "role-changed": "The job changed, or is not filled after all",
    "filled": "Somebody else got the job",
    "other": "Another reason",
}


def move(
    application: Application, stage: Stage, *, by, seen: str = "", message: str = "", reason: str = ""
) -> Application:
    """`seen` is the stage that the person looked at: of two colleagues the second is told that somebody was faster."""
    with moving.held(application) as now:
        if stage in OF_CANDIDATES or (seen and now.stage != seen):
            raise WrongStage(Stage(now.stage))
        moving.move(now, stage, by=by, message=message, reason=reason)
    return now


def shortlist(applications: Iterable[Application], *, by, seen: Mapping[int, str]) -> Moved:
    return each(applications, Stage.SHORTLISTED, by=by, seen=seen)


def not_selected(
    applications: Iterable[Application],
    *,
    by,
    message: str,
    reason: str,
    seen: Mapping[int, str] | None = None,
) -> Moved:
    said = {"message": message.strip(), "reason": reason}
    return each(applications, Stage.NOT_SELECTED, by=by, seen=seen or {}, **said)


def each(
    applications: Iterable[Application], stage: Stage, *, by, seen: Mapping[int, str], **said: str
) -> Moved:
    """(moved, left): those whom somebody moved meanwhile, or who cannot go there, are left as they are."""
    moved, left = [], []
    for application in applications:
        try:
            move(application, stage, by=by, seen=seen.get(application.pk, ""), **said)
            moved.append(application)
        except WrongStage:
            left.append(application)
    return moved, left


def note(application: Application, text: str, *, by) -> Note:
    return Note.objects.create(application=application, by=by, text=text)

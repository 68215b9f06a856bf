"""The states of an application and the moves between them; what each is called on either side."""

from django.db import models


class Stage(models.TextChoices):
    """In the words of the candidate; EMPLOYERS has those of the employer."""

    DRAFT = "draft", "Not sent yet"
    SENT = "sent", "Sent"
    READ = "read", "Read by the employer"
    SHORTLISTED = "shortlisted", "On the shortlist"
    INTERVIEW = "interview", "Interview stage"
    OFFERED = "offered", "You have an offer"
    HIRED = "hired", "You got the job"
    DECLINED = "declined", "You said no to the offer"
    NOT_SELECTED = "not-selected", "Not chosen this time"
    WITHDRAWN = "withdrawn", "You withdrew"


EMPLOYERS = {
    Stage.SENT: "New",
    Stage.READ: "Read",
    Stage.SHORTLISTED: "Shortlist",
    Stage.INTERVIEW: "Interview",
    Stage.OFFERED: "Offer",
    Stage.HIRED: "Hired",
    Stage.DECLINED: "Declined offer",
    Stage.NOT_SELECTED: "Not selected",
    Stage.WITHDRAWN: "Withdrawn",
}

OUTCOMES = {Stage.NOT_SELECTED, Stage.WITHDRAWN}
MOVES: dict[Stage, set[Stage]] = {
    Stage.DRAFT: {Stage.SENT},
    Stage.SENT: {Stage.READ, Stage.SHORTLISTED} | OUTCOMES,
    Stage.READ: {Stage.SHORTLISTED, Stage.INTERVIEW} | OUTCOMES,
    Stage.SHORTLISTED: {Stage.INTERVIEW, Stage.OFFERED} | OUTCOMES,
    Stage.INTERVIEW: {Stage.OFFERED} | OUTCOMES,
    Stage.OFFERED: {Stage.HIRED, Stage.DECLINED, Stage.WITHDRAWN},
    Stage.HIRED: set(),
    Stage.DECLINED: set(),
    Stage.NOT_SELECTED: set(),
    Stage.WITHDRAWN: set(),
}

# The employer has it and no outcome is said yet.
WAITING = {Stage.SENT, Stage.READ, Stage.SHORTLISTED, Stage.INTERVIEW, Stage.OFFERED}
ENDED = {Stage.HIRED, Stage.DECLINED, Stage.NOT_SELECTED, Stage.WITHDRAWN}
# Once here, a person has a name for an employer who hides names until the shortlist.
CHOSEN = {Stage.SHORTLISTED, Stage.INTERVIEW, Stage.OFFERED, Stage.HIRED, Stage.DECLINED}
# What an employer does that a candidate hears of; reading alone is no answer.
ANSWERS = {Stage.SHORTLISTED, Stage.INTERVIEW, Stage.OFFERED, Stage.HIRED, Stage.NOT_SELECTED}


class WrongStage(Exception):
    """The application is no longer where the person who acts believes it to be."""

    def __init__(self, now: Stage):
        self.now = now
        super().__init__(f"The application is already at “{now.label}”.")

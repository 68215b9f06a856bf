"""What a stage means to the candidate: a sentence, and what comes next. Pages and mails say the same."""

from candidates.models import Application, Step
from candidates.states import Stage

# {company} and {title} are those of the listing.
SAID = {
    Stage.DRAFT: "You have not sent this yet.",
    Stage.SENT: "{company} has your application.",
    Stage.READ: "{company} has read your application.",
    Stage.SHORTLISTED: "You are on the shortlist of {company}.",
    Stage.INTERVIEW: "{company} wants to talk to you.",
    Stage.OFFERED: "{company} offers you the job.",
    Stage.HIRED: "You got the job at {company}.",
    Stage.DECLINED: "You said no to the offer of {company}.",
    Stage.NOT_SELECTED: "{company} has not chosen you this time.",
    Stage.WITHDRAWN: "You withdrew your application.",
}
# Where the employer wrote down what the candidate said.
NOTED = {
    Stage.HIRED: "{company} noted that you got the job.",
    Stage.DECLINED: "{company} noted that you said no to the offer. If that is wrong, write to us.",
}
NEXT = {
    Stage.DRAFT: "Check it and send it before the listing closes.",
    Stage.SENT: "Wait for {company}. You hear of every change by mail.",
    Stage.READ: "Wait for {company}. You hear of every change by mail.",
    Stage.SHORTLISTED: "{company} tells you about the next step.",
    Stage.INTERVIEW: "Agree on a time with {company}. You can write on the page of your application.",
    Stage.OFFERED: "Say yes or no on the page of your application.",
    Stage.HIRED: "{company} tells you how you start.",
    Stage.DECLINED: "Nothing more to do here.",
    Stage.NOT_SELECTED: "Look at other listings.",
    Stage.WITHDRAWN: "Nothing more to do here.",
}
# Why an application ended without its employer.
BY_THE_CLOCK = {
    "no-answer": "{company} did not say how it ended, and the listing closed 30 days ago."
    " So we closed your application.",
    "offer-lapsed": "Nobody said how the offer of {company} ended, and the listing closed 30 days ago."
    " So we closed your application.",
    "listing-removed": "Our staff took the listing down. {company} cannot read your application any more.",
    "account-deleted": "You deleted your account.",
}
# Of these, who did it themselves needs no mail.
BY_US = {"no-answer", "offer-lapsed", "listing-removed"}
# What stands on the label then.
LABELS_BY_THE_CLOCK = {
    "no-answer": "Closed without an outcome",
    "offer-lapsed": "The offer lapsed",
    "listing-removed": "The listing was taken down",
}
SUBJECTS = {
    Stage.SENT: "Sent: {}",
    Stage.READ: "Read: {}",
    Stage.SHORTLISTED: "Shortlisted: {}",
    Stage.INTERVIEW: "Interview: {}",
    Stage.OFFERED: "An offer: {}",
    Stage.HIRED: "You got the job: {}",
    Stage.DECLINED: "You said no: {}",
    Stage.NOT_SELECTED: "Update: {}",
    Stage.WITHDRAWN: "Withdrawn: {}",
}


def said(application: Application) -> str:
    """As its last step says it: who reads of an end by the clock reads why."""
    steps = list(application.steps.all())
    if steps and steps[-1].after == application.stage:
        return step_said(application, steps[-1])
    return SAID[Stage(application.stage)].format(company=application.listing.company.name)


def label(application: Application) -> str:
    steps = list(application.steps.all())
    by_the_clock = LABELS_BY_THE_CLOCK.get(steps[-1].reason) if steps else None
    return by_the_clock or Stage(application.stage).label


def next_step(application: Application) -> str:
    return NEXT[Stage(application.stage)].format(company=application.listing.company.name)


def step_said(application: Application, step: Step) -> str:
    words = BY_THE_CLOCK.get(step.reason) or SAID[Stage(step.after)]
    if step.by_id and step.by_id != application.user_id:
        words = NOTED.get(Stage(step.after), words)
    return words.format(company=application.listing.company.name)

"""The states of a listing and the moves between them. What the clock decides is not a state.

A published listing past its closing time is shown as "Closing date passed" (see Listing.is_open);
nothing is written when that moment comes.
"""

from django.db import models


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "Waiting for review"
    RETURNED = "returned", "Needs a change"
    SCHEDULED = "scheduled", "Approved, waits for its day"
    LIVE = "live", "Live"
    PAUSED = "paused", "Paused"
    FROZEN = "frozen", "Hidden while we check"
    FILLED = "filled", "Filled"
    CLOSED = "closed", "Closed"
    REJECTED = "rejected", "Not published"
    WITHDRAWN = "withdrawn", "Withdrawn before publishing"


MOVES: dict[Status, set[Status]] = {
    Status.DRAFT: {Status.IN_REVIEW, Status.WITHDRAWN},
    Status.IN_REVIEW: {Status.LIVE, Status.SCHEDULED, Status.RETURNED, Status.REJECTED, Status.WITHDRAWN},
    Status.RETURNED: {Status.IN_REVIEW, Status.WITHDRAWN},
    Status.SCHEDULED: {Status.LIVE, Status.IN_REVIEW, Status.WITHDRAWN},
    Status.LIVE: {Status.IN_REVIEW, Status.PAUSED, Status.FROZEN, Status.FILLED, Status.CLOSED},
    Status.PAUSED: {Status.LIVE, Status.CLOSED},
    Status.FROZEN: {Status.LIVE, Status.RETURNED, Status.CLOSED, Status.REJECTED},
    Status.FILLED: {Status.CLOSED},
    Status.CLOSED: set(),
    Status.REJECTED: set(),
    Status.WITHDRAWN: set(),
}

# Once published, a page stays for those who kept its address.
PUBLIC = {Status.LIVE, Status.FILLED, Status.CLOSED}
# Not sent yet, or sent back: may be incomplete.
DRAFTS = {Status.DRAFT, Status.RETURNED}
# Ended by a decision, not by a date.
GONE = {Status.REJECTED, Status.WITHDRAWN}
# The employer may write in these.
EDITABLE = DRAFTS | {Status.SCHEDULED, Status.LIVE, Status.PAUSED}


class IllegalMove(Exception):
    """The listing is no longer where the person who acts believes it to be."""

    def __init__(self, now: Status):
        self.now = now
        super().__init__(f"The listing is already in the state “{now.label}”.")

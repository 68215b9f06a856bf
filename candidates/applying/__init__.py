"""What a candidate does with an application."""

from candidates.applying.sending import (
    AlreadyApplied,
    Incomplete,
    NotOpen,
    OldKey,
    ask_to_confirm,
    begin,
    confirm,
    key_of,
    read_key,
    send,
    sent_before,
    what_is_missing,
)
from candidates.applying.waiting import NotYet, accept, decline, may_nudge, nudge, withdraw
from candidates.applying.writing import SavedElsewhere, attach, take_off_cv, write

__all__ = [
    "AlreadyApplied",
    "Incomplete",
    "NotOpen",
    "NotYet",
    "OldKey",
    "SavedElsewhere",
    "accept",
    "ask_to_confirm",
    "attach",
    "begin",
    "confirm",
    "decline",
    "key_of",
    "may_nudge",
    "nudge",
    "read_key",
    "send",
    "sent_before",
    "take_off_cv",
    "what_is_missing",
    "withdraw",
    "write",
]

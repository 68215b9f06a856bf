"""What a candidate does with an application."""

from candidates.applying.sending import (
    AlreadyApplied,
    NotOpen,
    ask_to_confirm,
    begin,
    confirm,
    key_of,
    read_key,
    send,
    sent_before,
)
from candidates.applying.waiting import NotYet, accept, decline, may_nudge, nudge, withdraw
from candidates.applying.writing import attach, take_off_cv, write

__all__ = [
    "AlreadyApplied",
    "NotOpen",
    "NotYet",
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
    "withdraw",
    "write",
]

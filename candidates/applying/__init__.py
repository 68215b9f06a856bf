"""What a candidate does with an application."""

from candidates.applying.sending import (
    AlreadyApplied,
    NotOpen,
    ask_to_confirm,
    begin,
    confirm,
    send,
)
from candidates.applying.waiting import NotYet, accept, decline, may_nudge, nudge, withdraw

__all__ = [
    "AlreadyApplied",
    "NotOpen",
    "NotYet",
    "accept",
    "ask_to_confirm",
    "begin",
    "confirm",
    "decline",
    "may_nudge",
    "nudge",
    "send",
    "withdraw",
]

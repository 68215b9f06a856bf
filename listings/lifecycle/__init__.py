"""The acts on a listing. Pages, admin, commands and the clock call these and nothing else changes a status.

Each act locks the listing, moves it along the table in states.py, records a Decision and posts the mail, all in one
transaction. Of two people at once the second gets IllegalMove. Who acts: employer.py and editing.py for members of
the company, staff.py and companies.py for moderators, clock.py for the time; moving.py has what they share.
"""

from listings.lifecycle.clock import publish_scheduled, sink_unconfirmed
from listings.lifecycle.companies import say_yes, take_back
from listings.lifecycle.editing import copy, draft, drop_edit, revise
from listings.lifecycle.employer import (
    close,
    confirm_open,
    mark_filled,
    pause,
    renew,
    resume,
    submit,
    withdraw,
)
from listings.lifecycle.moving import NotReady
from listings.lifecycle.staff import (
    ReadBefore,
    approve,
    approve_edit,
    reject,
    reject_edit,
    return_edit,
    send_back,
)
from listings.lifecycle.waiting import PeopleWait, hold, set_waiting
from listings.times import LIFETIME

__all__ = [
    "LIFETIME",
    "NotReady",
    "PeopleWait",
    "ReadBefore",
    "approve",
    "approve_edit",
    "close",
    "confirm_open",
    "copy",
    "draft",
    "drop_edit",
    "hold",
    "mark_filled",
    "pause",
    "publish_scheduled",
    "reject",
    "reject_edit",
    "renew",
    "resume",
    "return_edit",
    "revise",
    "say_yes",
    "send_back",
    "set_waiting",
    "sink_unconfirmed",
    "submit",
    "take_back",
    "withdraw",
]

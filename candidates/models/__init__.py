"""People who seek work. Everything personal about them is in this app and goes with their account."""

from candidates.models.alerts import Alert, AlertKey, AlertMatch, Watermark
from candidates.models.applying import Answer, Application, Hiring, Message, Note, Step
from candidates.models.candidate import Candidate, HiddenFrom, OldHandle, Piece, ProofLink, RestingHandle
from candidates.models.saving import HiddenThing, SavedListing

__all__ = [
    "Alert",
    "AlertKey",
    "AlertMatch",
    "Answer",
    "Application",
    "Candidate",
    "HiddenFrom",
    "HiddenThing",
    "Hiring",
    "Message",
    "Note",
    "OldHandle",
    "Piece",
    "ProofLink",
    "RestingHandle",
    "SavedListing",
    "Step",
    "Watermark",
]

"""Deleting an account: asked for, undone within two weeks or carried out by the clock. What stays is what others did
and what is counted. docs/decisions/0014-what-stays-when-somebody-leaves.md"""

from candidates.leaving.asking import Tied, ask, leaves_on, ties, undo, what_goes
from candidates.leaving.carrying_out import carry_out_at_once, carry_out_due, remind

__all__ = [
    "Tied",
    "ask",
    "carry_out_at_once",
    "carry_out_due",
    "leaves_on",
    "remind",
    "ties",
    "undo",
    "what_goes",
]

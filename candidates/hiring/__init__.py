"""What the members of a company do with the applications for their listings."""

from candidates.hiring.closing import close, end_everybody, mark_filled
from candidates.hiring.deciding import move, not_selected, note, shortlist

__all__ = ["close", "end_everybody", "mark_filled", "move", "not_selected", "note", "shortlist"]

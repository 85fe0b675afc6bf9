"""Two documents of a formulation compared: what changed, row matched with row, ready to be read side by side. Pure."""

from formulations.comparing.applying import apply_changes
from formulations.comparing.changes import Added, Change, Changed, Moved, Removed, changes_between
from formulations.comparing.compared import ComparedField, ComparedRow, ComparedSection, tally
from formulations.comparing.side_by_side import side_by_side
from formulations.comparing.words import Piece, Pieces, mark_words

__all__ = [
    "Added",
    "Change",
    "Changed",
    "ComparedField",
    "ComparedRow",
    "ComparedSection",
    "Moved",
    "Piece",
    "Pieces",
    "Removed",
    "apply_changes",
    "changes_between",
    "mark_words",
    "side_by_side",
    "tally",
]

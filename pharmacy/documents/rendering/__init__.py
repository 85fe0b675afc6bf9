"""Typesetting: HTML and CSS in, a PDF and a measured layout out, in a child process with limits."""

from pharmacy.documents.rendering.sheet import Edge, Run, Sheet, Typeset
from pharmacy.documents.rendering.workshop import (
    TypesetCrashed,
    TypesetFailed,
    TypesetTooCostly,
    open_workshop,
    typeset,
    typeset_first,
)

__all__ = [
    "Edge", "Run", "Sheet", "Typeset", "TypesetCrashed", "TypesetFailed", "TypesetTooCostly",
    "open_workshop", "typeset", "typeset_first",
]  # fmt: skip

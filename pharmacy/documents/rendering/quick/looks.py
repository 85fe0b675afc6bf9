"""What decides how an element of a form is set, as far as the quick way knows it."""

from dataclasses import dataclass
from typing import Protocol

from pharmacy.documents.rendering.quick.lengths import Length

ZERO = Length()


@dataclass(frozen=True)
class Shaped:
    """Letters as the font draws them. units: their width in 1024ths of a pixel; glyphs: as a PDF shows them.

    letters: of each glyph, by its number. is_usual: they are all in the small set of letters.
    """

    units: int
    glyphs: str
    letters: tuple[tuple[int, str], ...]
    is_usual: bool


class Type(Protocol):
    """A typeface in one size, with its line. size: pixels; baseline: from the top of a line; weight: 400 or 700.

    drawn_size: the size as the text library rounds it; name: of its font in a PDF, the same for all sizes of one font.
    """

    name: str
    size: float
    drawn_size: float
    weight: int
    line_height: float
    baseline: float

    def shaped(self, text: str) -> Shaped:
        """Return a text as glyphs. Raises Unknown for letters that need more than their own widths and kerning."""
        ...


@dataclass(frozen=True)
class Edges:
    """Lengths at the four sides of a box."""

    top: Length = ZERO
    right: Length = ZERO
    bottom: Length = ZERO
    left: Length = ZERO


@dataclass(frozen=True)
class Place:
    """Where a box stands that is taken out of the flow; None for a side that follows from the others."""

    top: Length
    right: Length | None
    left: Length | None


@dataclass(frozen=True)
class Look:
    """How an element is set. kind: block, inline or image. is_held: no line ends inside it.

    colour: red, green and blue from 0 to 1. place: for a box that is out of the flow. is_origin: boxes in it that are
    out of the flow are placed by its edges.
    """

    kind: str
    type: Type
    colour: tuple[float, float, float]
    margin: Edges = Edges()
    padding: Edges = Edges()
    rules: Edges = Edges()
    width: Length | None = None
    height: Length | None = None
    place: Place | None = None
    is_origin: bool = False
    is_held: bool = False
    to_the_right: bool = False

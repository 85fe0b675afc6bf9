"""A label as the quick way lays it out: texts, rules and pictures with their places, in pixels from the upper left."""

from dataclasses import dataclass, field

from pharmacy.documents.rendering.quick.looks import Type

Rectangle = tuple[float, float, float, float]  # left, top, width, height


@dataclass(frozen=True, eq=False)
class Piece:
    """A text on one line. glyphs: as a PDF shows them.

    is_over: it passes the foot of the page. on_top: it is out of the flow.
    """

    element: str
    text: str
    type: Type
    colour: tuple[float, float, float]
    glyphs: str
    left: float
    baseline: float
    width: float
    paragraph: int
    line: int
    breaks_word: bool
    is_over: bool
    on_top: bool


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture made of black rectangles. box: where it stands; address: what it is made of; alt: what it says."""

    box: Rectangle
    address: str
    alt: str


@dataclass(eq=False)
class Structure:
    """A part of the structure that a screen reader follows. role: as PDF names it."""

    role: str
    parts: "list[Structure | Piece | Picture]" = field(default_factory=list)


@dataclass
class Laid:
    """A label laid out. width, height, margins: of the page; rules: lines across; codes: where nothing else may be.

    bands, edge: black bands in the margin, and the words on them, which belong to no part of the structure.
    """

    width: float
    height: float
    content: Rectangle
    structure: Structure
    pieces: list[Piece] = field(default_factory=list)
    rules: list[tuple[Rectangle, tuple[float, float, float]]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    codes: list[Rectangle] = field(default_factory=list)
    bands: list[Rectangle] = field(default_factory=list)
    edge: list[Piece] = field(default_factory=list)
    is_usual: bool = True

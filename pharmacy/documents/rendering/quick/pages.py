"""The page of a form: its size and margins, and the band at its foot that marks a training paper."""

import re
from dataclasses import dataclass

from pharmacy.documents.rendering.fonts import FAMILY
from pharmacy.documents.rendering.quick.laid import Laid, Piece
from pharmacy.documents.rendering.quick.lengths import Length
from pharmacy.documents.rendering.quick.looks import Type
from pharmacy.documents.rendering.quick.unknown import Unknown
from pharmacy.documents.rendering.texts import MARGIN_BOX

BAND = (
    ' margin-bottom: \0; @bottom-center \\{ content: "([^"\\\\]+)"; width: 100%; margin: \0 0 \0; background: #000; '
    f'color: #fff; font: 700 ([\\d.]+)pt/1 "{FAMILY}"; text-align: center; vertical-align: middle; '
    "white-space: nowrap; \\}"
)
PAGE = re.compile(f"@page \\{{ size: \0 \0; margin: \0;(?:{BAND})? \\}}")
PLACE = "\0"  # of a length in a style sheet
BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Band:
    """White words on black from side to side. above, below: what stays white of the margin at the foot."""

    words: str
    size_pt: str
    above: Length
    below: Length


@dataclass(frozen=True)
class PageForm:
    """Lengths of a page; foot: the margin below."""

    width: Length
    height: Length
    margin: Length
    foot: Length
    band: Band | None


@dataclass(frozen=True)
class PageSize:
    """The same on one sheet, in pixels. band: its words, their type, and the white above and below."""

    width: float
    height: float
    margin: float
    foot: float
    band: tuple[str, Type, float, float] | None = None


def page_of(shape: str) -> PageForm:
    """Return the page of a style sheet whose lengths are taken out. Raises Unknown for any other @page rule."""
    found = PAGE.search(shape)
    if not found or shape.count("@page") != 1:
        raise Unknown("an @page rule that says more than size, margin and the band of a training paper")
    first = shape[: found.start()].count(PLACE)
    numbers = [Length(number=first + place) for place in range(found.group().count(PLACE))]
    width, height, margin, *more = numbers
    if not more:
        return PageForm(width, height, margin, margin, None)
    foot, above, below = more
    return PageForm(width, height, margin, foot, Band(found[1], found[2], above, below))


def lay_band(laid: Laid, *, size: PageSize, numbers: tuple[int, int]) -> None:
    """Put the band onto the page. numbers: of its paragraph and line. Raises Unknown where it is too wide."""
    if not size.band:
        return
    words, of, above, below = size.band
    shaped = of.shaped(words)
    left, _, width, _ = laid.content
    top, height, wide = size.height - size.foot + above, size.foot - above - below, shaped.units / 1024
    if wide > width or height <= 0:
        raise Unknown("a band that is too narrow for its words")
    laid.bands.append((left, top, width, height))
    laid.is_usual = laid.is_usual and shaped.is_usual
    laid.edge.append(
        Piece(
            element=MARGIN_BOX,
            text=words,
            type=of,
            colour=WHITE,
            glyphs=shaped.glyphs,
            left=left + (width - wide) / 2,
            baseline=top + (height - of.line_height) / 2 + of.baseline,
            width=wide,
            paragraph=numbers[0],
            line=numbers[1],
            breaks_word=False,
            is_over=False,
            on_top=True,
        )
    )

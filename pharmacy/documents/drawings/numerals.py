"""Numbers in a picture as one text, since typesetting takes as long for each text as for a line of prose."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pharmacy.documents.rendering.fonts import width_in_ems

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Numerals:
    """All numbers of a picture. letters: one after another; x, y: where each letter begins, as lists for the SVG."""

    letters: str
    x: str
    y: str


def numerals(numbers: Iterable[tuple[str, Decimal, Decimal]], *, size: int, bold: bool) -> Numerals:
    """Return numbers set one by one, each centred over its place.

    numbers: text, the middle across and the baseline. size: of the type. In units of the drawing. Source: arithmetic.
    """
    placed = [one for text, x, y in numbers for one in _letters(text, x=x, y=y, size=size, bold=bold)]
    letters, across, down = zip(*placed, strict=True)
    return Numerals("".join(letters), " ".join(across), " ".join(down))


def _letters(text: str, *, x: Decimal, y: Decimal, size: int, bold: bool) -> Iterable[tuple[str, str, str]]:
    left = x - _width(text, size=size, bold=bold) / 2
    for letter in text:
        yield letter, _text(left), _text(y)
        left += _width(letter, size=size, bold=bold)


def _width(text: str, *, size: int, bold: bool) -> Decimal:
    return Decimal(width_in_ems(text, bold=bold)) * size


def _text(value: Decimal) -> str:
    return f"{value.quantize(HUNDREDTH).normalize():f}"

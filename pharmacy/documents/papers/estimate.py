"""How much room a label's text will take, from the widths of its letters: where to begin, never whether it fits.

Whether it fits is decided on the real layout alone. A good beginning saves most of the layouts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from formulations.reference.label_stock import LabelStock, Rung
from pharmacy.documents.papers.label import CODE, LabelText, Part
from pharmacy.documents.rendering.fonts import width_in_ems

MM_PER_PT = 25.4 / 72
FORGIVEN_MM = 0.2
FORGIVEN = 1.02  # of a word's width, for kerning
NO_LABEL_IS_AS_HIGH = 1000.0  # millimetres
UNBROKEN = re.compile(r"[^ -]+-?")  # a line may end at a space or after a hyphen
GAP = "\u00a0\u00a0\u00a0"  # as wide as the space after each text of label.css's key line
CODE_MODULES = 18  # of the 2D code with its quiet zone to the left, across the lines beside it
CODE_MODULES_OF_TWO = 20  # where it says besides which of two labels it is
AIR_MM = 2.4  # between the lines, the code in letters and the 2D code, as in label.css
PATIENT_LEADING, MEDICINE_LEADING, DIRECTIONS_LEADING = 1.08, 1.1, 1.1  # as in templates/print/label.css


@dataclass(frozen=True)
class Room:
    """What a label has and what its text will take of it, in millimetres of height without gaps."""

    height: float
    needed: float


@dataclass(frozen=True)
class _Words:
    text: str
    bold: bool = False


def estimate(text: LabelText, *, stock: LabelStock, rung: Rung, paragraphs: "tuple[tuple[Part, ...], ...]") -> Room:
    """Return the room that a label's text will take at these type sizes. paragraphs: its small type, in order."""
    width = float(stock.width - 2 * stock.margin)
    modules = CODE_MODULES_OF_TWO if text.part("which-label") else CODE_MODULES
    code = modules * stock.dots_per_module * 25.4 / stock.printer_dpi
    beside = width - code - AIR_MM - float(letters_mm(text, rung=rung))
    small = [_height(_small(parts), size=rung.small, width=width, leading=rung.leading) for parts in paragraphs]
    directions = _directions(text, rung=rung, width=width)
    needed = (
        _head(text, rung=rung, width=beside, widest=width)
        + directions
        + _key(text, rung=rung, width=width)
        + sum(small)
    )
    return Room(float(stock.height - 2 * stock.margin), needed)


def letters_mm(text: LabelText, *, rung: Rung) -> Decimal:
    """Return how wide the code in letters is at this rung, in millimetres, as it stands beside the 2D code."""
    lines = (line for label in text.labels for part in label if part.code == CODE for line in part.lines)
    return lines_mm(lines, size=rung.small)


def widest_mm(words: Iterable[str], *, size_pt: str) -> float:
    """Return how wide the widest of some words is in bold type of this size, in millimetres."""
    return max((width_in_ems(word, bold=True) for word in words), default=0.0) * float(size_pt) * MM_PER_PT


def lines_mm(lines: Iterable[str], *, size: Decimal) -> Decimal:
    """Return how wide the widest of some lines is, in millimetres. size: of their type, in points."""
    widest = max((width_in_ems(line, bold=False) for line in lines), default=0.0)
    return Decimal(str(round(widest * float(size) * MM_PER_PT + FORGIVEN_MM, 2)))


def _head(text: LabelText, *, rung: Rung, width: float, widest: float) -> float:
    """widest: a word may be, below the code, which is not as high as the head."""

    def said(*codes: str) -> list[_Words]:
        return [_Words(part.text) for code in codes if (part := text.part(code))]

    patient = [_Words(words.text, bold=True) for words in said("patient-name")]
    strength = [_Words(words.text, bold=True) for words in said("active-and-strength")]
    form, which = said("dosage-form", "route", "quantity"), said("which-label")
    lines = (
        (patient, rung.patient, PATIENT_LEADING),
        (strength, rung.medicine, MEDICINE_LEADING),
        (form, rung.form, MEDICINE_LEADING),
        (which, rung.form, MEDICINE_LEADING),
    )
    return sum(_height(words, size=size, width=width, leading=leading, widest=widest) for words, size, leading in lines)


def _directions(text: LabelText, *, rung: Rung, width: float) -> float:
    part = text.part("directions")
    height = 0.0
    for number, line in enumerate(part.lines if part else (), 1):
        size = rung.directions if number == 1 and text.steps == 1 else rung.use_by
        words = [_Words(line, bold=number <= text.steps)]
        height += _height(words, size=size, width=width, leading=DIRECTIONS_LEADING)
    return height


def _small(parts: Iterable[Part]) -> list[_Words]:
    return [_Words(part.text, bold=part.code in ("warnings", "changed")) for part in parts]


def _key(text: LabelText, *, rung: Rung, width: float) -> float:
    """The line of use-by date, lot and number; neither lot nor number is parted."""
    words = [_Words(part.text, bold=True) for part in (text.part("use-by"),) if part]
    held = [part.text.replace(" ", "\u00a0") for code in ("lot", "prescription-number") if (part := text.part(code))]
    words += [_Words(GAP + one) for one in held]
    return _height(words, size=rung.use_by, width=width, leading=rung.leading)


def _height(
    words: list[_Words], *, size: Decimal, width: float, leading: "float | Decimal", widest: float = 0.0
) -> float:
    em = float(size) * MM_PER_PT
    if not words:
        return 0.0
    if any(_widest(part) > max(width, widest) / em * FORGIVEN for part in words):
        return NO_LABEL_IS_AS_HIGH
    return _lines(words, width=width / em) * em * float(leading)


def _widest(part: _Words) -> float:
    """How wide the longest piece is that no line end parts, in ems."""
    return max(width_in_ems(piece, bold=part.bold) for piece in UNBROKEN.findall(part.text) or [""])


def _lines(words: list[_Words], *, width: float) -> int:
    """How many lines the words take when each line holds as many as it can. width: in ems."""
    lines, used = 1, 0.0
    for part in words:
        space = width_in_ems(" ", bold=part.bold)
        for takes in _widths(part.text, bold=part.bold):
            if used and used + takes > width:
                lines, used = lines + 1, 0.0
            used += takes + space
    return lines


@lru_cache(maxsize=2_000)
def _widths(text: str, *, bold: bool) -> tuple[float, ...]:
    """Return the widths of a text's words, in ems."""
    return tuple(width_in_ems(word, bold=bold) for word in text.split(" "))

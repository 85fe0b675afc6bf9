"""How much room a label's text will take, from the widths of its letters: where to begin, never whether it fits.

Whether it fits is decided on the real layout alone. A good beginning saves most of the layouts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

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


class _Words(NamedTuple):
    text: str
    bold: bool = False


class Estimate:
    """What the text of one label takes, at any type sizes; what no size changes is counted once.

    paragraphs: its small type, in order.
    """

    def __init__(self, text: LabelText, *, paragraphs: "tuple[tuple[Part, ...], ...]") -> None:
        self.text = text
        self._head, self._directions = _head(text), _directions(text)
        self._key, self._small = _key(text), [_Block(_small(parts), "small") for parts in paragraphs]

    def room(self, *, stock: LabelStock, rung: Rung) -> Room:
        """Return the room that the text will take at these type sizes."""
        width = float(stock.width - 2 * stock.margin)
        modules = CODE_MODULES_OF_TWO if self.text.part("which-label") else CODE_MODULES
        code = modules * stock.dots_per_module * 25.4 / stock.printer_dpi
        beside = width - code - AIR_MM - float(letters_mm(self.text, rung=rung))
        needed = (
            sum(block.height(rung, width=beside, widest=width) for block in self._head)  # below the code, which is
            + sum(block.height(rung, width=width) for block in self._directions)  # not as high, a word may be as wide
            + self._key.height(rung, width=width)
            + sum([block.height(rung, width=width) for block in self._small])
        )
        return Room(float(stock.height - 2 * stock.margin), needed)


@dataclass(frozen=True)
class _Block:
    """Words that fill lines together. size: which of a rung's; leading: of a line, 0 for the rung's own."""

    words: tuple[_Words, ...]
    size: str
    leading: float = 0.0

    def height(self, rung: Rung, *, width: float, widest: float = 0.0) -> float:
        """Return how high the lines are, in millimetres. widest: a word may be, where that is more than the width."""
        if not self.words:
            return 0.0
        em = float(getattr(rung, self.size)) * MM_PER_PT
        if self._longest > max(width, widest) / em * FORGIVEN:
            return NO_LABEL_IS_AS_HIGH
        return self._lines(width / em) * em * (self.leading or float(rung.leading))

    @cached_property
    def _longest(self) -> float:
        """How wide the longest piece is that no line end parts, in ems."""
        return max(_longest_in_ems(part.text, bold=part.bold) for part in self.words)

    @cached_property
    def _pieces(self) -> tuple[tuple[float, float], ...]:
        """The width of each word and of the space after it, in ems."""
        return tuple(piece for part in self.words for piece in _widths(part.text, bold=part.bold))

    @cached_property
    def _on_one_line(self) -> float:
        used = last = 0.0
        for takes, space in self._pieces:
            last = used + takes
            used += takes + space
        return last

    def _lines(self, width: float) -> int:
        """How many lines the words take when each line holds as many as it can. width: in ems."""
        if self._on_one_line <= width:
            return 1
        lines, used = 1, 0.0
        for takes, space in self._pieces:
            if used and used + takes > width:
                lines, used = lines + 1, 0.0
            used += takes + space
        return lines


def letters_mm(text: LabelText, *, rung: Rung) -> Decimal:
    """Return how wide the code in letters is at this rung, in millimetres, as it stands beside the 2D code."""
    lines = (line for label in text.labels for part in label if part.code == CODE for line in part.lines)
    return lines_mm(lines, size=rung.small)


def widest_mm(words: Iterable[str], *, size_pt: str, bold: bool = True) -> float:
    """Return how wide the widest of some words is in type of this size, in millimetres."""
    return max((width_in_ems(word, bold=bold) for word in words), default=0.0) * float(size_pt) * MM_PER_PT


def widest_pair_mm(pairs: Iterable[tuple[str, str]], *, size_pt: str) -> float:
    """Return how wide the widest of some pairs is, in millimetres: its first text in usual type, then one in bold."""
    widths = [width_in_ems(first, bold=False) + width_in_ems(then, bold=True) for first, then in pairs]
    return max(widths, default=0.0) * float(size_pt) * MM_PER_PT


def lines_mm(lines: Iterable[str], *, size: Decimal) -> Decimal:
    """Return how wide the widest of some lines is, in millimetres. size: of their type, in points."""
    widest = max((width_in_ems(line, bold=False) for line in lines), default=0.0)
    return Decimal(str(round(widest * float(size) * MM_PER_PT + FORGIVEN_MM, 2)))


def _head(text: LabelText) -> tuple[_Block, ...]:
    def said(*codes: str, bold: bool = False) -> tuple[_Words, ...]:
        return tuple(_Words(part.text, bold) for code in codes if (part := text.part(code)))

    return (
        _Block(said("patient-name", bold=True), "patient", PATIENT_LEADING),
        _Block(said("active-and-strength", bold=True), "medicine", MEDICINE_LEADING),
        _Block(said("dosage-form", "route", "quantity"), "form", MEDICINE_LEADING),
        _Block(said("which-label"), "form", MEDICINE_LEADING),
    )


def _directions(text: LabelText) -> tuple[_Block, ...]:
    part = text.part("directions")
    return tuple(
        _Block(
            (_Words(line, number <= text.steps),),
            "directions" if number == 1 and text.steps == 1 else "use_by",
            DIRECTIONS_LEADING,
        )
        for number, line in enumerate(part.lines if part else (), 1)
    )


def _small(parts: Iterable[Part]) -> tuple[_Words, ...]:
    return tuple(_Words(part.text, part.code in ("warnings", "changed")) for part in parts)


def _key(text: LabelText) -> _Block:
    """The line of use-by date, lot and number; neither lot nor number is parted."""
    words = [_Words(part.text, True) for part in (text.part("use-by"),) if part]  # noqa: FBT003  in bold type
    held = [part.text.replace(" ", "\u00a0") for code in ("lot", "prescription-number") if (part := text.part(code))]
    return _Block((*words, *(_Words(GAP + one) for one in held)), "use_by")


@lru_cache(maxsize=2_000)
def _longest_in_ems(text: str, *, bold: bool) -> float:
    return max(width_in_ems(piece, bold=bold) for piece in UNBROKEN.findall(text) or [""])


@lru_cache(maxsize=2_000)
def _widths(text: str, *, bold: bool) -> tuple[tuple[float, float], ...]:
    """Return the widths of a text's words, each with that of the space after it, in ems."""
    space = width_in_ems(" ", bold=bold)
    return tuple((width_in_ems(word, bold=bold), space) for word in text.split(" "))

"""The millimetres of a style sheet as its parameters: a form is read once for all labels that differ in them alone."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pharmacy.documents.rendering.quick.unknown import Unknown

MILLIMETRES = re.compile(r"(-?)(\d+(?:\.\d+)?)mm\b")
COMPUTES = re.compile(r"calc\(|var\(|min\(|max\(|clamp\(|!important|@media|@import|@font-face|url\(", re.IGNORECASE)
ASKS_MORE = re.compile(r"[~>\[*]|:(?!\s)|\+[^,{]*\+")  # selectors that ask more than the key of an element says
PX_PER_MM = 96 / 25.4
FIRST_MARK, MARK_STEP = 3.0, 0.001  # millimetres that no real sheet has all of
SAME = 1e-6


@dataclass(frozen=True)
class Length:
    """A length of a form: so many pixels, or one of the sheet's millimetres. number: which of them, -1 for neither."""

    px: float = 0.0
    number: int = -1

    def of(self, given: tuple[float, ...]) -> float:
        """Return the pixels on a sheet. given: the sheet's millimetres as pixels."""
        return self.px if self.number < 0 else given[self.number]


@lru_cache(maxsize=256)
def parted(css: str) -> tuple[str, tuple[float, ...]]:
    """Return a style sheet without its millimetres, and them as pixels in turn. Raises Unknown for what computes."""
    found = COMPUTES.search(css) or ASKS_MORE.search(css)
    if found:
        raise Unknown(f"{found.group()!r} in the style sheet")
    given = tuple(float(sign + number) * PX_PER_MM for sign, number in MILLIMETRES.findall(css))
    return MILLIMETRES.sub("\0", css), given


def marked(css: str) -> tuple[str, tuple[float, ...]]:
    """Return a style sheet with another length at each place, so that each place can be told; and them as pixels."""
    marks = list[float]()

    def mark(found: "re.Match[str]") -> str:
        number = FIRST_MARK + MARK_STEP * len(marks)
        marks.append(float(f"{found[1]}{number:.3f}") * PX_PER_MM)
        return f"{found[1]}{number:.3f}mm"

    return MILLIMETRES.sub(mark, css), tuple(marks)


def length(marked_px: float, *, real_px: float, marks: tuple[float, ...], given: tuple[float, ...]) -> Length:
    """Return which length it is: the same on the marked and the real sheet, or the one with that mark.

    Raises Unknown where a length follows from several.
    """
    if abs(marked_px - real_px) < SAME:
        return Length(real_px)
    for number, mark in enumerate(marks):
        if abs(mark - marked_px) < SAME and abs(given[number] - real_px) < SAME:
            return Length(0.0, number)
    raise Unknown(f"a length of {marked_px:.3f} px that is not in the style sheet")

"""The columns of the table of containers: as wide as their words, so that none runs into the one beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pharmacy.documents.papers.estimate import widest_mm
from pharmacy.documents.papers.leaflet_papers import LeafletPaper
from pharmacy.documents.papers.leaflet_parts import FactsTable

GAP = 2.5  # millimetres after each column
PICTURE, LARGE_PICTURE = 5.25, 12.0  # millimetres across, as in templates/print/leaflet.css


@dataclass(frozen=True)
class ContainerColumns:
    """Millimetres of each column; the first has the picture, and beside it `which` for the words.

    is_merged: the amount stands below the number of its container, since there is no room beside it.
    """

    widths: tuple[Decimal, ...]
    which: Decimal
    is_merged: bool = False


def container_columns(table: FactsTable, *, paper: LeafletPaper) -> ContainerColumns:
    """Return the columns of the table on a paper; the room that is left is shared by all of them.

    Cells stay on one line. Where that is too much, the amount stands below the number, and then dates break as well.
    """
    which, amount, *days = (_column(table, number=number, paper=paper) for number in range(len(table.headings)))
    beside, below = ([which, amount, *days], [max(which, amount), *days])
    if _takes(beside, paper=paper) <= paper.column_across:
        return _columns(beside, wanted=beside, paper=paper)
    broken = [_column(table, number=number, paper=paper, may_break=True) for number in range(2, len(table.headings))]
    fits = _takes(below, paper=paper) <= paper.column_across
    return _columns(below if fits else [below[0], *broken], wanted=below, paper=paper, is_merged=True)


def _column(table: FactsTable, *, number: int, paper: LeafletPaper, may_break: bool = False) -> float:
    """Return what a column takes. may_break: its cells, at their spaces, as headings always may."""
    cells = [row.cells[number] for row in table.rows]
    return max(
        widest_mm(_words(cells) if may_break else cells, size_pt=paper.calendar_pt, bold=not paper.is_large),
        widest_mm(_words([table.headings[number]]), size_pt=paper.heading_pt),
    )


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in text.split(" ")]


def _takes(columns: list[float], *, paper: LeafletPaper) -> float:
    return _picture(paper) + GAP + sum(columns) + GAP * len(columns[1:])


def _picture(paper: LeafletPaper) -> float:
    return LARGE_PICTURE if paper.is_large else PICTURE


def _columns(
    least: list[float], *, wanted: list[float], paper: LeafletPaper, is_merged: bool = False
) -> ContainerColumns:
    """Share what is left, first among the columns that have less than they want."""
    spare = max(0.0, paper.column_across - _takes(least, paper=paper))
    lacking = [want - has for has, want in zip(least, wanted, strict=True)]
    share = min(1.0, spare / sum(lacking)) if any(lacking) else 0.0
    more = (spare - share * sum(lacking)) / len(least)
    words = [has + share * lacks + more + GAP for has, lacks in zip(least, lacking, strict=True)]
    words[-1] -= GAP
    which = _mm(words[0] - GAP)
    words[0] += _picture(paper) + GAP
    return ContainerColumns(tuple(map(_mm, words)), which, is_merged)


def _mm(length: float) -> Decimal:
    return Decimal(str(round(length, 2)))

"""The table of containers: no word runs into the column beside it, however long the unit of the medicine is."""

from dataclasses import replace

import pytest

from formulations.reference.papers import language
from pharmacy.documents.finishing.lint import lint_leaflet
from pharmacy.documents.finishing.read_back import read_back_leaflet
from pharmacy.documents.papers.container_columns import container_columns
from pharmacy.documents.papers.leaflet import leaflet_text
from pharmacy.documents.papers.leaflet_papers import leaflet_paper
from pharmacy.documents.papers.leaflet_parts import FactsTable
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from tests.documents.a_paper import capsules, container
from tests.documents.gallery import said

LONG = "60 Vaginalzäpfchen"


def supply(amount: str = LONG, *, paper: str = "a4"):
    """Twelve boxes, in German."""
    of = said(capsules(leaflet_paper=paper), spoken="de")
    return replace(of, containers=tuple(container(amount, number=number, of=12) for number in range(1, 13)))


def table(amount: str) -> FactsTable:
    sections = leaflet_text(supply(amount), language=language("de")).sections
    return next(one.table for one in sections if one.table)


@pytest.mark.parametrize(("amount", "merged"), [("150 ml", False), (LONG, True)])
def test_the_amount_stands_below_the_number_where_there_is_no_room_beside_it(amount: str, *, merged: bool) -> None:
    columns = container_columns(table(amount), paper=leaflet_paper("a4", large_print=True))
    assert (columns.is_merged, len(columns.widths)) == (merged, 4 if merged else 5)


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("amount", ["60 Kapseln", LONG])
def test_the_columns_take_the_whole_width_of_the_text(amount: str, *, large_print: bool) -> None:
    paper = leaflet_paper("a4", large_print=large_print)
    assert float(sum(container_columns(table(amount), paper=paper).widths)) == pytest.approx(
        paper.column_across, abs=0.1
    )


@pytest.mark.parametrize(("paper", "large_print"), [("a4", True), ("a5", False), ("letter", False)])
def test_twelve_boxes_of_a_medicine_with_a_long_unit_read_back_row_by_row(paper: str, *, large_print: bool) -> None:
    of, words = supply(paper=paper), language("de")
    text, layout = set_leaflet(of, language=words, large_print=large_print)
    assert lint_leaflet(layout, facts=of, language=words, large_print=large_print) == []
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=words) == []

"""PDF/UA-1 as far as the structure tree shows it. No validator is run: veraPDF needs Java."""

from functools import cache
from itertools import pairwise

import pytest

from pharmacy.documents.papers.label_sheet import set_label
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from tests.documents.a_paper import ENGLISH, capsules, container, cream, drops, facts, job
from tests.documents.gallery import exhibits
from tests.documents.structure import Tagged, streams, tagged

TWO = (container("150 ml", of=2, last_day=14), container("150 ml", number=2, of=2, first_day=15))
LEAFLETS = {
    "two bottles": facts(containers=TWO),
    "capsules": capsules(),
    "drops": drops(("0.25 mg", "1 drop"), ("0.5 mg", "2 drops")),
    "cream": cream(),
}
IDENTIFIER = b'pdfuaid:part="1"'
LEVELS = ("H1", "H2", "H3", "H4", "H5", "H6")


@cache
def leaflet(name: str) -> tuple[bytes, Tagged]:
    pdf = set_leaflet(LEAFLETS[name], language=ENGLISH, large_print=False)[1].pdf
    return pdf, tagged(pdf)


@cache
def label() -> tuple[bytes, Tagged]:
    pdf = set_label(job(facts(), stock="label-101x54"))[1].pdf
    return pdf, tagged(pdf)


def everything() -> list[tuple[bytes, Tagged]]:
    return [label(), *(leaflet(name) for name in LEAFLETS)]


def test_every_paper_says_that_it_is_tagged_and_in_which_language_and_has_a_title() -> None:
    for pdf, paper in everything():
        assert paper.is_tagged
        assert paper.language == "en"
        assert paper.title.strip()
        assert any(IDENTIFIER in stream for stream in streams(pdf))


def test_every_picture_has_words() -> None:
    for _, paper in everything():
        figures = list(paper.all("Figure"))
        assert figures
        assert all(figure.alternative.strip() for figure in figures)


@pytest.mark.parametrize("name", LEAFLETS)
def test_a_leaflet_has_one_title_and_leaves_out_no_level_of_headings(name: str) -> None:
    levels = [LEVELS.index(one.kind) for one in leaflet(name)[1].all() if one.kind in LEVELS]
    assert levels[0] == 0
    assert levels.count(0) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", LEAFLETS)
def test_a_list_holds_items_and_an_item_stands_in_a_list(name: str) -> None:
    paper = leaflet(name)[1]
    items = {item for one in paper.all("L") for item in one.children}
    assert {item.kind for item in items} == {"LI"}
    assert len(items) == len(set(paper.all("LI")))
    assert all(item.text.strip() for item in items)


@pytest.mark.parametrize("name", ["two bottles", "drops"])
def test_every_cell_of_a_table_names_its_head(name: str) -> None:
    tables = list(leaflet(name)[1].all("Table"))
    assert tables
    for table in tables:
        assert list(table.all("TH"))
        assert all(cell.headers == 1 for cell in table.all("TD"))


def test_what_is_no_table_is_not_tagged_as_one() -> None:
    tables = [one for name in LEAFLETS for one in leaflet(name)[1].all("Table")]
    assert all(list(one.all("TH")) for one in tables)


def test_a_label_is_read_in_the_order_of_its_hierarchy() -> None:
    said = label()[1].text
    order = ("Ada Lindqvist", "Naltrexone hydrochloride", "Label", "Take 4.5", "Use by", "Lot 261122-001", "Keep")
    places = [said.replace("\u00a0", " ").index(words) for words in order]
    assert places == sorted(places)


def test_the_edges_of_a_page_are_not_read_again_with_each_page() -> None:
    assert "Page 1" not in leaflet("capsules")[1].text.replace("\u00a0", " ")


def test_a_heading_of_two_lines_at_the_foot_of_a_page_is_set_once_and_whole() -> None:
    finnish = next(one for one in exhibits() if one.name == "leaflet-titration-fi")
    headings = [one.text for one in tagged(finnish.make()).all("H2")]
    assert [one for one in headings if "kysyä" in one] == ["Keneltä voit kysyä"]

"""Deliberate faults: each is caught by its own name, the good papers pass, and the page of checks lists them all."""

from dataclasses import replace
from pathlib import Path

import pytest

from pharmacy.documents.finishing.read_back import read_back_leaflet
from pharmacy.documents.logos import redrawn
from pharmacy.documents.papers.leaflet_sheet import set_leaflet
from pharmacy.documents.rendering import TypesetFailed
from pharmacy.documents.reports import RULES
from tests.documents.a_paper import ENGLISH, facts, step
from tests.documents.sabotage import contents, leaflet, mix_ups, pictures, styles, words
from tests.documents.sabotage.bench import (
    GROUPS,
    changed,
    found_in,
    found_on,
    found_on_leaflet,
    original,
    original_leaflet,
)

PAGE = Path(__file__).resolve().parents[3] / "docs" / "paper-checks.md"
KINDS = (words, mix_ups, styles, leaflet, pictures, contents)
FAULTS = {name: fault for kind in KINDS for name, fault in kind.FAULTS.items()}
LOGO = redrawn(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 2"><circle cx="1" cy="1" r="1"/></svg>')


def rows() -> list[str]:
    """The table of the page of checks: the faults of each group that each code catches."""
    found = dict[tuple[str, str], list[str]]()
    for name, fault in FAULTS.items():
        found.setdefault((fault.group, fault.code), []).append(name)
    order = sorted(found, key=lambda row: (GROUPS.index(row[0]), list(RULES).index(row[1])))
    return [f"| {group} | `{code}` | {'; '.join(found[group, code])} |" for group, code in order]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_deliberate_fault_is_caught_by_its_own_name(fault: str) -> None:
    assert FAULTS[fault].code in FAULTS[fault].found()


def test_the_page_of_checks_lists_every_fault_with_what_catches_it() -> None:
    listed = [
        line for line in PAGE.read_text("utf-8").splitlines() if line.startswith(tuple(f"| {g} |" for g in GROUPS))
    ]
    assert listed == rows()


def test_no_two_faults_have_one_name() -> None:
    assert len(FAULTS) == sum(len(kind.FAULTS) for kind in KINDS)


def test_the_good_label_passes_also_as_another_program_writes_it() -> None:
    assert found_on(original()[2]) == found_in(contents.saved(contents.good())) == set()


def test_the_good_leaflet_passes() -> None:
    assert found_on_leaflet(original_leaflet()[2]) == set()


@pytest.mark.parametrize("name", pictures.PAPERS)
def test_a_good_leaflet_with_pictures_passes(name: str) -> None:
    assert pictures.found(name) == pictures.found_in_drawings(name, html=pictures.good(name)[1].html) == set()


def test_a_good_leaflet_with_a_logo_passes() -> None:
    of = pictures.PAPERS["capsules"]
    of = replace(of, pharmacy=replace(of.pharmacy, logo_sha256="a" * 64))
    text, layout = set_leaflet(of, language=ENGLISH, large_print=False, logo=LOGO)
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=ENGLISH) == []


def test_a_good_leaflet_of_two_fillings_in_large_print_passes() -> None:
    of = pictures.short(facts(steps=(step("6 mg", "6 ml", draws=("5 ml", "1 ml")),)))
    text, layout = set_leaflet(of, language=ENGLISH, large_print=True)
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=ENGLISH) == []


def test_a_font_that_a_style_brings_along_never_sets_a_paper() -> None:
    with pytest.raises(TypesetFailed, match="no file may be written"):
        found_on(changed(original()[2], css=styles.another_typeface(without="½")))

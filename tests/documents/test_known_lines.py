"""Lines that were broken before: known again by all that WeasyPrint reads, and never mistaken for others."""

import inspect
import re

import pytest
from weasyprint.text import fonts, line_break

from pharmacy.documents.rendering.known_lines import READ, remember_lines
from pharmacy.documents.rendering.sheet import Sheet
from pharmacy.documents.rendering.typesetter import Press
from tests.documents.a_press import a_press

PROPERTY = re.compile(r"style\['([a-z_]+)'\]")
WORDS = "Shake the bottle. Give the dose into the cheek, and never on a spoon of food."
CSS = "@page { size: 60mm; margin: 5mm; } p { font: 10pt 'Atkinson Hyperlegible'; width: 40mm; }"


@pytest.fixture(scope="module")
def press() -> Press:
    return a_press()


def lines(press: Press, *, css: str = "", lang: str = "en") -> list[str]:
    html = f'<html lang="{lang}"><head><title>t</title></head><body><p>{WORDS}</p></body></html>'
    return [run.text for run in press.set(Sheet(html, f"{CSS} p {{ {css} }}")).runs]


def test_a_line_is_known_by_everything_that_weasyprint_reads_of_its_style() -> None:
    readers = (line_break, fonts.get_font_description, fonts.font_features)
    read = {name for one in readers for name in PROPERTY.findall(inspect.getsource(one))}
    assert read - {"font_family"} <= set(READ)


def test_what_breaks_a_line_has_the_parameters_that_it_had() -> None:
    split = remember_lines().split
    assert list(inspect.signature(split).parameters) == [
        "text", "style", "context", "max_width", "justification_spacing", "is_line_start", "minimum",
    ]  # fmt: skip


def test_the_second_paper_with_the_same_words_breaks_none_of_them_anew(press: Press) -> None:
    first, known = lines(press), len(remember_lines().known)
    assert known > 0
    assert lines(press) == first
    assert len(remember_lines().known) == known


@pytest.mark.parametrize(
    "css", ["font-size: 8pt", "font-weight: 700", "width: 30mm", "letter-spacing: 1mm", "word-spacing: 3mm"]
)
def test_the_same_words_in_another_type_or_room_break_elsewhere(press: Press, css: str) -> None:
    usual = lines(press)
    assert lines(press, css=css) != usual
    assert lines(press) == usual


def test_a_memory_that_is_full_begins_again(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, known = lines(press), remember_lines().known
    monkeypatch.setattr("pharmacy.documents.rendering.known_lines.MOST_KNOWN", 2)
    assert lines(press, css="width: 35mm") != usual
    assert len(known) <= 2
    assert lines(press) == usual

"""Faults in a leaflet: sentences, numbers, drawings, the edge of its pages, its order and its type."""

import pytest

from tests.documents.sabotage.bench import changed, found_on_leaflet, original_leaflet

WORDS = {
    "a warning is lost": ("Do not take opioid medicines with it.", "", "fact-differs"),
    "a not is lost": ("Do not use it if you are allergic", "Do use it if you are allergic", "fact-differs"),
    "the dose is ten times too high": ("Take 4.5~ml (4.5~mg) once", "Take 45~ml (45~mg) once", "number-foreign"),
    "2 to 3 months become 2 to 30": ("2~to 3~months", "2~to 30~months", "number-foreign"),
    "the number on the drawn syringe is another": (">4.5~ml</text>", ">3.5~ml</text>", "number-foreign"),
    "another patient's leaflet": ("Made for Ada Lindqvist</b>", "Made for Bo Ek</b>", "words-foreign"),
    "a stale use-by date": ("2027~February~26", "2026~December~26", "fact-differs"),
    "a sentence from nowhere": ("It was made for you.", "It was made for you. Share it.", "words-foreign"),
    "a bottle opened on another day": ("2026 Dec 20", "2026 Dec 22", "words-foreign"),
}
STYLES = {
    "small type": ('[data-element="storing"] li { font-size: 7pt }', "type-too-small"),
    "lines under 3 mm apart": ("ul { line-height: 0.8 }", "lines-too-close"),
    "grey type": ("li { color: #999 }", "low-contrast"),
    "the edge of the page names somebody else": (
        '@page { @bottom-left { content: "Made for Bo Ek" } }', "words-foreign",
    ),
    "a section before its turn": (
        "body { position: relative } [data-element=contents] { position: absolute; top: 0; background: #fff }",
        "element-order",
    ),
}  # fmt: skip


def test_the_good_leaflet_passes() -> None:
    assert found_on_leaflet(original_leaflet()[2]) == set()


@pytest.mark.parametrize("fault", WORDS)
def test_a_fault_in_the_words_of_a_leaflet_is_caught_by_name(fault: str) -> None:
    old, new, code = WORDS[fault]
    assert code in found_on_leaflet(changed(original_leaflet()[2], old=old, new=new))


@pytest.mark.parametrize("fault", STYLES)
def test_a_fault_in_the_style_of_a_leaflet_is_caught_by_name(fault: str) -> None:
    css, code = STYLES[fault]
    assert code in found_on_leaflet(changed(original_leaflet()[2], css=css))

"""What people write stands on paper as they wrote it: no text becomes a template, a tag or a style."""

from dataclasses import replace

import pytest

from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.raster import text_of
from pharmacy.documents.finishing.read_back import read_back_leaflet
from pharmacy.documents.papers.label_sheet import set_label
from pharmacy.documents.papers.leaflet_sheet import leaflet_page, set_leaflet
from tests.documents.a_paper import ENGLISH, capsules, job

TYPED = (
    "{{ facts.lot }}",
    "{% now 'Y' %}",
    "{# gone #}",
    "<b>Bold</b>",
    "<script>x</script>",
    "&lt;i&gt;",
    "{lot}",
    "</style>",
    '" onload="x',
)
WRITTEN = " ".join(TYPED)


def written() -> PaperFacts:
    """Each field that a person fills in, told apart by a letter."""
    of = capsules()
    pharmacy = replace(of.pharmacy, name=f"N {WRITTEN}", address=f"A {WRITTEN}", phone=f"T {WRITTEN}")
    medicine = replace(of.medicine, label_warnings=(f"W {WRITTEN}",), leaflet=(("what-if", (f"L {WRITTEN}",)),))
    return replace(
        of,
        patient=f"P {WRITTEN}",
        prescriber=f"D {WRITTEN}",
        purpose=f"G {WRITTEN}",
        pharmacy=pharmacy,
        medicine=medicine,
        page_address="https://linden.example/leaflet/k7q2m9x4c0v5b8n1t6w3z2r7hd/",
    )


def letters(text: str) -> str:
    """Without spaces, which a line end may add."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def label() -> str:
    return letters(text_of(set_label(job(written(), stock="letter-4x3in"))[1].pdf))


@pytest.fixture(scope="module")
def leaflet() -> str:
    return letters(text_of(set_leaflet(written(), language=ENGLISH, large_print=False)[1].pdf))


@pytest.mark.parametrize("field", ["P", "D", "N", "A", "W"])
def test_a_label_prints_what_was_written(label: str, field: str) -> None:
    assert letters(f"{field} {WRITTEN}") in label


@pytest.mark.parametrize("field", ["P", "D", "G", "N", "A", "T", "L"])
def test_a_leaflet_prints_what_was_written(leaflet: str, field: str) -> None:
    assert letters(f"{field} {WRITTEN}") in leaflet


def test_the_page_of_a_leaflet_runs_nothing_that_was_written() -> None:
    text, _ = set_leaflet(written(), language=ENGLISH, large_print=False)
    page = leaflet_page(text, facts=written(), language=ENGLISH, large_print=False, logo=b"a logo").decode()
    assert "<script" not in page
    assert "<b>Bold" not in page
    assert 'onload="' not in page
    assert "{{ facts.lot }}" in page
    assert 'alt="N {{ facts.lot }}' in page


@pytest.mark.parametrize("name", ["Sinéad O'Neil", 'Ann "Nan" Smith & Sons', "A\\26 B </style> C"])
def test_the_foot_of_a_leaflet_names_the_patient_as_written(name: str) -> None:
    of = replace(capsules(), patient=name)
    text, layout = set_leaflet(of, language=ENGLISH, large_print=False)
    assert text_of(layout.pdf).count(f"Made for {name}") == layout.pages + 1
    assert read_back_leaflet(layout.pdf, text=text, facts=of, language=ENGLISH) == []

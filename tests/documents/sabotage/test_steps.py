"""Faults between the steps: papers mixed up, a step that works on other facts, a PDF that was exchanged or altered."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest

from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.lint import lint_label
from pharmacy.documents.papers.code_image import code_image
from pharmacy.documents.papers.label import LabelText, Part
from pharmacy.documents.papers.label_job import LabelJob
from pharmacy.documents.papers.label_sheet import set_label
from pharmacy.documents.rendering import typeset
from tests.documents.a_paper import ENGLISH, law, step
from tests.documents.sabotage.bench import changed, found_in, found_on, original


def other(**changes: object) -> LabelJob:
    """The same label from facts that differ in one thing."""
    good = original()[0]
    return replace(good, facts=replace(good.facts, **changes))


def finished(of: LabelJob) -> tuple[bytes, LabelText]:
    text, layout = set_label(of)
    return layout.pdf, text


STEPS = {
    "another patient's label": ({"patient": "Bo Ek"}, "fact-differs"),
    "the label of the dose before": ({"steps": (step("3 mg", "3 ml", to_day=84),)}, "fact-differs"),
    "the label of the batch before": ({"lot": "261101-004"}, "fact-differs"),
    "a use-by date one day too late": ({"use_by": date(2027, 2, 27)}, "fact-differs"),
    "a day of making one month off": ({"made_on": date(2026, 10, 22)}, "fact-differs"),
    "the label of another prescription": ({"prescription_number": "1043"}, "fact-differs"),
    "another prescriber's label": ({"prescriber": "Dr Ann Li"}, "fact-differs"),
    "the label under another law": ({"law": law("gb")}, "fact-differs"),
}


@pytest.mark.parametrize("fault", STEPS)
def test_a_label_made_from_other_facts_is_caught_though_all_its_steps_agree(fault: str) -> None:
    changes, code = STEPS[fault]
    pdf, text = finished(other(**changes))
    assert code in found_in(pdf, text=text)


def test_the_label_of_the_bottle_beside_it_is_caught() -> None:
    pdf, text = finished(replace(original()[0], container=3))
    assert "fact-differs" in found_in(pdf, text=text)


def test_two_labels_swapped_are_both_caught() -> None:
    first, second = original()[0], replace(original()[0], container=3, code="Z9Y8X7W6V5")
    (pdf, text), (other_pdf, other_text) = finished(first), finished(second)
    assert {"fact-differs", "code-differs"} <= found_in(other_pdf, text=text, of=first)
    assert {"fact-differs", "code-differs"} <= found_in(pdf, text=other_text, of=second)


def test_the_neighbours_2d_code_on_the_right_label_is_caught() -> None:
    of, _, sheet = original()
    own, neighbours = (code_image(text, stock=of.stock).address for text in (of.code_text, "SEC1:A1B2C3D4E6"))
    assert "code-differs" in found_on(changed(sheet, old=own, new=neighbours))


def test_two_2d_codes_on_one_label_are_caught() -> None:
    of, _, sheet = original()
    second = f'<img style="top: 30mm" alt="" src="{code_image("SEC1:A1B2C3D4E6", stock=of.stock).address}"></body>'
    assert "ink-foreign" in found_on(changed(sheet, old="</body>", new=second))


def test_a_code_that_only_a_finer_printer_could_draw_is_caught() -> None:
    of, _, sheet = original()
    finer = replace(of, stock=replace(of.stock, printer_dpi=600))
    small = typeset(changed(sheet, css="img { width: 4.6mm; height: 4.6mm }"))  # 0.23 mm a module
    assert "code-too-fine" in found_in(small.pdf, of=finer)


def test_a_wording_step_that_rounds_the_dose_is_caught() -> None:
    of, text, _ = original()
    rounded = tuple(Part(part.code, tuple(line.replace("4.5", "4") for line in part.lines)) for part in text.parts)
    sheet = changed(original()[2], old="4.5~ml (4.5~mg)", new="4~ml (4~mg)")
    assert "fact-differs" in found_in(typeset(sheet).pdf, text=replace(text, parts=rounded), of=of)


def test_a_wording_step_that_forgets_a_warning_is_caught() -> None:
    of, text, _ = original()
    fewer = tuple(part for part in text.parts if part.code != "warnings")
    warning = text.part("warnings")
    assert warning is not None
    sheet = changed(original()[2], old=warning.text, new="")
    assert "fact-differs" in found_in(typeset(sheet).pdf, text=replace(text, parts=fewer), of=of)


def test_a_template_that_forgets_what_the_law_asks_for_is_caught() -> None:
    of, _, sheet = original()
    facts: PaperFacts = replace(of.facts, law=law("de"))
    found = lint_label(typeset(sheet), facts=facts, language=ENGLISH)
    assert {one.code for one in found} == {"element-missing"}


def altered(pdf: bytes, *, turn: int = 0, again: bool = False) -> bytes:
    """The PDF with its page turned, or with the page a second time."""
    document = pypdfium2.PdfDocument(pdf)
    if turn:
        document[0].set_rotation(turn)
    if again:
        document.import_pages(pypdfium2.PdfDocument(pdf))
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(("turn", "code"), [(90, "page-differs"), (180, "ink-missing")])
def test_a_page_turned_in_the_pdf_is_caught(turn: int, code: str) -> None:
    assert code in found_in(altered(finished(original()[0])[0], turn=turn))


def test_a_label_with_a_second_page_is_caught() -> None:
    assert "page-differs" in found_in(altered(finished(original()[0])[0], again=True))


def test_another_typeface_in_the_pdf_is_caught() -> None:
    pdf = altered(finished(original()[0])[0])
    assert found_in(pdf) == set()
    assert b"Atkinson-Hyperlegible" in pdf
    assert "font-foreign" in found_in(pdf.replace(b"Atkinson-Hyperlegible", b"Somebody-Elses-Letters"[:21]))

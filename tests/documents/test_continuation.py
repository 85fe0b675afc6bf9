"""Labels that go on: two labels where the largest one of the family does not hold all, each complete in itself."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp

from formulations.reference.stocks import in_large_print, label_stock
from pharmacy.documents.facts import PaperFacts
from pharmacy.documents.finishing.lint import lint_label
from pharmacy.documents.finishing.raster import opened
from pharmacy.documents.finishing.read_back import read_back_label
from pharmacy.documents.papers.code_image import code_image
from pharmacy.documents.papers.continuation import in_two
from pharmacy.documents.papers.label import LabelText, label_text
from pharmacy.documents.papers.label_sheet import LabelDoesNotFit, set_label, set_label_on_any
from pharmacy.documents.rendering import Sheet, Typeset
from tests.documents.a_paper import ENGLISH, capsules, container, facts, job, law
from tests.documents.sabotage import bench
from tests.documents.test_labels_on_stocks import LONG_NAME, WEEKS

WARNINGS = (
    "Do not take opioid pain relief while you take this medicine.",
    "Tell every doctor, dentist and pharmacist that you take this medicine.",
    "Swallow the capsules whole, with a glass of water.",
    "Do not drive if you feel dizzy or tired.",
    "Do not take it with grapefruit or its juice.",
    "Tell us if you are pregnant or breast-feeding.",
    "Carry the card that you were given with you.",
    "Ask before you take any other medicine for a cold.",
    "Wash your hands after touching the capsules.",
    "Do not open or crush the capsules.",
    "Keep the bottle tightly closed, away from steam.",
    "Stop and ask for help if your skin or eyes turn yellow.",
)


def twelve_warnings(**changes: object) -> PaperFacts:
    """Capsules with twelve warnings, which no label of 101 x 54 mm holds beside all the rest."""
    of = capsules(law=law("de"), patient=LONG_NAME, **changes)
    return replace(of, medicine=replace(of.medicine, label_warnings=WARNINGS))


@cache
def on_two(code: str = "label-101x54") -> tuple[LabelText, Typeset, list[str]]:
    """The two labels of twelve warnings, and what each says."""
    text, layout = set_label(job(twelve_warnings(), stock=code))
    with opened(layout.pdf) as document:
        return text, layout, [document.text_on(page) for page in range(document.pages)]


def test_what_the_largest_label_does_not_hold_stands_on_two_that_pass_all_checks() -> None:
    of = twelve_warnings()
    stock, text, layout = set_label_on_any(job(of))
    assert stock.code == "label-101x54"
    assert layout.pages == 2
    assert lint_label(layout, facts=of, language=ENGLISH) == []
    assert read_back_label(layout.pdf, text=text, job=job(of, stock=stock.code)) == []


def test_patient_medicine_lot_and_number_stand_on_both_labels() -> None:
    _, _, said = on_two()
    for number, one in enumerate(said, 1):
        for words in (LONG_NAME, "Naltrexone hydrochloride 1.5 mg", "Lot 261122-001", f"Label {number} of 2"):
            assert words in one


def test_the_dose_and_the_use_by_date_stand_on_the_first_label_alone() -> None:
    _, _, (first, second) = on_two()
    for words in ("Take 2 capsules (3 mg) once a day, at bedtime.", "Use by 26 Dec 2026"):
        assert words in first
        assert words not in second


def test_nothing_is_left_out_and_nothing_but_the_names_is_said_twice() -> None:
    _, _, (first, second) = on_two()
    whole = label_text(job(twelve_warnings(), stock="label-101x54"))
    said = f"{first} {second}"
    for part in whole.parts:
        if part.code == "label-code":
            continue  # each label has one of its own
        assert all(line.replace("\u00a0", " ") in said for line in part.lines), part.code
    for warning in WARNINGS:
        assert said.count(warning) == 1


def test_no_type_on_two_labels_is_below_the_least_of_the_law() -> None:
    assert min(run.size_pt for run in on_two()[1].runs) >= 6.99


def test_what_the_law_does_not_ask_for_goes_onto_the_second_label_first() -> None:
    of = job(facts(law=law("gb")))
    first_way = next(in_two(label_text(of), job=of))
    second = [part.code for part in first_way.second]
    whose = ["patient-name", "active-and-strength", "which-label", "label-code", "lot"]
    assert second == [*whose, "in-use-life", "telephone"]


def test_each_way_to_part_a_label_leaves_the_dose_on_the_first() -> None:
    of = job(twelve_warnings())
    ways = list(in_two(label_text(of), job=of))
    assert len(ways) > 2
    for way in ways:
        assert {"directions", "quantity", "use-by", "lot"} <= {part.code for part in way.parts}
    moved = [len(way.second) for way in ways]
    assert moved == sorted(moved)


def test_a_stock_that_was_named_is_kept_and_takes_two_labels() -> None:
    text, layout = set_label(job(facts(law=law("gb"))))
    assert layout.pages == len(text.labels) == 2


def test_a_roll_takes_two_labels_no_longer_than_they_need_to_be() -> None:
    of = twelve_warnings(containers=(container("60 capsules", number=1, of=3),))
    many = replace(of, medicine=replace(of.medicine, label_warnings=WARNINGS * 5))
    stock, _, layout = set_label_on_any(replace(job(many), stock=label_stock("roll-62")))
    assert stock.loaded_as == "roll-62"
    assert layout.pages == 2


def test_two_labels_in_large_print_come_before_one_in_ordinary_type() -> None:
    of = replace(WEEKS, law=law("de"), patient=LONG_NAME)
    stock, _, layout = set_label_on_any(replace(job(of), stock=in_large_print(label_stock("roll-62"))))
    assert stock.large_print
    assert layout.pages == 2
    for element in ("patient-name", "active-and-strength", "directions"):
        assert min(run.size_pt for run in layout.runs if run.element == element) >= 17.99


def test_what_two_labels_do_not_hold_is_refused() -> None:
    of = twelve_warnings()
    too_much = replace(of, medicine=replace(of.medicine, label_warnings=WARNINGS * 6))
    with pytest.raises(LabelDoesNotFit, match=r"warnings .*not on two labels either"):
        set_label_on_any(job(too_much))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Label 2 of 2", "Label 1 of 2", "fact-differs"),
        ("Label 2 of 2", "", "label-not-whole"),
        ("Lot 261122-001", "Lot 261122-007", "fact-differs"),
        (WARNINGS[-1], "", "fact-differs"),
        ("Maximiliane", "Maximilian", "fact-differs"),
    ],
)
def test_a_fault_on_the_second_label_is_caught(old: str, new: str, code: str) -> None:
    of, text, sheet = two_as_typeset()
    first, apart, second = sheet.html.rpartition('<div class="label">')
    assert old in second
    broken = replace(sheet, html=f"{first}{apart}{second.replace(old, new)}")
    layout = bench.typeset(broken)
    found = lint_label(layout, facts=of.facts, language=ENGLISH)
    codes = {one.code for one in (*found, *read_back_label(layout.pdf, text=text, job=of))}
    assert code in codes


def test_the_code_of_each_label_says_which_of_the_two_it_is() -> None:
    _, layout, said = on_two()
    with opened(layout.pdf) as document:
        codes = [zxingcpp.read_barcodes(document.see(page=page, dpi=203).picture)[0].text for page in (0, 1)]
    assert codes == ["SEC1:A1B2C3D4E5/1", "SEC1:A1B2C3D4E5/2"]
    for number, one in enumerate(said, 1):
        assert f"Label A1B2 C3D4 E5/{number}" in one


CODES = {
    "the code of the first label": "SEC1:A1B2C3D4E5/1",
    "the code of the whole paper": "SEC1:A1B2C3D4E5",
    "the second code of another paper": "SEC1:A1B2C3D4E6/2",
}


@pytest.mark.parametrize("fault", CODES)
def test_another_2d_code_on_the_second_label_is_caught(fault: str) -> None:
    of, _, sheet = two_as_typeset()
    own, other = (code_image(says, stock=of.stock).address for says in ("SEC1:A1B2C3D4E5/2", CODES[fault]))
    assert sheet.html.count(own) == 1
    assert found_on_two(replace(sheet, html=sheet.html.replace(own, other))) == {"code-differs"}


def test_the_two_2d_codes_swapped_are_caught_on_both_labels() -> None:
    of, text, sheet = two_as_typeset()
    first, second = (code_image(f"SEC1:A1B2C3D4E5/{which}", stock=of.stock).address for which in (1, 2))
    swapped = sheet.html.replace(first, "@").replace(second, first).replace("@", second)
    reports = read_back_label(bench.typeset(replace(sheet, html=swapped)).pdf, text=text, job=of)
    assert [one.code for one in reports] == ["code-differs", "code-differs"]


def test_letters_of_the_first_code_on_the_second_label_are_caught() -> None:
    sheet = two_as_typeset()[2]
    assert sheet.html.count(">E5/2<") == 1
    assert found_on_two(replace(sheet, html=sheet.html.replace(">E5/2<", ">E5/1<"))) >= {"code-differs"}


@pytest.mark.parametrize("pages", [[0, 0], [1, 1], [1, 0]])
def test_a_half_that_stands_twice_or_in_the_others_place_is_caught(pages: list[int]) -> None:
    of, text, sheet = two_as_typeset()
    good, mixed, kept = pypdfium2.PdfDocument(bench.typeset(sheet).pdf), pypdfium2.PdfDocument.new(), BytesIO()
    mixed.import_pages(good, pages=pages)
    mixed.save(kept)
    assert {"code-differs", "fact-differs"} <= {one.code for one in read_back_label(kept.getvalue(), text=text, job=of)}


def test_both_labels_as_they_were_set_pass() -> None:
    assert found_on_two(two_as_typeset()[2]) == set()


def found_on_two(sheet: Sheet) -> set[str]:
    """The codes of everything that the read-back finds on the two labels."""
    of, text, _ = two_as_typeset()
    return {one.code for one in read_back_label(bench.typeset(sheet).pdf, text=text, job=of)}


@cache
def two_as_typeset():
    """The job, words and sheet of the two labels."""
    of = job(twelve_warnings(), stock="label-101x54")
    sheets, set_it = bench.recorded(bench.label_sheet)
    text, _ = set_it(of)
    return of, text, sheets[-1]

"""Labels as laid out: everything on them, nothing cut, and a refusal that says what is too long."""

from dataclasses import replace
from datetime import date

import pytest
import zxingcpp

from formulations.reference.papers import label_stock
from pharmacy.documents.facts import ChangeFacts
from pharmacy.documents.finishing.lint import lint_label
from pharmacy.documents.finishing.raster import page_picture, text_of
from pharmacy.documents.finishing.read_back import read_back_label
from pharmacy.documents.papers.label import label_text
from pharmacy.documents.papers.label_sheet import LabelDoesNotFit, set_label, set_label_on_any
from tests.documents.a_paper import (
    ENGLISH,
    capsules,
    container,
    cream,
    drops,
    facts,
    job,
    law,
    micrograms,
    step,
    unpreserved,
)

SIX = {
    "liquid": facts(),
    "unpreserved": unpreserved(),
    "capsules": capsules(),
    "drops": drops(("0.5 mg", "2 drops")),
    "cream": cream(),
    "micrograms": micrograms(),
}
LONG_NAME = "Maximiliana Theodora von Hohenzollern-Sigmaringen und zu Löwenstein-Wertheim-Rosenberg " * 3
TITRATION = drops(
    ("0.25 mg", "1 drop"),
    ("0.5 mg", "2 drops"),
    ("0.75 mg", "3 drops"),
    ("1 mg", "4 drops"),
    ("1.25 mg", "5 drops"),
    ("1.5 mg", "6 drops"),
    ("1.75 mg", "7 drops"),
    ("2 mg", "8 drops"),
)


@pytest.mark.parametrize("country", ["us", "gb", "de"])
@pytest.mark.parametrize("name", SIX)
def test_each_of_the_six_has_a_label_that_passes_its_checks(name: str, country: str) -> None:
    of = replace(SIX[name], law=law(country))
    stock, text, layout = set_label_on_any(job(of))
    assert layout.pages == 1
    assert lint_label(layout, facts=of, language=ENGLISH) == []
    assert read_back_label(layout.pdf, text=text, job=job(of, stock=stock.code)) == []


STRONGER = ChangeFacts("1 ml", "1 mg", "5 mg", "amber bottle")
OTHER_FORM = ChangeFacts("", "naltrexone hydrochloride capsules", "naltrexone hydrochloride cream", "capsule box")

PER_ML = ChangeFacts(
    "", "naltrexone hydrochloride 1 mg/ml oral liquid without preservative", "naltrexone capsules", "amber bottle"
)


@pytest.mark.parametrize("change", [STRONGER, OTHER_FORM, PER_ML])
@pytest.mark.parametrize("name", SIX)
def test_a_label_that_says_what_changed_still_has_all_its_parts(name: str, change: ChangeFacts) -> None:
    of = replace(SIX[name], change=change)
    stock, text, layout = set_label_on_any(job(of))
    assert lint_label(layout, facts=of, language=ENGLISH) == []
    assert read_back_label(layout.pdf, text=text, job=job(of, stock=stock.code)) == []
    said = text_of(layout.pdf)
    assert "Do not use the old" in said
    assert change.before in said


def test_a_capsule_label_with_all_that_us_law_asks_fits_on_the_small_stock() -> None:
    _, layout = set_label(job(capsules()))
    assert min(run.size_pt for run in layout.runs) >= 6.99


def test_the_directions_are_never_smaller_than_the_rest() -> None:
    _, layout = set_label(job(capsules()))
    directions = max(run.size_pt for run in layout.runs if run.element == "directions")
    assert directions >= max(run.size_pt for run in layout.runs if run.element in ("storage", "warnings", "lot"))


def test_a_label_is_as_large_as_its_stock() -> None:
    width, height = page_picture(set_label(job(capsules()))[1].pdf, dpi=254).size
    assert (width, height) in ((700, 350), (701, 351))  # the raster rounds up


def test_the_same_facts_give_the_same_bytes() -> None:
    assert set_label(job(capsules()))[1].pdf == set_label(job(capsules()))[1].pdf


def test_four_and_a_half_milligrams_are_never_four() -> None:
    said = text_of(set_label(job(facts(), stock="label-101x54"))[1].pdf)
    assert "Take 4.5 ml (4.5 mg) once a day, at bedtime." in said
    assert "4 mg" not in said.replace("4.5 mg", "")


def test_small_and_large_amounts_and_signs_survive_to_the_page() -> None:
    of = capsules(containers=(container("1,000 capsules"),))
    step = replace(of.steps[0], dose="0.0025 g", amount="½ Å ≥ 2 capsules")
    said = text_of(set_label(job(replace(of, steps=(step,)), stock="label-101x54"))[1].pdf)
    assert "½ Å ≥ 2 capsules (0.0025 g)" in said
    assert "1,000 capsules" in said
    assert "20 to 25 °C" in said


@pytest.mark.parametrize("name", ["Zażółć Gęślą-Jaźń", "Þórdís Ægisdóttir", "Søren Ærøskøbing"])
def test_a_name_with_its_accents_reads_back_letter_by_letter(name: str) -> None:
    assert name in text_of(set_label(job(capsules(patient=name)))[1].pdf)


def test_markup_in_a_name_is_text() -> None:
    of = capsules(patient="Ada <b>4 mg</b> & Co")
    text, layout = set_label(job(of, stock="label-101x54"))
    assert "Ada <b>4 mg</b> & Co" in text_of(layout.pdf)
    assert text.part("patient-name").text == "Ada <b>4 mg</b> & Co"


def test_a_name_that_no_label_holds_is_refused_and_named() -> None:
    with pytest.raises(LabelDoesNotFit, match=r"patient name .*No label stock holds it"):
        set_label(job(capsules(patient=LONG_NAME)))


def test_one_word_wider_than_the_label_is_refused_and_never_cut() -> None:
    with pytest.raises(LabelDoesNotFit, match="patient name"):
        set_label_on_any(job(capsules(patient="W" * 60)))


def test_a_label_that_needs_more_room_names_the_stock_that_has_it() -> None:
    with pytest.raises(LabelDoesNotFit, match=r"70 x 35 mm .*It fits on 101 x 54 mm \(label-101x54\)"):
        set_label(job(capsules(law=replace(law(), least_type_size_pt="8"))))


def test_where_nobody_chose_a_stock_the_next_larger_one_is_taken() -> None:
    of = capsules(law=replace(law(), least_type_size_pt="8"))
    assert set_label_on_any(job(of))[0] == label_stock("label-101x54")


def test_steps_of_a_titration_stand_on_the_label_when_they_fit() -> None:
    text, _ = set_label(job(drops(("0.25 mg", "1 drop"), ("0.5 mg", "2 drops")), stock="label-101x54"))
    assert not text.plan_only
    assert "Days 8 to 14: 2 drops (0.5 mg) once a day, at bedtime." in text.part("directions").text.replace(
        "\u00a0", " "
    )


def test_steps_that_do_not_fit_point_to_the_plan_in_the_leaflet() -> None:
    text, layout = set_label(job(TITRATION, stock="label-101x54"))
    assert text.plan_only
    assert "Follow the dose plan in your leaflet. Days 1 to 56 of the dose plan." in text_of(layout.pdf)


def test_a_later_container_names_only_its_own_steps() -> None:
    opened = date(2026, 11, 29)
    second = container("10 ml", number=2, of=2, first_day=8, last_day=14, open_on=opened)
    boxes = (container("10 ml", of=2, last_day=7), second)
    of = drops(("0.25 mg", "1 drop"), ("0.5 mg", "2 drops"), containers=boxes)
    text, _ = set_label(job(of, stock="label-101x54", number=2))
    said = text.part("directions").text.replace("\u00a0", " ")
    assert said.startswith("Put 2 drops (0.5 mg) under the tongue")
    which = text.part("quantity").text.replace("\u00a0", " ")
    assert which == "10 ml, dropper bottle 2 of 2: open on 2026 November 29"


def test_the_label_of_a_later_batch_goes_on_counting() -> None:
    later = container("10 ml", number=4, of=11, make_on=date(2027, 1, 3), open_on=date(2027, 1, 3))
    of = drops(("1.75 mg", "7 drops"), containers=(later,))
    text, layout = set_label(job(of, stock="label-101x54", number=4))
    assert "10 ml, dropper bottle 4 of 11: open on 2027 January 3" in text_of(layout.pdf).replace("\u00a0", " ")
    assert text.part("quantity").text.endswith("open on 2027\u00a0January\u00a03")


def test_a_single_container_that_waits_for_day_one_says_when_to_open_it() -> None:
    of = capsules(containers=(container("60 capsules", open_on=date(2026, 12, 1)),))
    text, _ = set_label(job(of))
    assert text.part("quantity").text.replace("\u00a0", " ") == "60 capsules: open on 2026 December 1"


def test_a_single_container_for_today_says_what_it_holds_and_no_more() -> None:
    text, _ = set_label(job(capsules()))
    assert text.part("quantity").text.replace("\u00a0", " ") == "60 capsules"


@pytest.mark.parametrize("country", ["us", "gb", "de"])
@pytest.mark.parametrize("name", SIX)
def test_a_bottle_of_eleven_opened_in_september_fits_with_all_the_rest(name: str, country: str) -> None:
    box = replace(SIX[name].containers[0], number=10, of=11, open_on=date(2027, 9, 30))
    of = replace(SIX[name], law=law(country), containers=(box,))
    stock, text, layout = set_label_on_any(job(of, number=10))
    assert lint_label(layout, facts=of, language=ENGLISH) == []
    assert read_back_label(layout.pdf, text=text, job=job(of, stock=stock.code, number=10)) == []


def test_the_code_reads_at_the_printer_s_own_resolution_and_holds_no_name() -> None:
    _, layout = set_label(job(capsules()))
    codes = zxingcpp.read_barcodes(page_picture(layout.pdf, dpi=203))
    assert [code.text for code in codes] == ["SEC1:A1B2C3D4E5"]


def test_all_dose_steps_are_set_alike_and_the_measuring_line_is_plain() -> None:
    of = drops(("0.25 mg", "1 drop"), ("0.5 mg", "2 drops"), ("0.75 mg", "3 drops"))
    _, layout = set_label(job(of, stock="label-101x54"))
    lines = [run for run in layout.runs if run.element == "directions"]
    steps = [(run.size_pt, run.weight) for run in lines if run.text.startswith("Days")]
    assert len(steps) == 3
    assert len(set(steps)) == 1
    assert steps[0][1] == 700
    assert [run.weight for run in lines if run.text.startswith("20")] == [400]


def test_the_code_stands_in_letters_too_for_a_pharmacy_without_a_scanner() -> None:
    _, layout = set_label(job(capsules()))
    printed = [run for run in layout.runs if run.element == "label-code"]
    assert [run.text for run in printed] == ["Label", "A1B2C", "3D4E5"]
    assert min(run.size_pt for run in printed) >= 6.99


def test_a_long_word_never_runs_into_the_code_in_letters() -> None:
    for letters in range(20, 34):
        stock, _, layout = set_label_on_any(job(capsules(patient="n" * letters)))
        code = [run for run in layout.runs if run.element == "label-code"]
        name = next(run for run in layout.runs if run.element == "patient-name")
        assert all(name.right <= run.left or name.top >= run.bottom for run in code), stock.code


def test_the_number_of_a_container_is_never_parted_at_a_line_end() -> None:
    boxes = tuple(container("10 ml", number=n, of=11) for n in range(1, 12))
    _, layout = set_label(job(cream(containers=boxes), stock="label-101x54"))
    assert any("1 of 11".replace(" ", "\u00a0") in run.text for run in layout.runs)


def test_a_sentence_that_is_only_welcome_stays_while_the_type_can_shrink_for_it() -> None:
    text, _ = set_label(job(micrograms(law=law("us")), stock="label-101x54"))
    assert text.part("keep-out-of-reach") is not None


def test_a_label_that_points_to_the_plan_tells_nobody_to_take_a_cream() -> None:
    steps = (step("3 mg", "2 pump strokes", to_day=14), step("4.5 mg", "3 pump strokes", from_day=15))
    text = label_text(job(cream(steps=steps)), plan_only=True)
    assert text.part("directions").lines[0] == "Follow the dose plan in your leaflet."

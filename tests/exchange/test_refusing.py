"""What a bundle is refused for: one line that names the field, its value and what to do."""

import json
import time
from functools import cache

import pytest

from benchmarks.broken_bundles import broken_bundles, good_bundle
from pharmacy.exchange.fhir.mapping import read_prescription
from pharmacy.exchange.fhir.problems import BadBundle
from pharmacy.exchange.fhir.strict_json import parse, read_file
from tests.exchange.bundles import (
    DOSAGE,
    DOSE,
    PATIENT,
    REPEAT,
    REQUEST,
    changed,
    example,
    read,
    shipped,
    with_resource,
)

# Well-formed orders that only the formulary or the calendar can refuse; the command's own tests cover them.
BEYOND_THE_READER = (
    "order: born 2099", "order: born 1700", "order: a strength of", "order: formulation naltrexone-t",
    "order: formulation m", "order: formulation N", "order: formulation '",
)  # fmt: skip
BROKEN = [pair for pair in broken_bundles() if not pair[0].startswith(BEYOND_THE_READER)]
shipped_once = cache(shipped)


def refusal(bundle: object) -> str:
    with pytest.raises(BadBundle) as caught:
        read(bundle)
    return str(caught.value)


def test_the_bundle_that_is_broken_below_is_a_good_one():
    assert read(good_bundle()).formulation == "naltrexone-capsule"


def test_every_broken_bundle_is_refused_in_one_short_line():
    assert len(BROKEN) > 300
    assert len({name for name, _ in BROKEN}) == len(BROKEN)
    for name, content in BROKEN:
        with pytest.raises(BadBundle) as caught:
            read_prescription(parse(content), find_specification=shipped_once)
        line = str(caught.value)
        assert line.isascii(), name
        assert line.isprintable(), name
        assert len(line) < 500, name


def test_a_message_names_the_field_its_value_and_what_to_do():
    unit = changed(example(), *DOSE, to={"value": 4.5, "unit": "tablespoon"})
    assert refusal(unit) == (
        "Bundle.entry[2].resource.dosageInstruction[0].doseAndRate[0].doseQuantity.unit: "
        "'tablespoon' is not a unit that can stand here; write mg or ug or mL"
    )


def test_a_dose_range_says_what_to_write_instead():
    assert "doseRange: an object is a range; write one doseQuantity" in refusal(example("bad-dose-range"))


def test_doses_as_needed_are_refused():
    assert "asNeededBoolean: true asks for doses as needed" in refusal(example("bad-as-needed"))


def test_doses_that_are_not_as_needed_are_read():
    assert read(changed(example(), *DOSAGE, "asNeededBoolean", to=False)) == read(example())


def test_a_unit_and_a_code_that_disagree_are_refused():
    quantity = {"value": 1.5, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "ug"}
    assert "disagrees with the code 'ug'" in refusal(changed(example(), *DOSE, to=quantity))


def test_a_month_is_no_length_of_a_step():
    duration = {"value": 1, "unit": "mo", "system": "http://unitsofmeasure.org", "code": "mo"}
    assert "'mo' is not a length of time used here" in refusal(
        changed(example(), *REPEAT, "boundsDuration", to=duration)
    )


def test_steps_with_dates_that_leave_a_day_out_are_refused():
    bundle = example()
    days = [{"start": "2026-11-22", "end": "2026-11-28"}, {"start": "2026-11-30", "end": "2026-12-06"}]
    for step, period in zip(bundle["entry"][REQUEST]["resource"]["dosageInstruction"], days, strict=True):
        step["timing"]["repeat"].pop("boundsDuration", None)
        step["timing"]["repeat"]["boundsPeriod"] = period
    assert "is not the day after the step before ends (2026-11-28)" in refusal(bundle)


def test_twelve_digits_are_read_and_thirteen_are_not():
    text = json.dumps(example("warning-thyroid"))
    assert str(read(text.replace('"value": 1.5', '"value": 1.23456789012')).steps[0].dose) == "1.23456789012 mg"
    assert "has more than 12 digits" in refusal(text.replace('"value": 1.5', '"value": 1.234567890123'))


def test_an_accented_name_is_read_and_a_hidden_character_is_not():
    name = ("entry", PATIENT, "resource", "name", 0, "family")
    assert read(changed(example(), *name, to="Nguyễn-Żółć")).patient.family_name == "Nguyễn-Żółć"
    assert "U+200B, which nobody can see" in refusal(changed(example(), *name, to="Mo\u200bss"))


def test_a_patient_of_another_bundle_is_refused():
    bundle = changed(example(), "entry", REQUEST, "resource", "subject", "reference", to="Patient/other")
    assert "'Patient/other' names no resource of this bundle" in refusal(bundle)


def test_a_second_request_that_is_not_active_does_not_count():
    old = {**example()["entry"][REQUEST]["resource"], "id": "old", "status": "completed"}
    assert read(with_resource(example(), **old)) == read(example())


def test_two_resources_of_one_name_are_ambiguous():
    twice = with_resource(example(), **example()["entry"][1]["resource"])
    assert "'Practitioner/prescriber' names several resources" in refusal(twice)


def test_forty_levels_are_read_and_forty_one_are_not():
    parse(b"[" * 40 + b"]" * 40)
    with pytest.raises(BadBundle, match="nested deeper than 40 levels"):
        parse(b"[" * 41 + b"]" * 41)


def test_two_megabytes_are_read_and_one_byte_more_is_not(tmp_path):
    path = tmp_path / "bundle.json"
    path.write_bytes(b"1".rjust(2_000_000))
    assert read_file(path) == 1
    path.write_bytes(b"1".rjust(2_000_001))
    with pytest.raises(BadBundle, match="has 2,000,001 bytes"):
        read_file(path)


def test_a_file_that_is_not_there_or_is_a_directory_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "none.json"):
        with pytest.raises(BadBundle, match="is not a file"):
            read_file(path)


@pytest.mark.parametrize("content", [b'"' + b'\\"' * 900_000, b"[" * 900_000, b'{"a":' * 300_000, b"9" * 1_900_000])
def test_a_file_made_to_be_slow_ends_within_a_second(content):
    started = time.perf_counter()
    with pytest.raises(BadBundle):
        parse(content)
    assert time.perf_counter() - started < 1


INGREDIENT = ("entry", REQUEST, "resource", "contained", 0, "ingredient")


def test_a_second_active_that_goes_with_the_first_in_another_amount_is_refused():
    bundle = changed(example("two-actives"), *INGREDIENT, 1, "strength", "numerator", "value", to=10)
    assert "is not the 5 mg/ml of hydrochlorothiazide" in refusal(bundle)


def test_a_second_active_that_the_formulation_does_not_hold_is_refused():
    bundle = changed(example("two-actives"), *INGREDIENT, 1, "itemCodeableConcept", "text", to="furosemide")
    assert "is a second active ingredient that" in refusal(bundle)

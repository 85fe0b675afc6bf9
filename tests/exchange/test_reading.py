"""What is read from a bundle: the patient, the prescriber, the order, and what is known of the patient."""

import json
from datetime import date
from decimal import Decimal

from formulations.science.quantities import Quantity, Unit
from formulations.science.regimen import DoseStep
from pharmacy.exchange.fhir.coding import ATC
from pharmacy.exchange.fhir.strict_json import parse
from pharmacy.prescriptions.entry import KnownEntry, PatientEntry, PrescriberEntry
from tests.exchange.bundles import (
    DOSAGE,
    DOSE,
    PATIENT,
    PRACTITIONER,
    REPEAT,
    REQUEST,
    changed,
    example,
    read,
    with_resource,
)

PATIENT_REFERENCE = {"reference": "Patient/patient"}


def steps_of(bundle: dict) -> tuple[DoseStep, ...]:
    return read(bundle).steps


def test_the_capsule_example_is_read_completely():
    entry = read(example("capsule"))
    assert entry.patient == PatientEntry("Grace Ellen", "Moss", date(1984, 12, 30), "en")
    assert entry.prescriber == PrescriberEntry("Dr Ngozi Okafor", "P-20417", "4 Mill Lane, TN23 1AA, Ashford")
    assert entry.formulation == "naltrexone-capsule"
    assert entry.strength == Quantity(Decimal("1.5"), Unit.MILLIGRAM)
    assert entry.choices == {"filler": "microcrystalline-cellulose"}
    assert entry.steps == (
        DoseStep(Quantity(Decimal("1.5"), Unit.MILLIGRAM), 1, 14, ("bedtime",)),
        DoseStep(Quantity(Decimal(3), Unit.MILLIGRAM), 1, None, ("bedtime",)),
    )
    assert entry.days == 30
    assert entry.known == (KnownEntry("medicine", "colecalciferol 1000 units", "http://www.whocc.no/atc", "A11CC05"),)
    assert entry.written_on == date(2026, 11, 20)


def test_the_eighteen_week_titration_has_eighteen_steps_of_a_week_in_order():
    bundle = example("drops-18-week-titration")
    dosages = bundle["entry"][REQUEST]["resource"]["dosageInstruction"]
    dosages.reverse()
    steps = steps_of(bundle)
    assert [str(step.dose) for step in steps[:4]] == ["0.25 mg", "0.5 mg", "0.75 mg", "1 mg"]
    assert str(steps[-1].dose) == "4.5 mg"
    assert {step.days for step in steps} == {7}
    assert len(steps) == 18


def test_an_amount_keeps_every_digit_of_the_file():
    text = json.dumps(example("warning-thyroid")).replace('"value": 1.5', '"value": 1.0000000001')
    assert read(text).steps[0].dose.value == Decimal("1.0000000001")


def test_a_number_of_the_file_is_never_a_float():
    assert parse(b'{"value": 0.1}') == {"value": Decimal("0.1")}


def test_an_exponent_is_read_exactly():
    text = json.dumps(example("capsule")).replace('"value": 1.5, "unit": "mg"', '"value": 15e-1, "unit": "mg"')
    assert str(read(text).steps[0].dose) == "1.5 mg"


def test_micrograms_may_be_written_ug_or_mcg():
    by_code = changed(
        example("microgram-liquid"), *DOSE, to={"value": 2, "system": "http://unitsofmeasure.org", "code": "ug"}
    )
    by_text = changed(example("microgram-liquid"), *DOSE, to={"value": 2, "unit": "mcg"})
    assert str(steps_of(by_code)[0].dose) == str(steps_of(by_text)[0].dose) == "2 micrograms"


def test_a_strength_in_a_larger_volume_is_brought_to_one_ml():
    assert str(read(example("sublingual-drops")).strength) == "5 mg"  # written as 50 mg in 10 mL


def test_once_in_so_many_hours_stays_an_interval_and_more_than_once_is_times_a_day():
    rhythms = [(1, 8), (1, 12), (1, 24), (2, 12), (2, 24)]
    found = [
        steps_of(changed(example("cream"), *REPEAT, to={"frequency": times, "period": hours, "periodUnit": "h"}))[0]
        for times, hours in rhythms
    ]
    assert [(step.times_a_day, step.hours_apart) for step in found] == [
        (3, 8),
        (2, 12),
        (1, None),
        (4, None),
        (2, None),
    ]


def test_a_code_of_hours_is_an_interval_and_a_code_of_times_leaves_the_hours_open():
    every_8, twice = (
        changed(example("cream"), *DOSAGE, "timing", to={"code": {"coding": [{"code": code}]}, **more})
        for code, more in (("Q8H", {}), ("BID", {"repeat": {"frequency": 1, "period": 12, "periodUnit": "h"}}))
    )
    assert (steps_of(every_8)[0].times_a_day, steps_of(every_8)[0].hours_apart) == (3, 8)
    assert (steps_of(twice)[0].times_a_day, steps_of(twice)[0].hours_apart) == (2, None)


def test_times_of_day_become_times_and_words():
    bundle = changed(
        example(), *REPEAT, to={"timeOfDay": ["08:00:00", "22:30:00"], "boundsDuration": {"value": 14, "unit": "d"}}
    )
    assert (steps_of(bundle)[0].times_a_day, steps_of(bundle)[0].when) == (2, ("morning", "bedtime"))


def test_an_abbreviation_alone_says_how_often():
    bundle = changed(example("cream"), *DOSAGE, "timing", to={"code": {"coding": [{"code": "BID"}]}})
    assert steps_of(bundle)[0].times_a_day == 2


def test_a_period_of_dates_counts_both_its_ends():
    bundle = changed(
        example("cream"), *REPEAT, to={"frequency": 1, "period": 1, "periodUnit": "d",
                                       "boundsPeriod": {"start": "2026-11-22", "end": "2026-12-05"}}
    )  # fmt: skip
    assert steps_of(bundle)[0].days == 14


def test_weeks_are_seven_days():
    bundle = changed(example(), "entry", REQUEST, "resource", "dispenseRequest", "expectedSupplyDuration",
                     to={"value": 6, "system": "http://unitsofmeasure.org", "code": "wk"})  # fmt: skip
    assert read(bundle).days == 42


def test_without_days_to_supply_the_steps_decide():
    assert read(changed(example(), "entry", REQUEST, "resource", "dispenseRequest")).days is None


def test_references_resolve_by_full_url_by_type_and_id_and_by_contained_id():
    by_url = read(example("message-from-a-clinic"))
    assert by_url.prescriber is not None
    assert by_url.formulation == "naltrexone-oral-liquid"
    bundle = example()
    medication = bundle["entry"][REQUEST]["resource"].pop("contained")[0]
    bundle["entry"][REQUEST]["resource"]["medicationReference"]["reference"] = "Medication/ordered"
    assert read(with_resource(bundle, **medication)).formulation == "naltrexone-capsule"


def test_a_role_names_the_prescriber():
    bundle = with_resource(
        example(), resourceType="PractitionerRole", id="role", practitioner={"reference": "Practitioner/prescriber"}
    )
    bundle = changed(bundle, "entry", REQUEST, "resource", "requester", "reference", to="PractitionerRole/role")
    assert read(bundle).prescriber.name == "Dr Ngozi Okafor"


def test_a_prescriber_may_be_named_without_a_resource_or_not_at_all():
    requester = ("entry", REQUEST, "resource", "requester")
    assert read(changed(example(), *requester, to={"display": "Dr Bell"})).prescriber == PrescriberEntry("Dr Bell")
    assert read(changed(example(), *requester)).prescriber is None


def test_the_official_name_of_a_patient_is_used_and_an_old_one_never():
    names = [{"use": "old", "family": "Before", "given": ["A"]}, {"use": "usual", "family": "Nick", "given": ["B"]},
             {"use": "official", "family": "Now", "given": ["C", "D"]}]  # fmt: skip
    patient = read(changed(example(), "entry", PATIENT, "resource", "name", to=names)).patient
    assert (patient.given_name, patient.family_name) == ("C D", "Now")


def test_a_birth_date_that_is_only_a_year_is_left_out():
    assert read(changed(example(), "entry", PATIENT, "resource", "birthDate", to="1984")).patient.birth_date is None


def test_the_preferred_language_is_taken_without_its_region():
    spoken = [
        {"language": {"coding": [{"code": "fi"}]}},
        {"language": {"coding": [{"code": "en-US"}]}, "preferred": True},
    ]
    assert read(changed(example(), "entry", PATIENT, "resource", "communication", to=spoken)).patient.language == "en"


def statement(status: str = "active", **more: object) -> dict:
    fields = {"resourceType": "MedicationStatement", "status": status, "subject": PATIENT_REFERENCE,
              "medicationCodeableConcept": {"text": "oxycodone"}, **more}  # fmt: skip
    return with_resource(example("oral-liquid"), **fields)


def test_a_medicine_that_was_stopped_has_its_last_day():
    ended = statement("stopped", effectivePeriod={"start": "2026-01-03", "end": "2026-11-10"})
    assert read(ended).known[-1].ended_on == date(2026, 11, 10)
    once = statement("completed", effectiveDateTime="2026-11-09T23:30:00-05:00")
    assert read(once).known[-1].ended_on == date(2026, 11, 9)


def test_the_last_day_of_a_month_stands_for_a_month():
    assert read(statement("stopped", effectivePeriod={"end": "2026-02"})).known[-1].ended_on == date(2026, 2, 28)


def test_a_stopped_medicine_without_a_date_counts_as_taken():
    assert read(statement("stopped")).known[-1] == KnownEntry("medicine", "oxycodone")


def test_a_medicine_not_taken_or_entered_in_error_is_not_known():
    assert read(statement("not-taken")).known == read(statement("entered-in-error")).known == ()


def test_another_active_request_is_a_known_medicine():
    other = {"resourceType": "MedicationRequest", "intent": "order", "subject": PATIENT_REFERENCE,
             "medicationCodeableConcept": {"coding": [{"system": ATC, "code": "N02AX02"}]}}  # fmt: skip
    taken = read(with_resource(example("oral-liquid"), status="active", **other)).known
    assert taken == (KnownEntry("medicine", "N02AX02", ATC, "N02AX02"),)
    assert read(with_resource(example("oral-liquid"), status="cancelled", **other)).known == ()


def test_a_brand_is_known_with_what_is_in_it():
    medication = {"resourceType": "Medication", "id": "brand", "code": {"text": "Zapain"},
                  "ingredient": [{"itemCodeableConcept": {"text": "codeine"}},
                                 {"itemCodeableConcept": {"text": "paracetamol"}, "isActive": True},
                                 {"itemCodeableConcept": {"text": "talc"}, "isActive": False}]}  # fmt: skip
    fields = {"contained": [medication], "medicationReference": {"reference": "#brand"}}
    bundle = with_resource(
        example("oral-liquid"), resourceType="MedicationStatement", status="active", subject=PATIENT_REFERENCE, **fields
    )
    assert read(bundle).known[-1].text == "Zapain (codeine, paracetamol)"


def allergy(**more: object) -> dict:
    fields = {"resourceType": "AllergyIntolerance", "patient": PATIENT_REFERENCE, "code": {"text": "gelatine"}, **more}
    return with_resource(example("oral-liquid"), **fields)


def status(code: str) -> dict:
    return {"coding": [{"code": code}]}


def test_an_allergy_is_known_unless_it_is_over_or_refuted():
    known = (KnownEntry("allergy", "gelatine"),)
    assert read(allergy()).known == read(allergy(clinicalStatus=status("active"))).known == known
    assert read(allergy(clinicalStatus=status("resolved"))).known == ()
    assert read(allergy(verificationStatus=status("refuted"))).known == ()


def test_a_condition_is_known_by_its_icd_10_code_first():
    codings = [
        {"system": "http://snomed.info/sct", "code": "21983002"},
        {"system": "http://hl7.org/fhir/sid/icd-10", "code": "E06.3"},
    ]
    bundle = with_resource(example("oral-liquid"), resourceType="Condition", subject=PATIENT_REFERENCE,
                           code={"coding": codings, "text": "thyroiditis"})  # fmt: skip
    assert read(bundle).known == (KnownEntry("condition", "thyroiditis", "http://hl7.org/fhir/sid/icd-10", "E06.3"),)


def test_a_resource_that_is_not_used_is_ignored_however_odd_it_is():
    bundle = with_resource(example(), resourceType="Observation", id=["?"], value={"x": {"y": None}}, status=5)
    assert read(bundle) == read(example())


def excipient(**item: object) -> dict:
    ingredient = {"itemCodeableConcept": item, "isActive": False}
    return changed(example(), "entry", REQUEST, "resource", "contained", 0, "ingredient", 1, to=ingredient)


def test_a_filler_may_be_chosen_by_its_code_or_its_name():
    by_code = excipient(coding=[{"system": "urn:secundum:excipient", "code": "lactose"}])
    assert read(by_code).choices == {"filler": "lactose"}
    assert read(excipient(text="Sucrose")).choices == {"filler": "sucrose"}


def test_a_vehicle_that_is_always_in_is_no_choice():
    bundle = excipient(coding=[{"system": "urn:secundum:excipient", "code": "naltrexone-hydrochloride"}])
    assert read(bundle).choices == {}


def test_the_prefix_of_a_prescriber_stands_before_the_name():
    bundle = changed(example(), "entry", PRACTITIONER, "resource", "name", 0, "prefix")
    assert read(bundle).prescriber.name == "Ngozi Okafor"


TWO = ("entry", REQUEST, "resource", "contained", 0, "ingredient")


def test_of_two_actives_the_strength_is_the_first_ones_in_either_order():
    bundle = example("two-actives")
    first, second = bundle["entry"][REQUEST]["resource"]["contained"][0]["ingredient"]
    assert str(read(bundle).strength) == "5 mg"
    assert read(changed(bundle, *TWO, to=[second, first])) == read(bundle)


def test_a_dose_in_units_stays_an_activity():
    assert str(steps_of(example("units-in-oil"))[0].dose) == "1,000 units"

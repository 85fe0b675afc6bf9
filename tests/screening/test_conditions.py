"""What a patient has: by words, by codes, and when the words say that it is not so."""

import pytest

from tests.screening.cases import ICD10, MICROGRAM, SNOMED, condition, found, screen

TRANSPLANT = "stop organ-transplant"
LIVER = "warn liver-or-kidney-failure"


@pytest.mark.parametrize(
    ("trips", "does_not", "expected"),
    [
        ("kidney transplant 2010", "kidney stones", TRANSPLANT),
        ("History of liver transplantation", "hair transplant", TRANSPLANT),
        ("stem cell transplant", "living kidney donor", TRANSPLANT),
        ("liver cirrhosis", "fatty liver", LIVER),
        ("acute hepatitis", "hepatitis B vaccination", LIVER),
        ("Primary biliary cirrhosis", "gallstones", LIVER),
        ("CKD stage 4", "CKD stage 3b", LIVER),
        ("chronic kidney disease stage 5", "chronic kidney disease stage 2", LIVER),
        ("haemodialysis", "haemochromatosis", LIVER),
        ("type 2 diabetes", "diabetes insipidus", "warn diabetes-medicine"),
        ("T1DM", "prediabetes", "warn diabetes-medicine"),
        ("Hashimoto's thyroiditis", "thyroglossal cyst", "warn thyroid-medicine"),
        ("Graves’ disease", "gravel", "warn thyroid-medicine"),
        ("opioid use disorder", "alcohol use disorder", "final stop opioid-dependence-treatment"),
        ("methadone maintenance", "pain clinic", "final stop opioid-dependence-treatment"),
        ("pregnant, 12 weeks", "menopause", "warn pregnancy-or-breast-feeding"),
        ("breastfeeding", "breast cancer", "warn pregnancy-or-breast-feeding"),
    ],
)
def test_each_condition_trips_and_its_neighbour_does_not(trips, does_not, expected):
    assert found(condition(trips)) == [expected]
    assert found(condition(does_not)) == []


def test_kidney_disease_of_a_stage_not_stated_counts():
    assert found(condition("chronic kidney disease")) == [LIVER]


@pytest.mark.parametrize(
    "text",
    [
        "no history of transplant",
        "No known history of organ transplant",
        "not diabetic",
        "denies diabetes",
        "liver cirrhosis ruled out",
        "not pregnant",
        "family history of diabetes",
        "mother has type 2 diabetes",
        "mother's diabetes",
    ],
)
def test_what_is_denied_or_a_relative_has_is_shown_and_not_counted(text):
    assert found(condition(text)) == ["inform condition-recorded-as-absent"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no diabetes, kidney transplant 2010", [TRANSPLANT, "inform condition-recorded-as-absent"]),
        ("no diabetes but liver cirrhosis", [LIVER, "inform condition-recorded-as-absent"]),
        ("no rejection of kidney transplant", [TRANSPLANT]),
        ("kidney transplant not rejected", [TRANSPLANT]),
    ],
)
def test_a_no_reaches_only_the_condition_right_after_it(text, expected):
    assert found(condition(text)) == expected


@pytest.mark.parametrize(
    ("system", "code", "expected"),
    [
        (ICD10, "Z94.0", [TRANSPLANT]),
        (ICD10, "z940", [TRANSPLANT]),
        (ICD10, "N18.4", [LIVER]),
        (ICD10, "N18.3", []),
        (ICD10, "K74.6", [LIVER]),
        (ICD10, "E11.9", ["warn diabetes-medicine"]),
        (ICD10, "E23.2", []),
        (ICD10, "E06.3", ["warn thyroid-medicine"]),
        ("http://hl7.org/fhir/sid/icd-10-cm", "F11.20", ["final stop opioid-dependence-treatment"]),
        ("http://hl7.org/fhir/sid/icd-10-cm", "F11.21", ["warn opioid-washout"]),
        (ICD10, "F10.2", []),
        (SNOMED, "70536003", [TRANSPLANT]),
        (SNOMED, "44054006", ["warn diabetes-medicine"]),
        (SNOMED, "38341003", []),
        ("http://example.org/other", "Z94.0", []),
    ],
)
def test_a_code_is_read_in_its_own_system_only(system, code, expected):
    assert found(condition("as coded", system=system, code=code)) == expected


def test_code_and_text_of_one_condition_give_one_finding():
    assert found(condition("Type 2 diabetes, diabetic", system=SNOMED, code="44054006")) == ["warn diabetes-medicine"]


def test_in_micrograms_dependence_may_be_settled_by_the_treating_clinic():
    assert found(condition("opioid dependence"), code=MICROGRAM) == ["stop opioid-dependence-treatment"]


def test_a_condition_that_no_rule_names_needs_no_finding():
    assert screen(condition("fibromyalgia"), condition("multiple sclerosis")).findings == ()


def test_a_condition_finding_shows_what_was_read():
    finding = screen(condition("Hashimoto's thyroiditis since 2011")).findings[0]
    assert finding.about == "Hashimoto's thyroiditis since 2011"
    assert finding.values == {"recognised as": "hashimoto s thyroiditis"}

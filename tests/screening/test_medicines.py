"""What a patient takes: each rule trips, and just does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulations.reference.medicines.catalogue import catalogue
from tests.screening.cases import MICROGRAM, found, medicine, screen

ANALGESIC = "stop opioid-analgesic"
COUGH = "stop opioid-cough-or-diarrhoea"
DEPENDENCE = "final stop opioid-dependence-treatment"
DUPLICATE = "warn duplicate-opioid-antagonist"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tramadol", [ANALGESIC]),
        ("Tramadol hydrochloride 50 mg capsules", [ANALGESIC]),
        ("tramadol/paracetamol", [ANALGESIC]),
        ("Ultracet", [ANALGESIC]),
        ("Zaldiar 37.5/325", [ANALGESIC]),
        ("Vicodin", [ANALGESIC]),
        ("Percocet", [ANALGESIC]),
        ("Norco 10/325", [ANALGESIC]),
        ("Co-codamol 8/500", [ANALGESIC]),
        ("co-dydramol", [ANALGESIC]),
        ("Solpadeine Max", [ANALGESIC]),
        ("Tylenol with codeine", [ANALGESIC]),
        ("Tylenol #3", [ANALGESIC]),
        ("Oramorph 10 mg/5 ml", [ANALGESIC]),
        ("MST Continus 30mg", [ANALGESIC]),
        ("Durogesic 25 micrograms/hour patch", [ANALGESIC]),
        ("BuTrans patch", [ANALGESIC]),
        ("Palexia", [ANALGESIC]),
        ("Nucynta", [ANALGESIC]),
        ("OxyContin", [ANALGESIC]),
        ("strong painkillers", [ANALGESIC]),
        ("codeine 30 mg + paracetamol 500 mg", [ANALGESIC, COUGH]),
        ("oxycodone-naloxone", [ANALGESIC, DUPLICATE]),
        ("methadone", [ANALGESIC, DEPENDENCE]),
        ("Subutex", [ANALGESIC, DEPENDENCE]),
        ("codeine linctus", [COUGH]),
        ("Tussionex", [COUGH]),
        ("pholcodine", [COUGH]),
        ("kaolin and morphine mixture", [COUGH]),
        ("Imodium", ["warn opioid-cough-or-diarrhoea"]),
        ("Lomotil", ["warn opioid-cough-or-diarrhoea"]),
        ("dextromethorphan", ["inform opioid-cough-or-diarrhoea"]),
        ("paracetamol", []),
        ("Tylenol", []),
        ("ibuprofen 400 mg", []),
        ("diclofenac gel", []),
        ("guaifenesin", []),
        ("racecadotril", []),
    ],
)
def test_an_opioid_is_found_by_ingredient_and_by_brand_and_other_painkillers_are_not(text, expected):
    assert sorted(found(medicine(text))) == sorted(expected)


def test_a_combination_for_dependence_gives_every_ingredient_its_finding():
    assert found(medicine("Suboxone 8 mg/2 mg")) == [ANALGESIC, DEPENDENCE, DUPLICATE]


@pytest.mark.parametrize("text", ["naltrexone", "LDN", "ReVia", "Vivitrol", "naloxone", "Narcan", "Nyxoid", "Selincro"])
def test_every_opioid_antagonist_is_a_duplicate_the_medicine_itself_included(text):
    assert found(medicine(text)) == [DUPLICATE]


@pytest.mark.parametrize("text", ["Contrave", "Mysimba", "bupropion and naltrexone"])
def test_a_weight_loss_combination_is_a_duplicate(text):
    assert found(medicine(text)) == [DUPLICATE]


def test_bupropion_alone_is_no_duplicate():
    assert found(medicine("bupropion")) == []


@pytest.mark.parametrize(
    ("trips", "does_not", "code"),
    [
        ("Prograf", "tacrolimus ointment", "immunosuppressant"),
        ("CellCept", "mesalazine", "immunosuppressant"),
        ("Imuran", "sulfasalazine", "immunosuppressant"),
        ("Humira", "hydroxychloroquine", "immunosuppressant"),
        ("ciclosporin", "ciclosporin eye drops", "immunosuppressant"),
        ("prednisolone", "prednisolone eye drops", "corticosteroid"),
        ("hydrocortisone", "hydrocortisone 1% cream", "corticosteroid"),
        ("dexamethasone tablets", "beclometasone inhaler", "corticosteroid"),
        ("Medrol", "Symbicort", "corticosteroid"),
        ("budesonide capsules", "budesonide nasal spray", "corticosteroid"),
        ("Ketalar", "propofol", "ketamine"),
        ("Spravato nasal spray", "escitalopram", "ketamine"),
        ("Roaccutane", "tretinoin", "isotretinoin"),
        ("isotretinoin 20 mg", "acitretin", "isotretinoin"),
        ("Synthroid", "iodine", "thyroid-medicine"),
        ("Levaxin 75 micrograms", "levodopa", "thyroid-medicine"),
        ("carbimazole", "carbocisteine", "thyroid-medicine"),
        ("metformin", "orlistat", "diabetes-medicine"),
        ("Ozempic 0.5 mg weekly", "Xenical", "diabetes-medicine"),
        ("Humalog Mix25", "heparin", "diabetes-medicine"),
        ("thioridazine", "quetiapine", "thioridazine"),
    ],
)
def test_each_warning_trips_and_its_nearest_neighbour_does_not(trips, does_not, code):
    assert found(medicine(trips)) == [f"warn {code}"]
    assert found(medicine(does_not)) == []


def test_isotretinoin_for_the_skin_is_only_noted():
    assert found(medicine("isotretinoin 0.05% gel")) == ["inform isotretinoin"]
    assert found(medicine("Isotrex gel")) == ["inform isotretinoin"]


def test_a_local_form_beside_one_medicine_says_nothing_about_another():
    assert found(medicine("hydrocortisone cream, prednisolone 5 mg")) == ["warn corticosteroid"]
    assert found(medicine("hydrocortisone cream and prednisolone")) == ["warn corticosteroid"]


def test_in_micrograms_the_sources_combine_opioids_on_purpose_so_they_warn():
    assert found(medicine("oxycodone 20 mg"), code=MICROGRAM) == ["warn opioid-analgesic"]
    assert found(medicine("codeine linctus"), code=MICROGRAM) == ["warn opioid-cough-or-diarrhoea"]
    assert found(medicine("Subutex"), code=MICROGRAM) == [
        "stop opioid-dependence-treatment",
        "warn opioid-analgesic",
    ]


@pytest.mark.parametrize(
    ("atc", "expected"),
    [
        ("N02AX02", [ANALGESIC]),
        ("N02AJ13", [ANALGESIC]),
        ("N01AH01", [ANALGESIC]),
        ("N07BC01", [ANALGESIC, DEPENDENCE]),
        ("R05DA08", [COUGH]),
        ("A07DA03", ["warn opioid-cough-or-diarrhoea"]),
        ("L04AX01", ["warn immunosuppressant"]),
        ("L04ZZ99", ["warn immunosuppressant"]),
        ("H02AB06", ["warn corticosteroid"]),
        ("D10BA01", ["warn isotretinoin"]),
        ("D10AD04", ["inform isotretinoin"]),
        ("D07AA02", []),
        ("C10AA05", []),
    ],
)
def test_a_code_alone_is_enough_whatever_the_text_says(atc, expected):
    assert sorted(found(medicine("", atc=atc))) == sorted(expected)
    assert sorted(found(medicine("Xyzzolan", atc=atc))) == sorted(expected)


def test_a_code_tells_which_use_of_a_medicine_is_meant():
    assert found(medicine("buprenorphine", atc="N02AE01")) == [ANALGESIC]
    assert found(medicine("hydrocortisone", atc="D07AA02")) == []


def test_text_and_code_that_differ_are_both_checked_and_noted():
    result = found(medicine("prednisolone", atc="N02AX02"))
    assert result == [ANALGESIC, "warn corticosteroid", "inform medicine-code-differs"]


def test_a_code_of_the_combination_agrees_with_its_ingredients_in_the_text():
    assert "inform medicine-code-differs" not in found(medicine("codeine + paracetamol", atc="N02AJ06"))


def test_a_group_code_that_a_rule_splits_is_not_enough():
    assert screen(medicine("", atc="N02")).not_checked == ("ATC N02",)
    assert screen(medicine("", atc="C10AA")).not_checked == ()
    assert found(medicine("", atc="N02A")) == [ANALGESIC]


def test_a_code_of_another_system_is_passed_over_for_the_text():
    entry = medicine("tramadol")
    coded = type(entry)("medicine", "tramadol", "http://www.nlm.nih.gov/research/umls/rxnorm", "10689")
    assert screen(coded) == screen(entry)


def test_a_finding_names_the_medicine_and_shows_both_sides_where_sources_disagree():
    finding = screen(medicine("Vicodin 5/300")).findings[0]
    assert finding.about == "Vicodin 5/300"
    assert finding.message.startswith("Vicodin 5/300 (hydrocodone and paracetamol) contains an opioid.")
    assert any("cannot be taken" in source for source in finding.sources)
    assert any("combined on purpose only in micrograms" in source for source in finding.sources)


def test_one_medicine_gives_one_finding_for_each_code():
    assert found(medicine("morphine, oxycodone, fentanyl")) == [ANALGESIC]
    assert found(medicine("morphine"), medicine("morphine")) == [ANALGESIC]
    assert found(medicine("morphine"), medicine("oxycodone")) == [ANALGESIC, ANALGESIC]


def test_findings_stand_gravest_first_then_by_code_then_by_entry():
    findings = screen(
        medicine("zopiclone abcdefg"), medicine("tramadol"), medicine("morphine"), medicine("dextromethorphan"),
        medicine("metformin"),
    ).findings  # fmt: skip
    assert [(one.code, one.about) for one in findings] == [
        ("opioid-analgesic", "morphine"),
        ("opioid-analgesic", "tramadol"),
        ("diabetes-medicine", "metformin"),
        ("medicine-not-checked", "zopiclone abcdefg"),
        ("opioid-cough-or-diarrhoea", "dextromethorphan"),
    ]


NAMES = sorted(name for one in catalogue().medicines for name in (one.name, *one.names))


@given(st.lists(st.sampled_from(NAMES), max_size=5), st.sampled_from([*NAMES, "Xyzzolan 5 mg", "opioid cream"]))
def test_adding_a_medicine_never_removes_a_finding(names, one_more):
    before = screen(*[medicine(name) for name in names])
    after = screen(*[medicine(name) for name in names], medicine(one_more))
    assert set(map(repr, before.findings)) <= set(map(repr, after.findings))
    assert set(before.not_checked) <= set(after.not_checked)


def test_buprenorphine_without_more_is_taken_for_both_of_its_uses():
    assert found(medicine("buprenorphine")) == [ANALGESIC, DEPENDENCE]
    assert found(medicine("buprenorphine patch 10 micrograms/hour")) == [ANALGESIC]


def test_a_misspelt_name_before_brackets_is_not_explained_by_what_they_hold():
    findings = found(medicine("oxycodne (paracetamol)"))
    assert findings == ["warn medicine-not-checked"]
    assert found(medicine("Xyzzolan (paracetamol)")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("prednisolone 5 mg until finished", ["warn corticosteroid"]),
        ("prednisolone 5 mg until 2026-09-01", []),
        ("prednisolone 5 mg, finished", []),
    ],
)
def test_a_medicine_that_is_to_be_taken_until_something_is_taken_still_unless_a_day_is_named(text, expected):
    assert found(medicine(text)) == expected


def test_the_newer_of_the_day_entered_and_the_day_in_the_text_is_the_last_intake():
    entry = medicine("tramadol, stopped 2026-11-20", days_ago=60)
    assert found(entry) == found(medicine("tramadol", days_ago=2))


@pytest.mark.parametrize(("code", "is_checked"), [("N02BA51", False), ("N02BE51", True), ("C09AA99", True)])
def test_a_code_of_a_combination_that_is_not_on_file_does_not_tell_what_is_in_it(code, is_checked):
    assert ("warn medicine-not-checked" not in found(medicine("", atc=code))) is is_checked


def test_what_a_hospital_gives_without_a_name_is_not_checked():
    assert found(medicine("paracetamol, hospital injection weekly")) == ["warn medicine-not-checked"]

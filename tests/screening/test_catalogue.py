"""The medicines that ship: complete, unambiguous, and known to every rule."""

import re
from pathlib import Path

import pytest

from formulations.reference import dictionary
from formulations.reference.formulary import shipped_documents
from formulations.reference.medicines import catalogue as module
from formulations.reference.medicines.catalogue import BadCatalogue, catalogue
from formulations.reference.medicines.coding import atc_code, icd10_code, names_one_substance, snomed_code
from formulations.reference.medicines.spelling import parts
from formulations.reference.medicines.vocabulary import vocabulary
from tests.screening.cases import ATC, ICD10, SNOMED, specification

SCREENED = pytest.mark.parametrize(
    "code", [one["formulation"]["code"] for one in shipped_documents() if "screening" in one]
)
HEAD = 'about = "x"\nsource = "x"\nhow_sure = "x"\n'


def test_at_least_1_100_medicines_are_recognised():
    assert len(catalogue().medicines) >= 1_100


def test_every_code_has_the_structure_of_the_atc_index():
    for one in catalogue().medicines:
        for code in (*one.atc, *one.local_atc):
            assert atc_code(ATC, code=code) == code, (one.name, code)


def test_no_name_holds_a_sign_that_separates_medicines():
    for one in catalogue().medicines:
        for name in (one.name, *one.names):
            assert len(parts(name)) == 1, name


@SCREENED
def test_every_ingredient_that_a_rule_names_is_in_the_catalogue(code):
    known = {name for one in catalogue().medicines for name in one.called}
    for rule in specification(code).screening:
        assert set(rule.ingredients) <= known, (rule.code, set(rule.ingredients) - known)


@SCREENED
def test_every_code_that_a_rule_names_has_the_structure_of_its_system(code):
    for rule in specification(code).screening:
        assert all(atc_code(ATC, code=prefix) == prefix for prefix in rule.atc)
        assert all(re.fullmatch(r"[A-Z]\d\d(\.\d{1,2})?", code) for code in rule.icd10)
        assert all(re.fullmatch(r"\d{6,9}", code) for code in rule.snomed)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('medicines = [{ name = "x", of = ["no such thing"] }]', "has no entry of its own"),
        ('medicines = [{ name = "x" }, { name = "y", names = ["X"] }]', "means both"),
        ('medicines = [{ name = "x", brands = ["y"] }]', "not known here"),
        ("medicines = [{ name = ", "broken.toml"),
    ],
)
def test_a_file_with_an_error_is_refused_with_what_is_wrong(text, problem, tmp_path: Path, monkeypatch):
    (tmp_path / "broken.toml").write_text(HEAD + text)
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(BadCatalogue, match=problem):
        catalogue.__wrapped__()


@pytest.mark.parametrize(
    ("system", "code", "expected"),
    [
        (ATC, "n02ax02", "N02AX02"),
        ("urn:oid:2.16.840.1.113883.6.73", "N02A", "N02A"),
        (ATC, "N02AX2", ""),
        (ATC, "Q02AX02", ""),
        (ATC, "tramadol", ""),
        (SNOMED, "N02AX02", ""),
    ],
)
def test_an_atc_code_is_read_only_from_its_own_system_and_only_if_it_is_one(system, code, expected):
    assert atc_code(system, code=code) == expected


def test_other_codes_are_read_only_from_their_own_systems():
    assert icd10_code(ICD10, code="n18.4") == "N184"
    assert icd10_code(SNOMED, code="N18.4") == ""
    assert snomed_code(SNOMED, code=" 44054006 ") == "44054006"
    assert snomed_code(ICD10, code="44054006") == ""
    assert names_one_substance("N02AX02")
    assert not names_one_substance("N02AX")


def test_no_name_is_a_word_that_only_describes_a_medicine_besides_the_minerals():
    describing = vocabulary().beside_medicine
    single = [(phrase[0], one.name) for phrase, one in catalogue().by_phrase.items() if len(phrase) == 1]
    assert {name for word, name in single if word in describing} == {"calcium", "magnesium", "potassium"}


def test_the_edition_of_the_dictionary_changes_with_a_code_that_it_learns(tmp_path: Path, monkeypatch):
    (tmp_path / "codes").mkdir()
    codes = tmp_path / "codes" / "rxnorm.toml"
    codes.write_text("7804 oxycodone")
    monkeypatch.setattr(dictionary, "MEDICINES", tmp_path)
    before = dictionary.dictionary_sha256.__wrapped__()
    codes.write_text("7804 oxycodone\n7052 morphine")
    assert dictionary.dictionary_sha256.__wrapped__() != before

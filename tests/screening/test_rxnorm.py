"""RxNorm codes are read at the level of ingredients and, where open data name them, of products."""

from pathlib import Path

import pytest

from formulations.reference.medicines import rxnorm as module
from formulations.reference.medicines.catalogue import BadCatalogue
from formulations.reference.medicines.coding import rxnorm_code
from formulations.reference.medicines.recognition import recognise
from formulations.reference.medicines.rxnorm import rxnorm_names
from pharmacy.prescriptions.entry import KnownEntry
from tests.screening.cases import found, screen

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
HEAD = 'about = "x"\nsource = "x"\nlicence = "x"\nhow_sure = "x"\n'


def coded(code: str, *, text: str = "") -> KnownEntry:
    return KnownEntry("medicine", text, RXNORM, code)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("7804", "stop opioid-analgesic"),  # oxycodone
        ("857002", "stop opioid-analgesic"),  # hydrocodone with paracetamol, a product
        ("245134", "stop opioid-analgesic"),  # a fentanyl patch
        ("1256", "warn immunosuppressant"),  # azathioprine
        ("198377", "warn immunosuppressant"),  # tacrolimus capsule
        ("312617", "warn corticosteroid"),  # prednisone tablet
        ("10582", "warn thyroid-medicine"),
        ("861007", "warn diabetes-medicine"),  # metformin tablet
        ("7242", "warn duplicate-opioid-antagonist"),  # naloxone
    ],
)
def test_a_code_without_a_text_is_screened_as_what_it_stands_for(code, expected):
    assert expected in found(coded(code))
    assert "warn medicine-not-checked" not in found(coded(code))


def test_a_product_for_the_skin_is_not_taken_for_one_that_acts_in_the_body():
    assert found(coded("106258")) == []  # hydrocortisone cream
    assert "warn immunosuppressant" not in found(coded("313189"))  # tacrolimus ointment


@pytest.mark.parametrize("code", ["99999999", "0", "x12", ""])
def test_a_code_that_is_not_on_file_is_not_checked_and_never_harmless(code):
    assert found(coded(code)) == ["warn medicine-not-checked"]


def test_a_code_explains_a_name_that_is_not_known_and_a_code_not_on_file_changes_nothing():
    assert "stop opioid-analgesic" in found(coded("7804", text="Xyzzolan"))
    assert found(coded("99999999", text="paracetamol")) == []


def test_where_text_and_code_name_different_medicines_both_are_checked():
    findings = found(coded("7804", text="paracetamol"))
    assert "stop opioid-analgesic" in findings
    assert "inform medicine-code-differs" in findings
    assert "inform medicine-code-differs" not in found(coded("857002", text="Norco 5-325"))


def test_a_finding_names_what_a_code_stands_for():
    assert screen(coded("7804")).findings[0].about == "RxNorm 7804 (oxycodone)"


@pytest.mark.parametrize(
    ("system", "code", "expected"),
    [
        (RXNORM, " 7804 ", "7804"),
        (f"{RXNORM}|2025", "7804", "7804"),
        ("urn:oid:2.16.840.1.113883.6.88", "7804", "7804"),
        ("http://www.whocc.no/atc", "7804", ""),
        (RXNORM, "78o4", ""),
        (RXNORM, "٧٨", ""),
    ],
)
def test_a_code_is_read_only_from_its_own_system_and_only_if_it_is_a_number(system, code, expected):
    assert rxnorm_code(system, code=code) == expected


def test_every_code_on_file_stands_for_a_name_that_is_recognised_whole():
    assert len(rxnorm_names()) >= 1_000
    for code, name in rxnorm_names().items():
        said = recognise(name)
        assert said.mentions and said.is_complete, (code, name, said.unknown)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('codes = """\n7804 oxycodone\n7804 morphine\n"""', "stands for"),
        ('codes = """\noxycodone\n"""', "not a code and a name"),
        ('codes = """\nx7 oxycodone\n"""', "not a code and a name"),
    ],
)
def test_a_file_with_an_error_is_refused_with_what_is_wrong(text, problem, tmp_path: Path, monkeypatch):
    (tmp_path / "one.toml").write_text(HEAD + text)
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    monkeypatch.setattr(module, "RXNORM_FILES", ("one.toml",))
    with pytest.raises(BadCatalogue, match=problem):
        rxnorm_names.__wrapped__()

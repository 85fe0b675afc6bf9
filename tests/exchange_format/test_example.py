"""The example of the documentation is a drug file as any other."""

from pathlib import Path

from formulations.reference.formulary.drug_file import read_drug_file, write_drug_file

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "formulary" / "sodium-chloride.toml"


def test_the_example_is_complete_and_in_its_one_form() -> None:
    held = read_drug_file(EXAMPLE.read_bytes(), name=EXAMPLE.name)
    assert [one["formulation"]["code"] for one in held.documents] == ["sodium-chloride-oral-liquid"]
    assert write_drug_file(held.documents).encode() == EXAMPLE.read_bytes()

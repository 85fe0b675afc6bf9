"""The files that ship are in their one form, carry their hash, and hold nothing that an import would refuse."""

import tomllib
from pathlib import Path

import pytest

from formulations.reference.formulary.assembling import shipped_files
from formulations.reference.formulary.drug_file import read_drug_file, write_drug_file
from formulations.reference.loader import storage_conditions

FILES = pytest.mark.parametrize("path", shipped_files(), ids=lambda path: path.name)


@FILES
def test_a_shipped_file_carries_the_hash_of_its_content(path: Path) -> None:
    assert read_drug_file(path.read_bytes(), name=path.name).documents


@FILES
def test_writing_what_was_read_gives_the_same_bytes(path: Path) -> None:
    held = read_drug_file(path.read_bytes(), name=path.name, hash_matters=False)
    assert write_drug_file(held.documents).encode() == path.read_bytes()


def test_no_formulation_ships_twice() -> None:
    codes = [
        document["formulation"]["code"]
        for path in shipped_files()
        for document in read_drug_file(path.read_bytes(), name=path.name, hash_matters=False).documents
    ]
    assert len(codes) == len(set(codes))


@FILES
def test_a_storage_condition_means_the_same_in_every_file_that_ships(path: Path) -> None:
    known = storage_conditions()["conditions"]
    for row in tomllib.loads(path.read_text("utf-8")).get("storage_conditions", []):
        degrees = ("least_celsius", "most_celsius")
        assert [row[key] for key in degrees] == [known[row["code"]][key] for key in degrees], row["code"]

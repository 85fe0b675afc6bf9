"""The formulary that ships: every drug file beside this one, read as any other drug file is."""

from functools import cache
from pathlib import Path
from typing import Any

from formulations.reference.formulary.drug_file import read_drug_file
from formulations.reference.loader import storage_conditions

FOLDER = Path(__file__).resolve().parent

Document = dict[str, Any]


def shipped_files() -> tuple[Path, ...]:
    """Return the drug files that ship, in the order of their names. Source: `*.toml` beside this file."""
    return tuple(sorted(FOLDER.glob("*.toml")))


@cache
def shipped_documents() -> tuple[Document, ...]:
    """Return every formulation shipped as one self-contained document each; treat them as read-only.

    A document with `formulation.unavailable_reason` states a formulation that nobody may make.
    Raises BadDrugFile with every fault of a file and its line. Source: the drug files that ship. Whether each carries
    the hash of its content is for `manage.py formulary check` and the tests: nobody swaps a file of a release unseen.
    """
    return tuple(
        document
        for path in shipped_files()
        for document in read_drug_file(path.read_bytes(), name=path.name, hash_matters=False).documents
    )


def temperature_of(condition: str) -> Document:
    """Return the range of temperatures of a storage condition, in °C. Raises KeyError for a code that does not ship.

    Source: `storage.toml`.
    """
    conditions: Any = storage_conditions()["conditions"]
    found: Document = conditions[condition]
    return found

"""Reads the facts that ship with a release: editions of law, and storage conditions."""

from functools import cache
from pathlib import Path

from formulations.reference.law_editions import (
    LABEL_ELEMENTS,
    BadLaw,
    UnknownLaw,
    law,
    law_codes,
    law_edition,
    law_editions,
    law_from,
)
from formulations.reference.sourced import read_toml
from formulations.reference.typed_reader import BadDocument

FOLDER = Path(__file__).resolve().parent

__all__ = [
    "LABEL_ELEMENTS", "BadLaw", "UnknownLaw", "law", "law_codes", "law_edition", "law_editions", "law_from",
    "storage_conditions",
]  # fmt: skip


@cache
def storage_conditions() -> dict[str, object]:
    """Return the storage conditions shipped, as plain values: `conditions` by code, and their `sources`.

    Raises BadDocument for a file with an error. Source: `storage.toml`.
    """
    return read_toml(FOLDER / "storage.toml", error=BadDocument)

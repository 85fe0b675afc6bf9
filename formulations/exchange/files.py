"""Drug files on disk: read, checked, written whole or not at all."""

import os
import tempfile
from pathlib import Path

from formulations.exchange.refusals import NoSuchFile
from formulations.reference.formulary.drug_file import DrugFile, read_drug_file
from formulations.reference.formulary.plain_toml import MOST_BYTES


def read(path: Path, *, hash_matters: bool = True) -> DrugFile:
    """Return what a drug file holds. Raises NoSuchFile, and BadDrugFile with every fault."""
    return read_drug_file(read_bytes(path), name=path.name, hash_matters=hash_matters)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, and no more than show that it is too long. Raises NoSuchFile."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise NoSuchFile(f"{path}: {error.strerror or error}; check the name") from error


def write(text: str, *, to: Path) -> None:
    """Write a file whole or not at all: beside it first, then in its place. Raises NoSuchFile."""
    try:
        handle, beside = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(beside).chmod(0o644)
        Path(beside).replace(to)
    except OSError as error:
        raise NoSuchFile(f"{to}: {error.strerror or error}; check the folder") from error

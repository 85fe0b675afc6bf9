"""The directory that a run writes to: it replaces what an earlier run wrote there, and nothing else."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pharmacy.exchange.fhir.problems import shown
from pharmacy.exchange.options import BadOption

RECORD = "record.json"
_PAPER = re.compile(r"record\.json|leaflet\.pdf|label-[0-9]+\.pdf", re.ASCII)


def refuse_foreign_files(folder: Path) -> None:
    """Raise BadOption when a directory cannot take the files of a run.

    A file with the name of a paper is replaced only if the record of an earlier run lists it with the bytes it has.
    Source: house rule (a second run into the same directory replaces its own papers, and never somebody else's).
    """
    if folder.exists() and not folder.is_dir():
        raise BadOption(f"--out: {shown(str(folder))} is a file; name a directory")
    ours = files_of_an_earlier_run(folder)
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        if _PAPER.fullmatch(path.name) and path.name not in ours:
            message = "was not written by dispense, or was changed since; name another directory"
            raise BadOption(f"--out: {shown(str(path))} {message}")


def files_of_an_earlier_run(folder: Path) -> frozenset[str]:
    """Return the names of the files that an earlier run wrote to a directory and nobody changed since."""
    listed = _documents_listed(folder / RECORD)
    same = {name for name, sha256 in listed.items() if _sha256(folder / name) == sha256}
    return frozenset({RECORD, *same}) if listed or _is_a_record(folder / RECORD) else frozenset()


def write_files(folder: Path, *, files: Mapping[str, bytes]) -> list[Path]:
    """Write files beside their final names and return them; `publish` gives them the names.

    Raises BadOption when the directory cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(folder / f".{name}.part", content=content) for name, content in files.items()]
    except OSError as error:
        reason = error.strerror or "it cannot be written to"
        raise BadOption(f"--out: {shown(str(folder))}: {reason}; name a directory that can be written to") from error


def publish(folder: Path, *, files: Mapping[str, bytes]) -> None:
    """Give written files their names, the record last; the papers of an earlier run that have no successor go."""
    for name in files_of_an_earlier_run(folder) - set(files):
        (folder / name).unlink(missing_ok=True)
    for name in sorted(files, key=lambda name: name == RECORD):
        (folder / f".{name}.part").replace(folder / name)


def take_back(folder: Path, *, files: Mapping[str, bytes], existed: bool) -> None:
    """Remove what `write_files` wrote, and the directory too when this run made it."""
    for name in files:
        (folder / f".{name}.part").unlink(missing_ok=True)
    if not existed and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _write(path: Path, *, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _record(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def _is_a_record(path: Path) -> bool:
    return {"outcome", "formulation", "findings"} <= _record(path).keys()


def _documents_listed(path: Path) -> dict[str, str]:
    documents = _record(path).get("documents")
    rows = [one for one in documents if isinstance(one, dict)] if isinstance(documents, list) else []
    listed = {str(one.get("file")): str(one.get("sha256")) for one in rows}
    return {name: sha256 for name, sha256 in listed.items() if Path(name).name == name}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""

"""A fault of the program: where it happened is logged under an id, without any value that could be a patient's."""

import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path

LOG = "dispense.log"


def note_incident(error: BaseException, *, folder: Path) -> str:
    """Return the id under which a fault stands in `dispense.log` of a folder.

    The log holds the kind of error and the lines of code it passed, never its message or values, which may hold
    patient data. Source: house rule.
    """
    incident = secrets.token_hex(4)
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    causes = [type(one).__name__ for one in _chain(error)]
    moment = datetime.now(tz=UTC).isoformat(timespec="seconds")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOG).open("a", encoding="utf-8") as log:
        log.write("\n".join([f"{moment} incident {incident} {' from '.join(causes)}", *lines, ""]))
    return incident


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found

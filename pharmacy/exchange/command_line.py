"""One run of `dispense`, from the options to the exit status; every refusal becomes one line."""

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from formulations.reference.loader import UnknownLaw
from formulations.reference.papers import UnknownLanguage, UnknownStock
from formulations.science.beyond_use import DateOutOfReach, IngredientExpired
from formulations.science.formula import BadChoice
from formulations.science.life import NoUseByLimit
from formulations.science.quantities import BadQuantity
from formulations.science.regimen import BadRegimen
from pharmacy.compounding.objections import BatchRefused
from pharmacy.documents.refusals import PapersRefused
from pharmacy.exchange import folder
from pharmacy.exchange.dispense import Dispensed, PaperFailed, PaperNotMade, dispensing
from pharmacy.exchange.fhir.problems import BadBundle
from pharmacy.exchange.fhir.strict_json import read_file
from pharmacy.exchange.incident import LOG, note_incident
from pharmacy.exchange.options import BadOption, Options, read_options
from pharmacy.exchange.record import as_bytes
from pharmacy.exchange.turn import my_turn
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.staff import clock
from pharmacy.staff.queries import NoCommandLineUser, NoPharmacy

SUPPLIED, FAULT, BAD_INPUT, STOPPED = 0, 1, 2, 3
REFUSALS = (
    BadBundle, BadOption, BadEntry, BatchRefused, PapersRefused, PaperFailed,
    BadChoice, BadQuantity, BadRegimen, IngredientExpired, DateOutOfReach, NoUseByLimit,
    UnknownLaw, UnknownLanguage, UnknownStock,
)  # fmt: skip


def run(path: Path, *, given: Mapping[str, object]) -> tuple[int, str]:
    """Return the exit status and the line for standard error, empty where all went well.

    path: the bundle. given: the options as text. Whatever happens, there is no traceback: a fault of the program is
    logged under an id. Source: the contract of `dispense` (docs/dispense.md).
    """
    try:
        return _run(path, options=read_options(given))
    except REFUSALS as error:
        return BAD_INPUT, _one_line(str(error))
    except (NoPharmacy, NoCommandLineUser, PaperNotMade) as error:
        return FAULT, _one_line(str(error))
    except DatabaseError as error:
        return FAULT, f"{_about_the_database(error)} (incident {_noted(error)})"
    except Exception as error:  # noqa: BLE001  the last line of defence: a person sees one line, the log says where
        return FAULT, f"A fault of the program, not of the input: report incident {_noted(error)} ({LOG})"


def _run(path: Path, *, options: Options) -> tuple[int, str]:
    folder.refuse_foreign_files(options.out)
    content, existed = read_file(path), options.out.exists()
    files: dict[str, bytes] = {}
    try:
        with (
            timezone.override(clock.zone()),
            my_turn(settings.VAR_DIR),
            dispensing(content, options=options) as dispensed,
        ):
            files = _files(dispensed)
            folder.write_files(options.out, files=files)
    except BaseException:
        folder.take_back(options.out, files=files, existed=existed)
        raise
    folder.publish(options.out, files=files)
    return (STOPPED, _what_waits(dispensed)) if dispensed.is_stopped else (SUPPLIED, "")


def _files(dispensed: Dispensed) -> dict[str, bytes]:
    return {**dispensed.papers, folder.RECORD: as_bytes(dispensed.record)}


def _what_waits(dispensed: Dispensed) -> str:
    findings = dispensed.record["findings"]
    assert isinstance(findings, list), "the record lists its findings"
    waiting = [f"{one['code']} ({one['about']})" for one in findings if _waits(one)]
    return f"Stopped; a pharmacist must settle: {', '.join(waiting)}"


def _waits(finding: Mapping[str, object]) -> bool:
    return finding["severity"] != "inform" and finding["settled"] is None


def _noted(error: Exception) -> str:
    return note_incident(error, folder=settings.VAR_DIR / "log")


def _about_the_database(error: DatabaseError) -> str:
    if "locked" in str(error):
        return "The database was busy for too long; run the command again"
    return f"The database cannot be used ({type(error).__name__}); run: make setup"


def _one_line(text: str) -> str:
    return " ".join(text.split())

"""How a preparation is dosed and for whom it is checked, line by line."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone

from formulations.models import DeviceCalibration
from formulations.science.day_text import day_in_words
from formulations.written_out.document import Document, Line, Row, stated, worded


def devices(document: Document, *, calibrations: list[DeviceCalibration]) -> Iterable[Line]:
    """Yield what measures a dose, with what this pharmacy measured."""
    for row in document.rows("devices"):
        yield document.line(stated(row, "name"), _scale(row), row=row)
        for one in (one for one in calibrations if one.device_code == row.get("code")):
            value = f"{one.value} {one.unit}, {one.count} counted, {one.method}"
            yield Line(f"Measured here on {_day(one)}", value, f"By {one.measured_by}.")


def _day(calibration: DeviceCalibration) -> str:
    return day_in_words(timezone.localtime(calibration.measured_at).date())


def _scale(row: Row) -> str:
    words = {
        "capacity": "holds {}",
        "mark": "a mark every {}",
        "least": "from {}",
        "dead_space": "its tip holds {}",
        "nominal_units_per_ml": "nominally {} drops in 1 ml, to be measured",
        "nominal_amount_per_stroke": "nominally {} a stroke, to be measured",
        "most_units": "at most {} at once",
    }
    return ", ".join(text.format(row[key]) for key, text in words.items() if key in row)


def dose_limits(document: Document) -> Iterable[Line]:
    """Yield the bounds of the dose per day."""
    for row in document.rows("dose_limits"):
        bound = f"above {row['above']}" if "above" in row else f"below {stated(row, 'below')}"
        yield document.line(f"{bound} a day", _binding(row), row=row, why=row.get("message", ""))


def protocols(document: Document) -> Iterable[Line]:
    """Yield the ways of dosing that are on offer at entry."""
    for row in document.rows("protocols"):
        yield document.line(stated(row, "name"), "; ".join(row.get("steps", [])), row=row)


def screening(document: Document) -> Iterable[Line]:
    """Yield what a patient is screened for."""
    for row in document.rows("screening"):
        found = (word for key in ("atc", "ingredients", "terms", "icd10", "snomed") for word in row.get(key, []))
        value = f"{_binding(row)}; looks at {_looks_at(row)}"
        line = document.line(stated(row, "code"), value, row=row, why=row.get("message", ""))
        yield replace(line, found=", ".join(found))


def _looks_at(row: Row) -> str:
    days = f" of day {row.get('from_days', 0)} to {row['within_days']}" if "within_days" in row else ""
    return f"{worded(row, 'looks_at')}{days}"


def _binding(row: Row) -> str:
    if row.get("severity") == "inform":
        return "inform"
    settled = "a pharmacist may settle it" if row.get("overridable") else "nobody may settle it"
    return f"{stated(row, 'severity')}, {settled}"

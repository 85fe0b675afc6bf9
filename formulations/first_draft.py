"""The document that a draft of a new formulation begins with: what was asked for, and a usual start for its form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from formulations.reference.formulary import BadSpecification
from formulations.reference.formulary.assembling import temperature_of
from formulations.reference.formulary.parsing import FORMAT
from formulations.reference.formulary.wording import REQUIRED_SECTIONS
from formulations.reference.loader import storage_conditions
from formulations.reference.sourced import read_toml
from formulations.science.dosage_forms import DosageForm, form_named
from formulations.science.quantities import Unit

STARTS = Path(__file__).resolve().parent / "reference" / "first_drafts.toml"
HOUSE_RULE = "house-rule"
BASED_ON = "based-on"
FILLER = "filler"  # the vehicle of a capsule is the filler that is chosen

Document = dict[str, Any]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Answers:
    """What the short form asks of a new formulation.

    strengths: amounts ("1 mg"), each in one unit of the form. active: how the label names it; known: what the
    formulary knows of that substance (keys of the document's active). basis, law_category: the usual ones of the form
    when empty. source_title, how_sure: what it is based on; an empty title stands for a house rule.
    """

    name: str
    code: str
    dosage_form: str
    route: str
    active: str
    active_code: str
    strengths: tuple[str, ...]
    dose_unit: str
    basis: str = ""
    law_category: str = ""
    source_title: str = ""
    how_sure: str = "not-confirmed"
    known: Row = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The code of the source that everything in the first draft rests on."""
        return BASED_ON if self.source_title else HOUSE_RULE


def first_draft(answers: Answers) -> Document:
    """Return the first document of a new formulation: every section is there, and what nobody said yet is left out.

    It cannot be approved as it is: method, checks, limits, warnings and leaflet are the admin's to write.
    Raises UnknownDosageForm. Source: `reference/first_drafts.toml`, house rules for the start of each kind of form.
    """
    form = form_named(answers.dosage_form)
    start = _start(form)
    document: Document = {
        "format": FORMAT,
        "formulation": _head(answers),
        "active": _active(answers),
        "preparation": _preparation(answers, form=form, start=start),
        "strengths": [{"amount": one, "per": f"1 {form.per.value}"} | _sourced(answers) for one in answers.strengths],
        "components": [{"excipient": answers.active_code, "function": "active"} | _sourced(answers)],
        "excipients": [_as_excipient(answers)],
        "storage": start["storage"] | {"temperature": temperature_of(start["storage"]["code"])},
        "container": start["container"],
        "devices": [row for row in _rows("devices", form=form) if row["kind"] in form.devices],
        "label_warnings": [],
        "leaflet": {"en": [{"section": name, "sentences": []} for name in REQUIRED_SECTIONS]},
    }
    document["sources"] = _sources(document, answers=answers)
    return document


def usual_basis(form: DosageForm) -> str:
    """Return the amount that a specification of this form is usually written for. Source: `first_drafts.toml`."""
    return str(_start(form)["basis"])


def usual_category(form: DosageForm) -> str:
    """Return the kind in law that a form of this kind usually is. Source: `first_drafts.toml`."""
    return str(_start(form)["law_category"])


def _start(form: DosageForm) -> Row:
    kind = "piece" if form.is_counted else form.per.value
    start: Row = _for_piece(_starts()["per"][kind], unit=form.per)
    return start


@cache
def _starts() -> Mapping[str, Any]:
    return read_toml(STARTS, error=BadSpecification)


def _rows(key: str, *, form: DosageForm) -> list[Document]:
    rows: list[Document] = _for_piece(_starts()[key], unit=form.per)
    return rows


def _for_piece(value: Any, *, unit: Unit) -> Any:
    """Return a value with the word of the unit in its place, wherever it stands; a copy, so that it may be changed."""
    if isinstance(value, str):
        one, many = unit.words
        return value.replace("{piece}", one).replace("{pieces}", many)
    if isinstance(value, list):
        return [_for_piece(item, unit=unit) for item in value]
    if isinstance(value, Mapping):
        return {key: _for_piece(item, unit=unit) for key, item in value.items()}
    return value


def _sourced(answers: Answers) -> Document:
    return {"source": answers.source}


def _head(answers: Answers) -> Document:
    patient_name = answers.name[:1].lower() + answers.name[1:]
    said = {"code": answers.code, "name": answers.name, "patient_name": patient_name}
    return {**said, "dosage_form": answers.dosage_form, "route": answers.route}


def _active(answers: Answers) -> Document:
    known = {key: value for key, value in answers.known.items() if value}
    said = {"code": answers.active_code, "labelled_as": answers.active}
    return {"name": answers.active, **known, **said, **_sourced(answers)}


def _preparation(answers: Answers, *, form: DosageForm, start: Row) -> Document:
    vehicle = {"vehicle": FILLER} if form.per is Unit.CAPSULE else {}
    return vehicle | {
        "basis": answers.basis or start["basis"],
        "law_category": answers.law_category or start["law_category"],
        "dose_unit": answers.dose_unit,
        "shake": False,
        "free_from": [],
        **_sourced(answers),
    }


def _as_excipient(answers: Answers) -> Document:
    said = {"code": answers.active_code, "name": answers.active, "patient_name": answers.active}
    return {**said, "contains": [], "avoid_terms": [], **_sourced(answers)}


def _sources(document: Document, *, answers: Answers) -> list[Document]:
    stored: Any = storage_conditions()["sources"]
    known = [*_starts()["sources"], *stored]
    if answers.source_title:
        known.insert(0, {"code": BASED_ON, "title": answers.source_title, "how_sure": answers.how_sure})
    used = {HOUSE_RULE, *_named(document)}
    return [dict(row) for row in known if row["code"] in used]


def _named(value: object) -> Iterable[str]:
    """Yield every source code that stands in the document."""
    if isinstance(value, list):
        for item in value:
            yield from _named(item)
    if isinstance(value, Mapping):
        if isinstance(value.get("source"), str):
            yield str(value["source"])
        for item in value.values():
            yield from _named(item)

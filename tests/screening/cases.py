"""Short ways to say what a patient takes, has and cannot take, and to screen for one formulation."""

from datetime import date, timedelta
from functools import cache

from formulations.reference.formulary import shipped_documents, specification_from
from formulations.science.formula import choose_formula
from formulations.science.quantities import Quantity
from formulations.science.specification import Specification
from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.screening import LastSupply, Screening, screen_patient

TODAY = date(2026, 11, 22)
ATC = "http://www.whocc.no/atc"
ICD10 = "http://hl7.org/fhir/sid/icd-10"
SNOMED = "http://snomed.info/sct"
CAPSULE, MICROGRAM = "naltrexone-capsule", "naltrexone-microgram-liquid"


@cache
def specification(code: str = CAPSULE) -> Specification:
    document = next(one for one in shipped_documents() if one["formulation"]["code"] == code)
    return specification_from(document, version=1, sha256="0" * 64)


def medicine(text: str, *, atc: str = "", days_ago: int | None = None) -> KnownEntry:
    ended_on = None if days_ago is None else TODAY - timedelta(days=days_ago)
    return KnownEntry("medicine", text, ATC if atc else "", atc, ended_on)


def condition(text: str, *, system: str = "", code: str = "") -> KnownEntry:
    return KnownEntry("condition", text, system, code)


def allergy(text: str) -> KnownEntry:
    return KnownEntry("allergy", text)


def screen(
    *known: KnownEntry,
    code: str = CAPSULE,
    strength: str = "1 mg",
    choices: dict[str, str] | None = None,
    last_supply: LastSupply | None = None,
    first_day: date | None = None,
) -> Screening:
    facts = specification(code)
    asked = strength if code == CAPSULE else str(facts.strengths[0].amount).replace(",", "")
    amount = Quantity.read(asked)
    formula = choose_formula(facts, strength=amount, choices=choices or {})
    return screen_patient(
        facts,
        components=formula.components,
        known=known,
        today=TODAY,
        last_supply=last_supply,
        first_day=first_day,
        strength=formula.strength,
    )


def found(*known: KnownEntry, code: str = CAPSULE, choices: dict[str, str] | None = None) -> list[str]:
    """Return "stop opioid-analgesic" for each finding; a stop that nobody may override is "final stop"."""
    findings = screen(*known, code=code, choices=choices).findings
    return [f"{'' if one.overridable else 'final '}{one.severity.value} {one.code}" for one in findings]

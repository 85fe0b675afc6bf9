"""One MedicationRequest as an order: each part is read by itself, and what cannot be read is named by its path."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from formulations.science.formula import PACK
from formulations.science.measuring import units_taken_in
from formulations.science.quantities import Unit
from formulations.science.regimen import DoseStep
from formulations.science.specification import Specification
from pharmacy.exchange.fhir.bundle import Bundle
from pharmacy.exchange.fhir.coding import FORMULATION, PACKS, codes_in, text_of
from pharmacy.exchange.fhir.conformance import refuse_nonconforming
from pharmacy.exchange.fhir.dates import read_date
from pharmacy.exchange.fhir.dosage import read_steps
from pharmacy.exchange.fhir.element import Element
from pharmacy.exchange.fhir.known import read_known
from pharmacy.exchange.fhir.medications import Medicine, medicine_of, names_of
from pharmacy.exchange.fhir.ordered import FindSpecification, read_asked_strength, read_choices, read_formulation
from pharmacy.exchange.fhir.people import read_prescriber, the_prescriber
from pharmacy.exchange.fhir.problems import BadBundle
from pharmacy.exchange.fhir.report.values import OrderFound
from pharmacy.exchange.fhir.report.watching import plain
from pharmacy.exchange.fhir.request import days_to_supply, purpose
from pharmacy.prescriptions.entry import PrescriberEntry

MOST_REPEATS = 99
_Value = TypeVar("_Value")


@dataclass
class _Remarks:
    """What the parts of an order could not be read for."""

    found: list[str] = field(default_factory=list)

    def unless_bad(self, part: Callable[[], _Value], *, otherwise: _Value) -> _Value:
        """Return a part, or what stands in its place, with a remark that says why."""
        try:
            return part()
        except BadBundle as error:
            self.found.append(str(error))
            return otherwise


def read_order(bundle: Bundle, request: Element, *, find_specification: FindSpecification) -> OrderFound:
    """Return an order as far as it can be read. Raises BadBundle where nothing names the medicine.

    find_specification: gives the approved specification of a code. Source: FHIR R4, MedicationRequest.
    """
    remarks, medicine = _Remarks(), medicine_of(bundle, request)
    product = _product(medicine, remarks=remarks, find_specification=find_specification)
    dose_unit, taken_in = product.pop("dose_unit"), product.pop("taken_in", ())
    steps: tuple[DoseStep, ...] = remarks.unless_bad(
        lambda: read_steps(request, dose_unit=dose_unit, taken_in=taken_in, beyond_daily=True), otherwise=()
    )
    return OrderFound(
        path=request.path,
        name=names_of(bundle, medicine)[0],
        steps=steps,
        starts_on=remarks.unless_bad(lambda: _starts_on(request), otherwise=None) if steps else None,
        days=remarks.unless_bad(lambda: days_to_supply(request), otherwise=None),
        repeats_allowed=remarks.unless_bad(lambda: _repeats_allowed(request), otherwise=0),
        purpose=remarks.unless_bad(lambda: purpose(request), otherwise=""),
        written_on=remarks.unless_bad(lambda: _written_on(request), otherwise=None),
        prescriber=remarks.unless_bad(lambda: _prescriber(bundle, request), otherwise=_named_prescriber(request)),
        known=read_known(bundle, request)[0],
        directions=remarks.unless_bad(lambda: _directions(request), otherwise=()),
        notes=remarks.unless_bad(lambda: _notes(request), otherwise=()),
        **product,
        remarks=tuple(remarks.found),
    )


def names_this_pharmacys(request: Element) -> bool:
    """Whether a request itself, unread so far, names a formulation by this pharmacy's own code."""
    try:
        medicine = medicine_of(Bundle(()), Element(plain(request.value), request.path))
        return bool(codes_in(medicine.concept, system=FORMULATION))
    except BadBundle:
        return False


def _product(medicine: Medicine, *, remarks: _Remarks, find_specification: FindSpecification) -> dict[str, Any]:
    """Formulation, strength and choices where this pharmacy's codes name them; else a person chooses on the page."""
    specification: Specification | None = None
    if codes_in(medicine.concept, system=FORMULATION):
        specification = remarks.unless_bad(lambda: find_specification(read_formulation(medicine)), otherwise=None)
    if specification is None:
        return {"dose_unit": Unit.MILLIGRAM}
    found, nothing = specification, dict[str, str]()
    return {
        "dose_unit": found.dose_unit,
        "taken_in": _taken_in(found),
        "formulation": found.code,
        "strength": remarks.unless_bad(lambda: read_asked_strength(medicine, specification=found), otherwise=None),
        "choices": remarks.unless_bad(lambda: _choices(medicine, specification=found), otherwise=nothing),
    }


def _taken_in(specification: Specification) -> tuple[Unit, ...]:
    """What its devices measure in: drops, capsules, pump strokes."""
    per = specification.strengths[0].per.unit
    return tuple(unit for device in specification.devices for unit in units_taken_in(device, per=per))


def _choices(medicine: Medicine, *, specification: Specification) -> dict[str, str]:
    """Excipients, and the pack, which is no ingredient."""
    extensions = medicine.medication.children("extension") if medicine.medication else ()
    packs = [one.word("valueCode") for one in extensions if one.word("url") == PACKS]
    chosen = read_choices(medicine, specification=specification)
    return chosen | {PACK: packs[0]} if packs else chosen


def _prescriber(bundle: Bundle, request: Element) -> PrescriberEntry | None:
    person = the_prescriber(bundle, request)
    refuse_nonconforming(Element(plain(one.value), one.path) for one in (person,) if one)
    return read_prescriber(bundle, request)


def _named_prescriber(request: Element) -> PrescriberEntry | None:
    """The name beside a reference that leads nowhere."""
    requester = request.value.get("requester")
    name = requester.get("display") if isinstance(requester, dict) else None
    return PrescriberEntry(name=name.strip()) if isinstance(name, str) and name.strip() else None


def _starts_on(request: Element) -> date | None:
    """The first day of taking, where the first step is bound to dates."""
    dosages = request.children("dosageInstruction")
    first = min(dosages, key=lambda one: one.number("sequence", do="write it") if one.has("sequence") else 0)
    for name in ("timing", "repeat", "boundsPeriod"):
        if not first.has(name):
            return None
        first = first.child(name, do="write it")
    return read_date(first, "start")


def _repeats_allowed(request: Element) -> int:
    if not request.has("dispenseRequest"):
        return 0
    dispense = request.child("dispenseRequest", do="write it")
    if not dispense.has("numberOfRepeatsAllowed"):
        return 0
    return dispense.whole("numberOfRepeatsAllowed", least=0, most=MOST_REPEATS)


def _written_on(request: Element) -> date | None:
    day = read_date(request, "authoredOn")
    if day is None and request.has("authoredOn"):
        raise request.bad("is no full day; write the day by hand", name="authoredOn")
    return day


def _directions(request: Element) -> tuple[str, ...]:
    return tuple(one.folded("text") for one in request.children("dosageInstruction") if one.has("text"))


def _notes(request: Element) -> tuple[str, ...]:
    """What is said in words beside the dose: nobody but a person can act on it."""
    dosages = request.children("dosageInstruction")
    said = [one.folded("patientInstruction") for one in dosages]
    said += [text_of(more) for one in dosages for more in one.children("additionalInstruction")]
    said += [one.folded("text") for one in request.children("note")]
    return tuple(dict.fromkeys(text for text in said if text))

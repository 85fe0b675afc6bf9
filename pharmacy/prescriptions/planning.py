"""The plan of a prescription: rows and entries become plain values, and the science decides."""

from dataclasses import dataclass
from datetime import date

from formulations.models import Specification as SpecificationRow
from formulations.queries import (
    NoApprovedSpecification,
    UnknownFormulation,
    approved_specification,
    pinned_specification,
)
from formulations.reference.loader import law as read_law
from formulations.science.formula import BadChoice, choose_formula
from formulations.science.plan import Order, Plan, make_plan
from formulations.science.quantities import BadQuantity
from formulations.science.regimen import BadRegimen, DoseStep
from formulations.science.specification import ChosenFormula, Law, Specification
from pharmacy.prescriptions.entry import BadEntry, KnownEntry, PrescriptionEntry
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.past_supplies import last_supply_to
from pharmacy.prescriptions.screening import LastSupply, Screening, screen_patient
from pharmacy.staff.clock import today
from pharmacy.staff.queries import the_pharmacy


@dataclass(frozen=True)
class _Days:
    """The days and the law that a plan is made for."""

    made_on: date
    law: Law
    ingredient_expiry: date | None = None
    shortened_to: date | None = None


def plan_for(
    prescription: Prescription,
    *,
    made_on: date | None = None,
    ingredient_expiry: date | None = None,
    law: Law | None = None,
    shortened_to: date | None = None,
) -> Plan:
    """Return the plan of a prescription on record, with the specification that it was entered with.

    made_on: today when left out. law: the pharmacy's when left out. ingredient_expiry: the earliest of any lot used.
    Raises NoPharmacy, UnknownLaw, and what `make_plan` raises.
    """
    specification = pinned_specification(prescription.specification)
    formula = choose_formula(specification, strength=prescription.strength, choices=prescription.choices)
    days = _Days(made_on or today(), law or pharmacy_law(), ingredient_expiry, shortened_to)
    return _plan(formula, steps=ordered_steps(prescription), days=prescription.days, dates=days)


def plan_as_it_stands(prescription: Prescription) -> Plan:
    """Return the plan of the batch in force, with its day, law and dates; before one is made, the plan of today.

    Raises what `plan_for` raises.
    """
    made = prescription.batches.filter(discarded_at__isnull=True).first()
    if made is None:
        return plan_for(prescription)
    return plan_for(
        prescription,
        made_on=made.made_on,
        ingredient_expiry=made.ingredient_expiry,
        law=read_law(made.law),
        shortened_to=made.shortened_to,
    )


def screen_prescription(prescription: Prescription, *, plan: Plan) -> Screening:
    """Return what is found about the patient of a prescription on record."""
    return screen_patient(
        plan.order.formula.specification,
        components=plan.order.formula.components,
        strength=plan.order.formula.strength.amount,
        known=known_entries(prescription),
        today=today(),
        last_supply=last_supply_to(prescription.patient.public_id, besides=prescription),
    )


def plan_entry(entry: PrescriptionEntry, *, made_on: date, law: Law | None = None) -> tuple[Plan, Screening]:
    """Return the plan and the screening of an entry that is not on record; nothing is written.

    Raises BadEntry, which names the field, for what cannot be made, chosen or taken.
    """
    _, specification = approved(entry.formulation)
    plan = plan_order(entry, specification=specification, dates=_Days(made_on, law or pharmacy_law()))
    formula = plan.order.formula
    last_supply = last_supply_to(entry.patient.public_id) if entry.patient.public_id else None
    return plan, _screen_entry(formula, known=entry.known, last_supply=last_supply)


def approved(code: str) -> tuple[SpecificationRow, Specification]:
    """Return the approved specification of a formulation, as row and as facts. Raises BadEntry, which says why."""
    try:
        return approved_specification(code)
    except (NoApprovedSpecification, UnknownFormulation) as error:
        raise BadEntry(str(error), field="Formulation") from error


def plan_order(entry: PrescriptionEntry, *, specification: Specification, dates: _Days | None = None) -> Plan:
    """Return the plan of what an entry orders. Raises BadEntry for doses, days, strengths and choices that are none."""
    try:
        formula = choose_formula(specification, strength=entry.strength, choices=entry.choices)
    except (BadChoice, BadQuantity) as error:
        raise BadEntry(str(error), field="Strength and choices") from error
    try:
        return _plan(formula, steps=entry.steps, days=entry.days, dates=dates or _Days(today(), pharmacy_law()))
    except (BadRegimen, BadQuantity) as error:
        raise BadEntry(str(error), field="Doses and days") from error


def pharmacy_law() -> Law:
    """Return the law edition that the pharmacy works under. Raises NoPharmacy, UnknownLaw."""
    return read_law(the_pharmacy().law)


def ordered_steps(prescription: Prescription) -> tuple[DoseStep, ...]:
    """Return the dose steps of a prescription on record, in their order."""
    rows = prescription.steps.all()
    return tuple(DoseStep(row.dose, row.times_a_day, row.days, tuple(row.when)) for row in rows)


def known_entries(prescription: Prescription) -> tuple[KnownEntry, ...]:
    """Return what was known of the patient when the prescription was entered."""
    rows = prescription.known_facts.all()
    return tuple(KnownEntry(row.kind, row.text, row.system, row.code, row.ended_on) for row in rows)


def _plan(formula: ChosenFormula, *, steps: tuple[DoseStep, ...], days: int | None, dates: _Days) -> Plan:
    return make_plan(
        Order(
            formula=formula,
            steps=steps,
            days=days,
            made_on=dates.made_on,
            law=dates.law,
            ingredient_expiry=dates.ingredient_expiry,
            shortened_to=dates.shortened_to,
        )
    )


def _screen_entry(
    formula: ChosenFormula, *, known: tuple[KnownEntry, ...], last_supply: LastSupply | None
) -> Screening:
    return screen_patient(
        formula.specification,
        components=formula.components,
        strength=formula.strength.amount,
        known=known,
        today=today(),
        last_supply=last_supply,
    )

"""The plan of a prescription: rows and entries become plain values, and the science decides."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Protocol

from formulations.models import Specification as SpecificationRow
from formulations.queries import (
    NoApprovedSpecification,
    UnknownFormulation,
    approved_specification,
    pinned_specification,
)
from formulations.queries.kept import approved_facts, approved_facts_of
from formulations.queries.laws import law_in_force, law_on_record
from formulations.queries.sisters import sisters_of
from formulations.science.formula import BadChoice, choose_formula
from formulations.science.law import Law
from formulations.science.life import NoUseByLimit
from formulations.science.plan import Order, Plan, make_plan
from formulations.science.quantities import BadQuantity, Quantity
from formulations.science.regimen import BadRegimen, DoseStep
from formulations.science.specification import ChosenFormula, Container, Specification
from pharmacy.prescriptions.entry import BadEntry, KnownEntry, PrescriptionEntry
from pharmacy.prescriptions.filled_from import FilledFrom, filled_as, filled_now, sizes_in_stock, stock_read_once
from pharmacy.prescriptions.last_dose import last_dose_among
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.past_supplies import Past, last_supply_among, of_same_active, past_of
from pharmacy.prescriptions.screening import LastSupply, Screening, screen_patient
from pharmacy.prescriptions.slips import LastDose, find_slips
from pharmacy.staff.clock import today
from pharmacy.staff.queries import the_pharmacy


@dataclass(frozen=True)
class _Days:
    """The days and the law that a plan is made for. sisters: specifications to compare its use-by date with.

    starts_on: day 1 of the regimen, where it is not the day of making. filled: what it is filled from; of what is in
    stock when left out. stock: tells which sizes of a container that are.
    """

    made_on: date
    law: Law
    ingredient_expiry: date | None = None
    shortened_to: date | None = None
    sisters: tuple[Specification, ...] = ()
    starts_on: date | None = None
    filled: FilledFrom | None = None
    stock: Callable[[Container], tuple[Quantity, ...]] = sizes_in_stock


def plan_for(  # noqa: PLR0913  (each is one fact that a batch on record keeps)
    prescription: Prescription,
    *,
    made_on: date | None = None,
    ingredient_expiry: date | None = None,
    law: Law | None = None,
    shortened_to: date | None = None,
    filled: FilledFrom | None = None,
) -> Plan:
    """Return the plan of a prescription on record, with the specification that it was entered with.

    made_on: today when left out. law: the pharmacy's, as it holds that day, when left out. ingredient_expiry: the
    earliest of any lot used. filled: what a batch on record was filled from; today's stock when left out.
    Raises NoPharmacy, UnknownLaw, and what `make_plan` raises.
    """
    specification = pinned_specification(prescription.specification)
    formula = choose_formula(specification, strength=prescription.strength, choices=prescription.choices)
    made = made_on or today()
    sisters = sisters_of(prescription.specification)
    in_force, starts_on = law or pharmacy_law(on=made), prescription.starts_on
    filled = filled or filled_now(prescription, container=formula.pack.container)
    days = _Days(made, in_force, ingredient_expiry, shortened_to, sisters, starts_on=starts_on, filled=filled)
    return _plan(formula, steps=ordered_steps(prescription), days=prescription.days, dates=days)


def plan_as_it_stands(prescription: Prescription) -> Plan:
    """Return the plan of the batch in force, with its day, law and dates; before one is made, the plan of today.

    What follows on from another prescription is planned as made on the day it is due, if that is still to come.
    Raises what `plan_for` raises.
    """
    made = prescription.batches.filter(discarded_at__isnull=True).first()
    if made is None:
        return plan_for(prescription, made_on=_day_to_make(prescription))
    return plan_for(
        prescription,
        made_on=made.made_on,
        ingredient_expiry=made.ingredient_expiry,
        law=law_on_record(made.law, valid_from=made.law_edition),
        shortened_to=made.shortened_to,
        filled=filled_as(made.plan),
    )


def _day_to_make(prescription: Prescription) -> date:
    """Today; of a prescription that follows on from another the day it is due, as long as that is still to come.

    Made today it might be past its use-by date before the batch before it is used up.
    """
    due_on = prescription.due_on if prescription.continues_id else None
    return max(today(), due_on) if due_on else today()


def screen_prescription(
    prescription: Prescription, *, plan: Plan, past: Past | None = None, known: tuple[KnownEntry, ...] | None = None
) -> Screening:
    """Return what is found about the patient of a prescription on record.

    past, known: what `past_of` and `known_entries` returned already; they are asked for when left out.
    """
    before = past or past_of(prescription)
    screening = screen_patient(
        plan.order.formula.specification,
        components=plan.order.formula.components,
        strength=plan.order.formula.strength,
        known=known_entries(prescription) if known is None else known,
        today=today(),
        first_day=plan.order.first_day,
        last_supply=before.last_supply,
    )
    return _with_slips(screening, plan=plan, last=last_dose_among(before.earlier, before=prescription.number))


def plan_entry(
    entry: PrescriptionEntry, *, made_on: date, law: Law | None = None, known: Specification | None = None
) -> tuple[Plan, Screening]:
    """Return the plan and the screening of an entry that is not on record; nothing is written.

    known: a specification that `in_use` returned already; it is not asked for again where the entry is for it.
    Raises BadEntry, which names the field, for what cannot be made, chosen or taken.
    """
    plan = plan_made_on(entry, made_on=made_on, law=law, known=known)
    patient = entry.patient.public_id
    earlier = of_same_active(patient, formulation=entry.formulation) if patient else Prescription.objects.none()
    screening = _screen_entry(plan.order, known=entry.known, last_supply=last_supply_among(earlier))
    return plan, _with_slips(screening, plan=plan, last=last_dose_among(earlier))


def plan_made_on(
    entry: PrescriptionEntry, *, made_on: date, law: Law | None = None, known: Specification | None = None
) -> Plan:
    """Return the plan of an entry that is not on record, for a day of making; all else is as for `plan_entry`."""
    is_known = known is not None and known.code == entry.formulation
    specification = known if known and is_known else in_use(entry.formulation)
    days = _Days(made_on, law or pharmacy_law(on=made_on), starts_on=entry.starts_on)
    return plan_order(entry, specification=specification, dates=days)


class Planner(Protocol):
    """Plans an entry that is not on record, as `plan_made_on` does."""

    def __call__(self, entry: PrescriptionEntry, *, made_on: date) -> Plan:
        """Return the plan of an entry for a day of making."""


def planner_of_a_list(codes: Iterable[str]) -> Planner:
    """Return what plans many entries and reads versions, laws and stock once, however many there are.

    codes: of their formulations.
    """
    versions, law, stock = approved_facts_of(codes, on=today()), cache(pharmacy_law), stock_read_once()

    def plan(entry: PrescriptionEntry, *, made_on: date) -> Plan:
        days = _Days(made_on, law(on=made_on), starts_on=entry.starts_on, stock=stock)
        specification = versions.get(entry.formulation) or in_use(entry.formulation)  # which says why there is none
        return plan_order(entry, specification=specification, dates=days)

    return plan


def approved(code: str) -> tuple[SpecificationRow, Specification]:
    """Return the approved specification of a formulation, as row and as facts, to be put on record.

    Its content is read and checked. Raises BadEntry, which says why there is none.
    """
    try:
        return approved_specification(code, on=today())
    except (NoApprovedSpecification, UnknownFormulation) as error:
        raise BadEntry(str(error), field="Formulation") from error


def in_use(code: str) -> Specification:
    """Return what the approved specification of a formulation states, to show and plan with. Raises as `approved`."""
    try:
        return approved_facts(code, on=today())
    except (NoApprovedSpecification, UnknownFormulation) as error:
        raise BadEntry(str(error), field="Formulation") from error


def plan_order(entry: PrescriptionEntry, *, specification: Specification, dates: _Days | None = None) -> Plan:
    """Return the plan of what an entry orders. Raises BadEntry for doses, days, strengths and choices that are none."""
    try:
        formula = choose_formula(specification, strength=entry.strength, choices=entry.choices)
    except (BadChoice, BadQuantity) as error:
        raise BadEntry(str(error), field="Strength and choices") from error
    try:
        return _plan(
            formula,
            steps=entry.steps,
            days=entry.days,
            dates=dates or _Days(today(), pharmacy_law(), starts_on=entry.starts_on),
        )
    except NoUseByLimit as error:
        raise BadEntry(str(error), field="Strength and choices") from error
    except (BadRegimen, BadQuantity) as error:
        raise BadEntry(str(error), field="Doses and days") from error


def pharmacy_law(*, on: date | None = None) -> Law:
    """Return the edition of the law that the pharmacy works under on a day; today's when left out.

    Raises NoPharmacy, and UnknownLaw for a day before any edition that ships.
    """
    return law_in_force(the_pharmacy().law, on=on or today())


def ordered_steps(prescription: Prescription) -> tuple[DoseStep, ...]:
    """Return the dose steps of a prescription on record, in their order."""
    rows = prescription.steps.all()
    return tuple(
        DoseStep(row.dose, row.times_a_day, row.days, tuple(row.when), row.every, row.hours_apart) for row in rows
    )


def known_entries(prescription: Prescription) -> tuple[KnownEntry, ...]:
    """Return what was known of the patient when the prescription was entered."""
    rows = prescription.known_facts.all()
    return tuple(KnownEntry(row.kind, row.text, row.system, row.code, row.ended_on) for row in rows)


def _plan(formula: ChosenFormula, *, steps: tuple[DoseStep, ...], days: int | None, dates: _Days) -> Plan:
    filled = dates.filled or FilledFrom(dates.stock(formula.pack.container))
    return make_plan(
        Order(
            formula=formula,
            steps=steps,
            days=days,
            made_on=dates.made_on,
            law=dates.law,
            ingredient_expiry=dates.ingredient_expiry,
            shortened_to=dates.shortened_to,
            sisters=dates.sisters,
            starts_on=dates.starts_on,
            fills=filled.fills,
            rule=filled.rule,
            containers_before=filled.containers_before,
        )
    )


def _with_slips(screening: Screening, *, plan: Plan, last: LastDose | None) -> Screening:
    slips = find_slips(plan.regimen, specification=plan.order.formula.specification, last=last)
    return replace(screening, findings=(*screening.findings, *slips))


def _screen_entry(order: Order, *, known: tuple[KnownEntry, ...], last_supply: LastSupply | None) -> Screening:
    formula = order.formula
    return screen_patient(
        formula.specification,
        components=formula.components,
        strength=formula.strength,
        known=known,
        today=today(),
        first_day=order.first_day,
        last_supply=last_supply,
    )

"""The dose that a patient was to take last of an active."""

from dataclasses import replace
from uuid import UUID

from django.utils import timezone

from formulations.queries import pinned_specification
from formulations.queries.approved import facts_of
from formulations.science.doses import dose_in_mass, is_dosed_as_it_is
from formulations.science.formula import choose_formula
from formulations.science.quantities import BadQuantity, Quantity
from formulations.science.specification import ChosenFormula
from pharmacy.prescriptions.models import OrderedStep, Prescription, Stage
from pharmacy.prescriptions.past_supplies import of_same_active
from pharmacy.prescriptions.slips import LastDose
from pharmacy.staff import clock


def last_dose_of(patient: UUID, *, formulation: str, before: int | None = None) -> LastDose | None:
    """Return the last dose of the newest prescription of the same active, or None before the first. Four queries.

    patient: public_id. formulation: code of what is to be made. before: number of the prescription that it is compared
    with; one that is entered only now when left out. A prescription that was refused does not count. A dose ordered in
    drops that are no longer measured is not known, and None.
    """
    rows = of_same_active(patient, formulation=formulation).exclude(stage=Stage.REFUSED)
    rows = rows.filter(number__lt=before) if before is not None else rows
    row = rows.select_related("specification__formulation").order_by("-number").first()
    step: OrderedStep | None = row.steps.order_by("-sequence").first() if row else None
    if row is None or step is None:
        return None
    formula = choose_formula(facts_of(row.specification), strength=row.strength, choices=row.choices)
    dose = _in_dose_unit(step, row=row, formula=formula)
    day = row.written_on or timezone.localtime(row.entered_at, clock.zone()).date()
    return LastDose(dose, written_on=day, of_preparation=is_dosed_as_it_is(formula)) if dose else None


def _in_dose_unit(step: OrderedStep, *, row: Prescription, formula: ChosenFormula) -> Quantity | None:
    dose: Quantity = step.dose
    if dose.unit.is_strength:
        return dose
    measured = replace(formula, specification=pinned_specification(row.specification))
    try:
        return dose_in_mass(dose, formula=measured)
    except BadQuantity:
        return None

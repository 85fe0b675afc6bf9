"""The dose that a patient was to take last of an active."""

from dataclasses import replace

from django.db.models import QuerySet
from django.utils import timezone

from formulations.queries.kept import kept_facts, measured_facts
from formulations.science.doses import dose_in_mass, is_dosed_as_it_is
from formulations.science.formula import choose_formula
from formulations.science.quantities import BadQuantity, Quantity
from formulations.science.specification import ChosenFormula
from pharmacy.prescriptions.models import OrderedStep, Prescription, Stage
from pharmacy.prescriptions.slips import LastDose
from pharmacy.staff import clock


def last_dose_among(earlier: QuerySet[Prescription], *, before: int | None = None) -> LastDose | None:
    """Return the last dose of a patient's newest prescription of the same active, or None before the first.

    earlier: what `of_same_active` returns. before: number of the prescription that it is compared with; one that is
    entered only now when left out. A prescription that was refused does not count. A dose ordered in drops that are no
    longer measured is not known, and None. Two queries.
    """
    rows = earlier.exclude(stage=Stage.REFUSED)
    rows = rows.filter(number__lt=before) if before is not None else rows
    related = rows.select_related("specification__formulation").defer("specification__content")
    row = related.order_by("-number").first()
    step: OrderedStep | None = row.steps.order_by("-sequence").first() if row else None
    if row is None or step is None:
        return None
    (facts,) = kept_facts([row.specification])
    formula = choose_formula(facts, strength=row.strength, choices=row.choices)
    dose = _in_dose_unit(step, row=row, formula=formula)
    day = row.written_on or timezone.localtime(row.entered_at, clock.zone()).date()
    return LastDose(dose, written_on=day, of_preparation=is_dosed_as_it_is(formula)) if dose else None


def _in_dose_unit(step: OrderedStep, *, row: Prescription, formula: ChosenFormula) -> Quantity | None:
    dose: Quantity = step.dose
    if dose.unit.is_strength:
        return dose
    measured = replace(formula, specification=measured_facts(row.specification))
    try:
        return dose_in_mass(dose, formula=measured)
    except BadQuantity:
        return None

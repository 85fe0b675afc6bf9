"""The plan of one supply: regimen, measuring, containers and use-by date from one set of facts."""

from dataclasses import dataclass
from datetime import date

from formulations.science.beyond_use import UseBy
from formulations.science.findings import Finding
from formulations.science.measuring import Measure
from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep, Regimen
from formulations.science.specification import ChosenFormula, Device, Law
from formulations.science.supply import Supply


@dataclass(frozen=True)
class Order:
    """What a prescription asks for, without the patient."""

    formula: ChosenFormula
    steps: tuple[DoseStep, ...]
    days: int | None
    made_on: date
    law: Law
    ingredient_expiry: date | None = None
    shortened_to: date | None = None


@dataclass(frozen=True)
class Plan:
    """What follows from an order. measures stand in the order of the regimen's steps.

    findings: dose range, dose-not-measurable, restrictions on the chosen components, supply-outlives-use-by.
    device, supply and measures are None or empty only together with a dose-not-measurable finding.
    """

    order: Order
    regimen: Regimen
    device: Device | None
    measures: tuple[Measure, ...]
    total_amount: Quantity | None
    use_by: UseBy
    supply: Supply | None
    findings: tuple[Finding, ...]

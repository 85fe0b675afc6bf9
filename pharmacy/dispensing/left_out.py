"""What is known of a supply that was left out of its storage. Nothing is written."""

from dataclasses import dataclass
from datetime import date

from formulations.queries import pinned_specification
from formulations.queries.laws import law_on_record
from formulations.reference.storage import excursion_rules, storage_ranges
from formulations.science.excursion import LeftOut, judge_left_out
from formulations.science.findings import Finding
from formulations.science.formula import choose_formula
from formulations.science.specification import ChosenFormula
from pharmacy.compounding.models import Batch
from pharmacy.prescriptions.plan_shown import ShownFinding, show_finding
from pharmacy.staff import clock


@dataclass(frozen=True)
class LeftOutPage:
    """A supply, how it belongs, and what is known; no findings before a time and a temperature were given."""

    batch: Batch
    name: str
    strength: str
    kept: str
    made_on: date
    use_by: date
    findings: tuple[ShownFinding, ...]


def left_out_page(batch: Batch, *, hours: int | None = None, celsius: int | None = None) -> LeftOutPage:
    """Return the page of one supply's batch. Raises SpecificationAltered, UnknownLaw."""
    formula = _formula(batch)
    storage = formula.pack.storage
    found = _judge(batch, formula=formula, hours=hours, celsius=celsius) if hours and celsius is not None else ()
    return LeftOutPage(
        batch=batch,
        name=batch.specification.formulation.name,
        strength=str(formula.strength),
        kept=f"{formula.pack.container.name}, {storage.least_celsius} to {storage.most_celsius} °C",
        made_on=batch.made_on,
        use_by=batch.use_by,
        findings=tuple(show_finding(one) for one in found),
    )


def _judge(batch: Batch, *, formula: ChosenFormula, hours: int, celsius: int) -> tuple[Finding, ...]:
    left_out = LeftOut(
        formula=formula,
        law=law_on_record(batch.law, valid_from=batch.law_edition),
        made_on=batch.made_on,
        use_by=batch.use_by,
        hours=hours,
        celsius=celsius,
        today=clock.today(),
    )
    return judge_left_out(left_out, ranges=storage_ranges(), rules=excursion_rules())


def _formula(batch: Batch) -> ChosenFormula:
    prescription = batch.prescription
    specification = pinned_specification(batch.specification)
    return choose_formula(specification, strength=prescription.strength, choices=prescription.choices)

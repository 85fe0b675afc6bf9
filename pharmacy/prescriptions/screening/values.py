"""What goes into a screening besides the entries, and what comes out."""

from dataclasses import dataclass
from datetime import date

from formulations.science.findings import Finding
from formulations.science.quantities import Quantity


@dataclass(frozen=True)
class LastSupply:
    """What the same patient was given last. strength: mass of active per unit (one capsule, 1 ml, 1 g)."""

    formulation_code: str
    strength: Quantity
    supplied_on: date


@dataclass(frozen=True)
class Screening:
    """What was found about a patient, gravest first, and the medicines that could not be checked, as written."""

    findings: tuple[Finding, ...]
    not_checked: tuple[str, ...]

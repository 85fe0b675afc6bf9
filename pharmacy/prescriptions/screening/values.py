"""What goes into a screening besides the entries, and what comes out."""

from dataclasses import dataclass
from datetime import date

from formulations.science.findings import Finding
from formulations.science.specification import Strength


@dataclass(frozen=True)
class LastSupply:
    """What the same patient was given last of the same active.

    product: what it is called on our pages. patient_name: what it is called on the patient's papers. container: what
    it was handed over in.
    """

    formulation_code: str
    product: str
    patient_name: str
    strength: Strength
    container: str
    supplied_on: date


@dataclass(frozen=True)
class Change:
    """What is not as it was at the last supply of the same active.

    per: the unit that holds another amount of active than before ("1 ml"), empty where the products have no unit in
    common; then before and now are names of products, else amounts. product_before, product_now: what they are called.
    """

    per: str
    before: str
    now: str
    product_before: str
    product_now: str
    container_before: str
    supplied_on: date


@dataclass(frozen=True)
class Screening:
    """What was found about a patient, gravest first, and the medicines that could not be checked, as written."""

    findings: tuple[Finding, ...]
    not_checked: tuple[str, ...]

"""How a preparation is dosed and what a patient is screened for, as plain frozen values."""

from dataclasses import dataclass
from decimal import Decimal

from formulations.science.findings import Severity
from formulations.science.quantities import Quantity
from formulations.science.regimen import DoseStep


@dataclass(frozen=True)
class Device:
    """What measures a dose. kind: whole-unit, oral-syringe, dropper or pump; each kind uses the fields it needs.

    capacity, mark, least: of a syringe, in ml. per_unit: what one drop or stroke delivers is `units_per`:
    drops in 1 ml (dropper), or amount of preparation in one stroke (pump, g or ml). measured: whether units_per was
    measured on this pharmacy's own preparation and device; a nominal figure is never dosed by.
    most_units: the largest count taken at once (capsules, drops, strokes). density: g per ml, for a topical syringe.
    dead_space: what the tip of a syringe holds besides the printed volume, in ml, where the device states it.
    """

    code: str
    kind: str
    name: str
    capacity: Quantity | None = None
    mark: Quantity | None = None
    least: Quantity | None = None
    units_per_ml: Decimal | None = None
    amount_per_stroke: Quantity | None = None
    most_units: int | None = None
    density: Decimal | None = None
    measured: str = ""
    dead_space: Quantity | None = None


@dataclass(frozen=True)
class DoseLimit:
    """One bound on the dose per day and what follows from crossing it. Crossed when dose > above, or dose < below."""

    code: str
    severity: Severity
    overridable: bool
    message: str
    above: Quantity | None
    below: Quantity | None
    titration_exempt: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class MadeAs:
    """What a step of a protocol is made as: a formulation by its code, and its strength where it comes in several."""

    formulation: str
    strength: Quantity | None = None

    def __str__(self) -> str:
        return f"{self.formulation} {self.strength}" if self.strength else self.formulation


@dataclass(frozen=True)
class Protocol:
    """A way of dosing that the formulary knows: its steps, and what each source says with how sure that is.

    why: what to know before it is used. products: of each step, None for the one chosen; empty where none is named.
    """

    code: str
    name: str
    steps: tuple[DoseStep, ...]
    why: str
    sources: tuple[str, ...]
    products: tuple[MadeAs | None, ...] = ()


@dataclass(frozen=True)
class ScreeningRule:
    """One thing to look for in what a patient takes or has.

    looks_at: medicines, recent-medicines, conditions.
    atc, ingredients: prefixes and names that match a medicine. terms, icd10, snomed: that match a condition.
    within_days: for recent medicines, matched when fewer than this many days have gone by since the last intake
    (from_days: and at least this many).
    """

    code: str
    severity: Severity
    overridable: bool
    message: str
    looks_at: str
    sources: tuple[str, ...]
    atc: tuple[str, ...] = ()
    ingredients: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    icd10: tuple[str, ...] = ()
    snomed: tuple[str, ...] = ()
    from_days: int = 0
    within_days: int = 0

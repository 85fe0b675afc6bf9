"""The facts of one approved specification, as plain frozen values that decisions are made from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from formulations.science.findings import Severity
from formulations.science.quantities import Quantity, Unit


@dataclass(frozen=True)
class Source:
    """Where a number or a rule comes from. how_sure: official, study, second-hand or expert-opinion."""

    code: str
    title: str
    how_sure: str


@dataclass(frozen=True)
class Strength:
    """Mass of active in one unit of the preparation: 1.5 mg per 1 capsule, 5 mg per 1 ml."""

    amount: Quantity
    per: Quantity

    def __str__(self) -> str:
        if self.per.unit is Unit.CAPSULE:
            return str(self.amount)
        per = self.per.unit.value if self.per.value == 1 else str(self.per)
        return f"{self.amount}/{per}" if self.amount.unit is not Unit.MICROGRAM else f"{self.amount} per {per}"


@dataclass(frozen=True)
class StrengthRange:
    """Strengths made on request: any amount from least to most per one unit."""

    least: Quantity
    most: Quantity
    per: Quantity


@dataclass(frozen=True)
class Component:
    """One substance in the preparation. function: active, vehicle, preservative, filler, shell, sweetener ...

    quantity: per basis of the specification; None means as much as is needed (q.s.), allowed for one component.
    choice: name of the choice this component belongs to ("filler", "shell"); empty when it is always in.
    """

    excipient: str
    name: str
    function: str
    quantity: Quantity | None
    choice: str = ""
    is_default: bool = False


@dataclass(frozen=True)
class Storage:
    """How the preparation is kept. Temperatures in °C."""

    code: str
    least_celsius: int
    most_celsius: int
    protect_from_light: bool
    do_not_freeze: bool


@dataclass(frozen=True)
class StabilityStudy:
    """A study that may lengthen the use-by date, with exactly what it holds for.

    vehicle, container, storage: codes that must all match. The strength must lie within least and most.
    microbial_evidence: whether it also shows that the preservation works (needed by some laws for water-based forms).
    """

    code: str
    days: int
    vehicle: str
    container: str
    storage: str
    least_strength: Quantity
    most_strength: Quantity
    microbial_evidence: bool
    summary: str
    source: Source


@dataclass(frozen=True)
class HouseLimit:
    """The pharmacy's own limit in days, and why. applies: "always", or "no-law" (only where law sets no ceiling)."""

    code: str
    days: int
    applies: str
    why: str
    source: Source


@dataclass(frozen=True)
class InUseLimit:
    """Days that a container may be used once opened."""

    code: str
    days: int
    why: str
    source: Source


@dataclass(frozen=True)
class Device:
    """What measures a dose. kind: whole-unit, oral-syringe, dropper or pump; each kind uses the fields it needs.

    capacity, mark, least: of a syringe, in ml. per_unit: what one drop or stroke delivers is `units_per`:
    drops in 1 ml (dropper), or amount of preparation in one stroke (pump, g or ml). measured: whether units_per was
    measured on this pharmacy's own preparation and device; a nominal figure is never dosed by.
    most_units: the largest count taken at once (capsules, drops, strokes). density: g per ml, for a topical syringe.
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


@dataclass(frozen=True)
class Container:
    """What the preparation is handed over in. fills: the amounts it comes filled with, smallest first.

    counted: whether it is filled with the exact count (capsules) up to its largest fill.
    stays_behind: what cannot be taken out of it, on its walls or below the syringe; a fill holds that on top.
    """

    code: str
    name: str
    fills: tuple[Quantity, ...]
    counted: bool
    stays_behind: Quantity | None = None


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


@dataclass(frozen=True)
class Restriction:
    """A rule on an excipient or property: forbid or condition, for the functions named (filler, shell ...)."""

    excipient: str
    functions: tuple[str, ...]
    effect: str
    finding_code: str
    reason: str
    grade: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Excipient:
    """An excipient and what it carries. contains: properties a patient may have to avoid ("lactose", "gelatine")."""

    code: str
    name: str
    patient_name: str
    contains: tuple[str, ...]
    avoid_terms: tuple[str, ...]


@dataclass(frozen=True)
class Specification:
    """One approved, numbered version of how a formulation is made, kept and labelled."""

    code: str
    version: int
    sha256: str
    name: str
    patient_name: str
    active_name: str
    dosage_form: str
    route: str
    strengths: tuple[Strength, ...]
    strengths_on_request: StrengthRange | None
    basis: Quantity
    vehicle: str
    components: tuple[Component, ...]
    excipients: tuple[Excipient, ...]
    restrictions: tuple[Restriction, ...]
    storage: Storage
    container: Container
    law_category: str
    studies: tuple[StabilityStudy, ...]
    house_limits: tuple[HouseLimit, ...]
    in_use: InUseLimit | None
    devices: tuple[Device, ...]
    dose_unit: Unit
    dose_limits: tuple[DoseLimit, ...]
    screening: tuple[ScreeningRule, ...]
    label_warnings: tuple[str, ...]
    leaflet: "tuple[tuple[str, tuple[str, ...]], ...]"
    sources: tuple[Source, ...]
    free_from: tuple[str, ...] = ()
    shake: bool = False


@dataclass(frozen=True)
class ChosenFormula:
    """A specification with its choices made for one patient: components without alternatives, one strength."""

    specification: Specification
    strength: Strength
    components: tuple[Component, ...]


@dataclass(frozen=True)
class Law:
    """One dated edition of a country's rules.

    ceilings: days by category; a category that is missing has no ceiling in this law.
    day_of_making_counts: whether the day of making is day 1 (made on the 1st, 14 days, last use on the 14th).
    extension_ceiling_days: the most that a study may give; extension_needs_microbial: categories where a study must
    also show that preservation works; never_extend: categories that no study lengthens.
    """

    code: str
    name: str
    edition: str
    valid_from: date
    day_of_making_counts: bool
    ceilings: "tuple[LawCeiling, ...]"
    extension_ceiling_days: int | None
    extension_needs_microbial: tuple[str, ...]
    never_extend: tuple[str, ...]
    label_elements: tuple[str, ...]
    least_type_size_pt: Decimal
    date_style: str
    sources: tuple[Source, ...]
    label_language: str = "en"
    extension_source: Source | None = None


@dataclass(frozen=True)
class LawCeiling:
    """Days that the law allows for one category of preparation without a study."""

    code: str
    category: str
    days: int
    why: str
    source: Source

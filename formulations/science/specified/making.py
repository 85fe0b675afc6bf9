"""What a preparation is made of, and how it is made, as plain frozen values."""

from dataclasses import dataclass
from decimal import Decimal

from formulations.science.quantities import Quantity, Unit


@dataclass(frozen=True)
class Strength:
    """Amount of active in one unit of the preparation: 1.5 mg per 1 capsule, 5 mg per 1 ml, 5,000 units per 1 ml."""

    amount: Quantity
    per: Quantity

    def __str__(self) -> str:
        if self.per.unit.is_one_piece:
            return str(self.amount)
        per = self.per.unit.value if self.per.value == 1 else str(self.per)
        spelled_out = self.amount.unit in (Unit.MICROGRAM, Unit.ACTIVITY)
        return f"{self.amount} per {per}" if spelled_out else f"{self.amount}/{per}"


@dataclass(frozen=True)
class StrengthRange:
    """Strengths made on request: any amount from least to most per one unit."""

    least: Quantity
    most: Quantity
    per: Quantity


@dataclass(frozen=True)
class FurtherActive:
    """A second active, with its fixed amount in one unit of the preparation: 10 mg per 1 g."""

    code: str
    labelled_as: str
    amount: Quantity
    per: Quantity

    @property
    def strength(self) -> Strength:
        """Its amount per unit of the preparation, as a strength."""
        return Strength(self.amount, self.per)


@dataclass(frozen=True)
class SourceMaterial:
    """What the active may be taken from: a powder or a licensed product. excipients: what the product brings along."""

    code: str
    name: str
    kind: str
    weigh_as: str
    contains: tuple[str, ...]
    excipients: tuple[str, ...] = ()
    factor: Decimal | None = None
    labelled_mass_per_unit: Quantity | None = None


@dataclass(frozen=True)
class Component:
    """One substance in the preparation. function: active, vehicle, preservative, filler, shell, sweetener ...

    quantity: per basis of the specification; None means as much as is needed (q.s.), allowed for one component.
    choice: name of the choice this component belongs to ("filler", "shell"); empty when it is always in.
    grade: the quality it is bought in ("Ph. Eur."). condition_met: why it may be used although a restriction sets a
    condition on it.
    """

    excipient: str
    name: str
    function: str
    quantity: Quantity | None
    choice: str = ""
    is_default: bool = False
    grade: str = ""
    condition_met: str = ""


@dataclass(frozen=True)
class Excipient:
    """An excipient and what it carries. contains: properties a patient may have to avoid ("lactose", "gelatine")."""

    code: str
    name: str
    patient_name: str
    contains: tuple[str, ...]
    avoid_terms: tuple[str, ...]
    functions: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    cas: str = ""
    unii: str = ""
    e_number: str = ""
    release_modifying: bool = False
    density: Decimal | None = None


@dataclass(frozen=True)
class Restriction:
    """A rule on an excipient or on a property: forbid, condition or prefer, for the functions named (filler ...).

    excipient, property: one of both is set. scope: drug, dosage-form or formulation, how far the rule reaches.
    grade: trial, study, monograph, expert opinion or house rule.
    """

    excipient: str
    functions: tuple[str, ...]
    effect: str
    finding_code: str
    reason: str
    grade: str
    sources: tuple[str, ...]
    property: str = ""
    scope: str = "formulation"


@dataclass(frozen=True)
class MethodStep:
    """One step of making. required: it must be signed. minutes: how long it takes, where that matters."""

    text: str
    required: bool
    minutes: int | None
    pharmacist_only: bool


@dataclass(frozen=True)
class QualityCheck:
    """One check of the finished preparation, with its limits as text ("pH 3 to 4")."""

    code: str
    name: str
    method: str
    limits: str
    required: bool


@dataclass(frozen=True)
class Hazard:
    """How dangerous making it is, and what protects the maker."""

    category: str
    protection: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class PriceBasis:
    """What the price is reckoned from: an amount of money for a basis. amount: exact, in the currency."""

    basis: str
    amount: Decimal
    currency: str

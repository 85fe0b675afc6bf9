"""Potency: the mass to weigh of the substance at hand for a labelled mass of active (salt, hydrate, assay, water)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from formulations.science.quantities import Quantity

WATER = "water"
MOLAR_MASS = {  # g/mol, of what a base may carry; source: IUPAC standard atomic weights, 2021
    WATER: Decimal("18.015"),
    "hydrogen chloride": Decimal("36.461"),
    "hydrogen bromide": Decimal("80.912"),
}
MOST_ASSAY = Decimal(110)  # percent; no monograph allows more, so more is a slip of the pen


class BadCertificate(ValueError):
    """A figure of a certificate of analysis, or of a substance, that cannot be right; the message gives it."""


class Basis(Enum):
    """What an assay is stated on."""

    ANHYDROUS = "anhydrous"
    AS_IS = "as is"


@dataclass(frozen=True)
class SubstanceForm:
    """A chemical form of one base. base_molar_mass: g/mol. carries: a key of MOLAR_MASS, empty for the base itself."""

    name: str
    base_molar_mass: Decimal
    carries: str = ""
    waters: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        if self.base_molar_mass <= 0 or self.waters < 0:
            raise BadCertificate(f"{self.name} cannot have {self.base_molar_mass} g/mol with {self.waters} water")
        if self.carries and self.carries not in MOLAR_MASS:
            raise BadCertificate(f"{self.name} carries {self.carries!r}; known are {', '.join(MOLAR_MASS)}")

    @property
    def dry_molar_mass(self) -> Decimal:
        """Molar mass without water, in g/mol."""
        return self.base_molar_mass + (MOLAR_MASS[self.carries] if self.carries else 0)

    @property
    def molar_mass(self) -> Decimal:
        """Molar mass with its water of crystallisation, in g/mol."""
        return self.dry_molar_mass + self.waters * MOLAR_MASS[WATER]


@dataclass(frozen=True)
class Certificate:
    """What the certificate of analysis of a lot says, in percent. water: None when it was not measured."""

    assay: Decimal
    basis: Basis
    water: Decimal | None = None

    def __post_init__(self) -> None:
        if not 0 < self.assay <= MOST_ASSAY:
            raise BadCertificate(f"an assay of {self.assay} % cannot be right; give a figure up to {MOST_ASSAY}")
        if self.water is not None and not 0 <= self.water < 100:
            raise BadCertificate(f"a water content of {self.water} % cannot be right; give a figure from 0 to 100")


@dataclass(frozen=True)
class MassToWeigh:
    """The mass to weigh, not rounded yet. factors: what the labelled mass was multiplied by, in order, and why."""

    labelled: Quantity
    amount: Quantity
    factors: tuple[tuple[Decimal, str], ...]


def form_factor(labelled_as: SubstanceForm, *, weighed_as: SubstanceForm) -> Decimal:
    """Return the mass of one form that holds as much base as 1 of another: hydrochloride to dihydrate 1.0954.

    Raises BadCertificate when the two are not forms of one base. Source: arithmetic (ratio of molar masses).
    """
    _check_same_base(labelled_as, weighed_as=weighed_as)
    return weighed_as.molar_mass / labelled_as.molar_mass


def mass_to_weigh(
    labelled: Quantity, *, labelled_as: SubstanceForm, weighed_as: SubstanceForm, certificate: Certificate
) -> MassToWeigh:
    """Return the mass of the substance at hand that holds a mass of active as labelled.

    Water is taken off once: measured water of the certificate, or else the water of crystallisation; an assay stated
    as is has both in it already, and then neither is applied.
    Raises BadCertificate when the two are not forms of one base.
    Source: pharmacopoeia practice (assay on the anhydrous basis, water measured); arithmetic:
    labelled mass x salt factor / (assay x (1 - water)).
    """
    _check_same_base(labelled_as, weighed_as=weighed_as)
    assay = (100 / certificate.assay, f"assay {certificate.assay} % {certificate.basis.value}")
    salt = (weighed_as.dry_molar_mass / labelled_as.molar_mass, f"{labelled_as.name} to {weighed_as.name}, dry")
    factors = [salt, *_water_factor(weighed_as, certificate=certificate), assay]
    amount = labelled
    for factor, _ in factors:
        amount = amount * factor
    return MassToWeigh(labelled, amount, tuple(factors))


def _water_factor(weighed_as: SubstanceForm, *, certificate: Certificate) -> list[tuple[Decimal, str]]:
    if certificate.basis is Basis.AS_IS:
        return []
    if certificate.water is not None:
        return [(100 / (100 - certificate.water), f"water {certificate.water} %, measured")]
    return [(weighed_as.molar_mass / weighed_as.dry_molar_mass, f"water of crystallisation of {weighed_as.name}")]


def _check_same_base(labelled_as: SubstanceForm, *, weighed_as: SubstanceForm) -> None:
    if labelled_as.base_molar_mass != weighed_as.base_molar_mass:
        raise BadCertificate(f"{labelled_as.name} and {weighed_as.name} are not forms of one base; check the substance")

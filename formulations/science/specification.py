"""The facts of one numbered specification, as plain frozen values that decisions are made from."""

from dataclasses import dataclass

from formulations.science.quantities import Quantity, Unit
from formulations.science.specified.dosing import (
    Device,
    DoseLimit,
    MadeAs,
    Protocol,
    ScreeningRule,
)
from formulations.science.specified.keeping import (
    Container,
    HouseLimit,
    InUseLimit,
    Pack,
    StabilityStudy,
    Storage,
)
from formulations.science.specified.making import (
    Component,
    Excipient,
    FurtherActive,
    Hazard,
    MethodStep,
    PriceBasis,
    QualityCheck,
    Restriction,
    SourceMaterial,
    Strength,
    StrengthRange,
)
from formulations.science.specified.source import (
    Source,
)

__all__ = [
    "ChosenFormula",
    "Component",
    "Container",
    "Device",
    "DoseLimit",
    "Excipient",
    "FurtherActive",
    "Hazard",
    "HouseLimit",
    "InUseLimit",
    "MadeAs",
    "MethodStep",
    "Pack",
    "PriceBasis",
    "Protocol",
    "QualityCheck",
    "Restriction",
    "ScreeningRule",
    "Source",
    "SourceMaterial",
    "Specification",
    "StabilityStudy",
    "Storage",
    "Strength",
    "StrengthRange",
]

USUAL_PACK = "usual"  # the code of the pack that a specification states first


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
    synonyms: tuple[str, ...] = ()
    active_code: str = ""
    further_actives: tuple[FurtherActive, ...] = ()
    source_materials: tuple[SourceMaterial, ...] = ()
    other_packs: tuple[Pack, ...] = ()
    equipment: tuple[str, ...] = ()
    method: tuple[MethodStep, ...] = ()
    appearance: str = ""
    quality_checks: tuple[QualityCheck, ...] = ()
    hazard: Hazard | None = None
    price: PriceBasis | None = None
    vehicle_name: str = ""
    protocols: tuple[Protocol, ...] = ()

    @property
    def usual_pack(self) -> Pack:
        """The pack that is taken where nobody chooses another."""
        return Pack(USUAL_PACK, self.container.name, self.storage, self.container, self.in_use)

    @property
    def packs(self) -> tuple[Pack, ...]:
        """Every pack that may be chosen, the usual one first."""
        return (self.usual_pack, *self.other_packs)


@dataclass(frozen=True)
class ChosenFormula:
    """A specification with its choices made for one patient: components without alternatives, one strength, one pack.

    chosen_pack: a pack other than the usual one, if it was chosen.
    """

    specification: Specification
    strength: Strength
    components: tuple[Component, ...]
    chosen_pack: Pack | None = None

    @property
    def pack(self) -> Pack:
        """What it is handed over in, how it is kept, and how long it may be used once opened."""
        return self.chosen_pack or self.specification.usual_pack

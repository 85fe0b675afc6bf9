"""How a preparation is kept and for how long, as plain frozen values."""

from dataclasses import dataclass

from formulations.science.quantities import Quantity
from formulations.science.specified.source import Source


@dataclass(frozen=True)
class Storage:
    """How the preparation is kept. Temperatures in °C."""

    code: str
    least_celsius: int
    most_celsius: int
    protect_from_light: bool
    do_not_freeze: bool


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
class InUseLimit:
    """Days that a container may be used once opened."""

    code: str
    days: int
    why: str
    source: Source


@dataclass(frozen=True)
class Pack:
    """A container, how it is stored, and how long it may be used once opened."""

    code: str
    name: str
    storage: Storage
    container: Container
    in_use: InUseLimit | None


@dataclass(frozen=True)
class StabilityStudy:
    """A study that may lengthen the use-by date, with exactly what it holds for.

    vehicle, container, storage: codes that must all match. The strength must lie within least and most.
    microbial_evidence: whether it also shows that the preservation works (needed by some laws for water-based forms).
    active, preservative, light, state: what else it was made with; empty where the study does not say.
    assay_method, result: what was measured and found. assessed_by, assessed_on: who judged it here, and when (ISO).
    vehicle_name: what people call the vehicle; empty where its code says it.
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
    active: str = ""
    preservative: str = ""
    light: str = ""
    state: str = ""
    assay_method: str = ""
    result: str = ""
    assessed_by: str = ""
    assessed_on: str = ""
    vehicle_name: str = ""


@dataclass(frozen=True)
class HouseLimit:
    """The pharmacy's own limit in days, and why. applies: "always", or "no-law" (only where law sets no ceiling).

    container, storage: codes that it is limited to; empty for any. state: "unopened", "in-use", or empty for unopened.
    """

    code: str
    days: int
    applies: str
    why: str
    source: Source
    container: str = ""
    storage: str = ""
    state: str = ""

"""How a capsule is filled with one of its fillers, in words and with what the figures rest on."""

from dataclasses import dataclass
from decimal import Decimal

from formulations.reference.capsules import capsules
from formulations.science.capsule_fill import DoesNotFit, Powder, Shell, fill_by_density, smallest_shell, volume_of
from formulations.science.quantities import Quantity, Unit
from formulations.science.rounding import Direction, round_amount
from formulations.science.specification import Component, Specification, Strength

FILLER = "filler"
ONE_MILLIGRAM = Quantity(Decimal(1), Unit.MILLIGRAM)


@dataclass(frozen=True)
class FillShown:
    """What one capsule of a strength takes. says: "size 3, about 148 mg filler"; basis: what that rests on."""

    strength: str
    says: str
    basis: str
    sources: tuple[str, ...]


def fills_shown(component: Component, *, specification: Specification) -> tuple[FillShown, ...]:
    """Return what a capsule takes of a filler, for each strength kept ready; nothing for what is no capsule's filler.

    Source: capsules.toml, density method, poured powder in the smallest shell that is usual.
    """
    if component.function != FILLER or specification.basis.unit is not Unit.CAPSULE:
        return ()
    return tuple(_shown(strength, filler=component.excipient) for strength in specification.strengths)


def _shown(strength: Strength, *, filler: str) -> FillShown:
    powder = capsules().powders.get(filler)
    if powder is None or not strength.amount.unit.is_mass:
        says = "no density is on file: weigh capsules filled with it alone"
        return FillShown(str(strength), says, "Measured-pack method.", ())
    volume, known = volume_of(strength.amount, density=powder.loose[0]), capsules()
    try:
        shell = smallest_shell(volume, shells=known.shells, not_below=known.least_size)
    except DoesNotFit as error:
        return FillShown(str(strength), f"{error}", "", ())
    return _filled(strength, shell=shell, powder=powder)


def _filled(strength: Strength, *, shell: Shell, powder: Powder) -> FillShown:
    fill = fill_by_density(strength.amount, shell=shell, filler=powder)
    least, most = whole_milligrams(fill.least), whole_milligrams(fill.most)
    up_to = f", up to {most}" if most > least else ""
    basis = (
        f"Density method: size {shell.size} holds {shell.volume}, poured {_range(powder.loose)} g/ml, the active "
        "counted as dense as the filler. Weigh capsules of your own lot before you rely on it."
    )
    sources = (*capsules().sources[shell.size], *capsules().sources[powder.excipient])
    return FillShown(str(strength), f"size {shell.size}, about {least} filler{up_to}", basis, sources)


def whole_milligrams(mass: Quantity) -> Quantity:
    """Return a mass to the nearest mg, as it is shown. Source: arithmetic."""
    return round_amount(mass.to(Unit.MILLIGRAM), step=ONE_MILLIGRAM, direction=Direction.NEAREST)


def _range(density: tuple[Decimal, Decimal]) -> str:
    least, most = density
    return f"{least} to {most}" if most > least else f"{least}"

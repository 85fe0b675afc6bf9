"""A batch of capsules worked out from typed figures, as amounts to weigh and with the arithmetic line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from formulations.reference.capsules import Capsules
from formulations.science.capsule_fill import (
    MILLIGRAMS_IN_A_GRAM,
    Packing,
    Shell,
    batch_of_capsules,
    fill_by_density,
    fill_by_measured_pack,
    shell_of,
    smallest_shell,
    volume_of,
)
from formulations.science.quantities import Quantity, Unit
from formulations.science.rounding import Direction, round_amount


@dataclass(frozen=True)
class BatchShown:
    """The fill of one capsule and of a batch, as amounts to weigh. how: the arithmetic, line by line."""

    size: str
    filler: str
    capsules: int
    active_total: str
    filler_total: str
    total: str
    weight: str
    how: tuple[str, ...]
    sources: tuple[str, ...]


def fill_batch(typed: Mapping[str, Any], *, known: Capsules) -> BatchShown:
    """Return the fill that the cleaned form asks for: by two weighings where they are given, else by density.

    Raises DoesNotFit and BadQuantity, each saying what to do. Source: `formulations/science/capsule_fill.py`.
    """
    shell, filler, how = _by_weighing(typed, known=known) if typed["filler_alone"] else _by_density(typed, known=known)
    batch = batch_of_capsules(typed["number"], dose=typed["dose"], filler=filler, overage_percent=typed["overage"])
    one = filler.to(Unit.MILLIGRAM).value + typed["dose"].to(Unit.MILLIGRAM).value + shell.empty.value
    sources = (*known.sources[shell.size], *known.sources.get(typed["filler"], ()))
    return BatchShown(
        size=f"size {shell.size}, {shell.volume}",
        filler=_to_weigh(filler),
        capsules=batch.capsules,
        active_total=_to_weigh(batch.active),
        filler_total=_to_weigh(batch.filler),
        total=_to_weigh(batch.total),
        weight=_to_weigh(Quantity(one, Unit.MILLIGRAM)),
        how=(*how, f"{typed['number']} capsules and {typed['overage']} % overage are {batch.capsules} capsules."),
        sources=tuple(dict.fromkeys(sources)),
    )


def _by_weighing(typed: Mapping[str, Any], *, known: Capsules) -> tuple[Shell, Quantity, tuple[str, ...]]:
    dose, alone, drug = typed["dose"], typed["filler_alone"], typed["drug_alone"]
    filler = fill_by_measured_pack(dose, filler_alone=alone, drug_alone=drug)
    shell = shell_of(typed["size"] or known.least_size, shells=known.shells)
    return shell, filler, (f"Measured-pack method: {alone} x (1 - {dose} / {drug}) = {_to_weigh(filler)}.",)


def _by_density(typed: Mapping[str, Any], *, known: Capsules) -> tuple[Shell, Quantity, tuple[str, ...]]:
    dose, powder = typed["dose"], known.powders[typed["filler"]]
    packing = Packing(typed["packing"] or Packing.LOOSE.value)
    density = powder.density(packing)[0]
    volume = volume_of(dose, density=density)
    shell = (
        shell_of(typed["size"], shells=known.shells)
        if typed["size"]
        else smallest_shell(volume, shells=known.shells, not_below=known.least_size)
    )
    fill = fill_by_density(dose, shell=shell, filler=powder, packing=packing)
    reckoned = f"Density method: {shell.volume} x {density} g/ml ({packing.value}) - {dose} = {_to_weigh(fill.least)}."
    highest = f"At the highest density on file, {powder.density(packing)[1]} g/ml, it is {_to_weigh(fill.most)}."
    return shell, fill.least, (reckoned, highest)


def _to_weigh(mass: Quantity) -> str:
    """A mass to the nearest tenth of a mg, in mg below 1 g and in g from there on."""
    tenth = Quantity(Decimal("0.1"), Unit.MILLIGRAM)
    tenths = round_amount(mass.to(Unit.MILLIGRAM), step=tenth, direction=Direction.NEAREST)
    return str(tenths if tenths.value < MILLIGRAMS_IN_A_GRAM else tenths.to(Unit.GRAM))

"""How much filler goes into a capsule, which shell holds it, and what a batch of them needs."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.rounding import Direction, round_number

MILLIGRAMS_IN_A_GRAM = Decimal(1000)


class DoesNotFit(ValueError):
    """A dose that no shell holds, or that leaves no room for a filler; the message says which and what to do."""


class Packing(Enum):
    """How densely a powder lies: poured, or settled by tapping."""

    LOOSE = "loose"
    TAPPED = "tapped"


@dataclass(frozen=True)
class Shell:
    """One size of hard capsule. volume: what it holds, in ml. empty: its weight, as mass."""

    size: str
    volume: Quantity
    empty: Quantity


@dataclass(frozen=True)
class Powder:
    """A powder with its densities in g per ml, each from least to most."""

    excipient: str
    loose: tuple[Decimal, Decimal]
    tapped: tuple[Decimal, Decimal]

    def density(self, packing: Packing) -> tuple[Decimal, Decimal]:
        """Return the least and the most density of one packing, in g per ml."""
        return self.loose if packing is Packing.LOOSE else self.tapped


@dataclass(frozen=True)
class Fill:
    """What one capsule takes: the filler from least to most, as the density varies. Not rounded."""

    shell: Shell
    dose: Quantity
    least: Quantity
    most: Quantity


@dataclass(frozen=True)
class BatchFill:
    """What a number of capsules takes. capsules: overage included. total: active and filler together."""

    capsules: int
    active: Quantity
    filler: Quantity
    total: Quantity


def fill_by_density(
    dose: Quantity,
    *,
    shell: Shell,
    filler: Powder,
    packing: Packing = Packing.LOOSE,
    drug_density: Decimal | None = None,
) -> Fill:
    """Return the filler for one capsule, reckoned from densities: (volume - dose / drug density) x filler density.

    dose: mass of active in one capsule. drug_density: g per ml of the active as it lies; left out, the active is taken
    to lie as densely as the filler. Raises DoesNotFit when the dose leaves no room, BadQuantity when it is no mass.
    Source: capsule arithmetic, density method.
    """
    least, most = (
        _filler_beside(dose, shell=shell, density=density, drug_density=drug_density)
        for density in filler.density(packing)
    )
    return Fill(shell, dose, least, most)


def fill_by_measured_pack(dose: Quantity, *, filler_alone: Quantity, drug_alone: Quantity) -> Quantity:
    """Return the filler for one capsule from two weighings: filler alone x (1 - dose / drug alone).

    filler_alone, drug_alone: mean net fill of the same shell, packed in the same way with pure filler and with pure
    active (or trituration: then dose is the mass of trituration). The result has the unit of filler_alone, not rounded.
    Raises BadQuantity for a fill of 0, DoesNotFit when the dose is more than the shell takes of the active alone.
    Source: capsule arithmetic, measured-pack method.
    """
    taken = dose.to(drug_alone.unit)
    if not drug_alone.value or not filler_alone.to(Unit.MILLIGRAM).value:
        raise BadQuantity(f"weighed fills of {filler_alone} and {drug_alone} cannot be right; weigh the capsules again")
    if taken > drug_alone:
        raise DoesNotFit(f"{dose} is more than the shell takes ({drug_alone}); take a larger shell")
    left = filler_alone.value * (drug_alone.value - taken.value) / drug_alone.value
    return Quantity(left, filler_alone.unit)


def smallest_shell(volume: Quantity, *, shells: tuple[Shell, ...], not_below: str = "") -> Shell:
    """Return the smallest shell that holds a volume.

    shells: in any order. not_below: the size below which none is taken, such as "3"; empty takes the smallest there is.
    Raises DoesNotFit when none is large enough, BadQuantity for a size that is not there. Source: arithmetic.
    """
    floor = shell_of(not_below, shells=shells).volume if not_below else Quantity(Decimal(0), Unit.MILLILITRE)
    large_enough = [one for one in shells if volume <= one.volume and floor <= one.volume]
    if not large_enough:
        largest = max(shells, key=lambda one: one.volume.value)
        raise DoesNotFit(
            f"{volume} does not fit the largest shell, size {largest.size} with {largest.volume}; divide it"
        )
    return min(large_enough, key=lambda one: one.volume.value)


def shell_of(size: str, *, shells: tuple[Shell, ...]) -> Shell:
    """Return the shell of a size. Raises BadQuantity naming those there are. Source: the shells given."""
    for shell in shells:
        if shell.size == size:
            return shell
    raise BadQuantity(f"capsule size {size!r} is not known; choose one of {', '.join(one.size for one in shells)}")


def volume_of(mass: Quantity, *, density: Decimal) -> Quantity:
    """Return the volume of a powder in ml. density: g per ml. Raises BadQuantity for no mass or no density.

    Source: arithmetic (mass / density).
    """
    if density <= 0:
        raise BadQuantity(f"a density of {density} g/ml is none; measure the powder")
    return Quantity(mass.to(Unit.GRAM).value / density, Unit.MILLILITRE)


def batch_of_capsules(
    capsules: int, *, dose: Quantity, filler: Quantity, overage_percent: Decimal = Decimal(0)
) -> BatchFill:
    """Return what a number of capsules needs: N x (1 + overage), in whole capsules, times the masses of one.

    dose, filler: masses for one capsule; both come back in milligrams, not rounded.
    Raises BadQuantity for fewer than one capsule or an overage below 0. Source: arithmetic.
    """
    if capsules < 1 or overage_percent < 0:
        raise BadQuantity(f"{capsules} capsules with {overage_percent} % overage cannot be made; check both")
    exact = capsules * (1 + overage_percent / 100)
    made = int(round_number(exact, step=Decimal(1), direction=Direction.UP))
    active, rest = dose.to(Unit.MILLIGRAM) * made, filler.to(Unit.MILLIGRAM) * made
    return BatchFill(made, active, rest, Quantity(active.value + rest.value, Unit.MILLIGRAM))


def _filler_beside(dose: Quantity, *, shell: Shell, density: Decimal, drug_density: Decimal | None) -> Quantity:
    full = shell.volume.value * density * MILLIGRAMS_IN_A_GRAM
    displaced = dose.to(Unit.MILLIGRAM).value * (density / drug_density if drug_density else 1)
    if displaced > full:
        raise DoesNotFit(f"{dose} does not fit size {shell.size}, which holds {shell.volume}; take a larger shell")
    return Quantity(full - displaced, Unit.MILLIGRAM)

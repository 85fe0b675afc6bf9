"""Density: the volume of a mass of preparation, and back."""

from decimal import Decimal

from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.specification import Device


def to_volume(preparation: Quantity, *, device: Device) -> Quantity:
    """Return the volume in ml that an amount of preparation takes up: 0.45 g at 0.9 g/ml is 0.5 ml.

    Raises BadQuantity when it is a mass and the device has no density. Source: arithmetic (mass / density).
    """
    if preparation.unit is Unit.MILLILITRE:
        return preparation
    return Quantity(preparation.to(Unit.GRAM).value / _density(device), Unit.MILLILITRE)


def from_volume(volume: Quantity, *, unit: Unit, device: Device) -> Quantity:
    """Return what a volume in ml amounts to in the unit of the preparation: 0.5 ml at 0.9 g/ml is 0.45 g.

    Raises BadQuantity when unit is a mass and the device has no density. Source: arithmetic (volume x density).
    """
    if unit is Unit.MILLILITRE:
        return volume.to(unit)
    return Quantity(volume.to(Unit.MILLILITRE).value * _density(device), Unit.GRAM).to(unit)


def _density(device: Device) -> Decimal:
    if not device.density:
        raise BadQuantity(f"{device.name} measures volume and the strength is by mass; give the density in g per ml")
    return device.density

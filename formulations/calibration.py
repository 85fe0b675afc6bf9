"""What this pharmacy measured on its own droppers, pumps and syringes takes the place of nominal figures."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from formulations.models import DeviceCalibration
from formulations.reference.typed_reader import BadDocument
from formulations.science.day_text import day_in_words
from formulations.science.quantities import BadQuantity, Quantity, read_number
from formulations.science.specification import Device, Specification


class BadCalibration(BadDocument):
    """A measurement on record that cannot be used; the message names the device and what was recorded."""


def with_calibrations(specification: Specification, *, calibrations: Sequence[DeviceCalibration]) -> Specification:
    """Return the specification with the newest measurement of each device in it.

    calibrations: newest first; each is dated in the active time zone, which on a page is the pharmacy’s.
    Raises BadCalibration for a value that is no amount.
    """
    newest: dict[str, DeviceCalibration] = {}
    for calibration in calibrations:
        newest.setdefault(calibration.device_code, calibration)
    devices = tuple(_measured(device, newest.get(device.code)) for device in specification.devices)
    return replace(specification, devices=devices)


def _measured(device: Device, calibration: DeviceCalibration | None) -> Device:
    if calibration is None:
        return device
    day = day_in_words(timezone.localtime(calibration.measured_at).date())
    measured = f"measured on {day}, {calibration.count} {COUNTED.get(device.kind, 'times')}, {calibration.method}"
    try:
        return _with_value(replace(device, measured=measured), calibration=calibration)
    except BadQuantity as error:
        raise BadCalibration(f"{calibration}: {error}; measure the device again") from error


COUNTED = {"dropper": "drops", "pump": "strokes"}


def _with_value(device: Device, *, calibration: DeviceCalibration) -> Device:
    if device.kind == "dropper":
        return replace(device, units_per_ml=read_number(calibration.value))
    if device.kind == "pump":
        unit = calibration.unit.replace("/", " ").split()[0]
        return replace(device, amount_per_stroke=Quantity.read(f"{calibration.value} {unit}"))
    return replace(device, density=read_number(calibration.value))

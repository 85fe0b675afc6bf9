"""Measuring: a dose becomes capsules, a mark on a syringe, drops or pump strokes, or is refused with the reason."""

from formulations.science.measuring.choosing import choose_device, dose_delivered, measure_dose, units_taken_in
from formulations.science.measuring.kinds import UnknownDeviceKind, device_kinds
from formulations.science.measuring.measures import DoseNotMeasurable, Measure

__all__ = [
    "DoseNotMeasurable",
    "Measure",
    "UnknownDeviceKind",
    "choose_device",
    "device_kinds",
    "dose_delivered",
    "measure_dose",
    "units_taken_in",
]

"""Measuring: a dose becomes capsules, a mark on a syringe, drops or pump strokes, or is refused with the reason."""

from formulations.science.measuring.measures import DoseNotMeasurable, Measure

__all__ = ["DoseNotMeasurable", "Measure"]

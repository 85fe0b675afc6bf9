"""Shorthand: directions as the trade writes them become dose steps and full plain text, or are asked back."""

from pharmacy.prescriptions.shorthand.marks import Choice, Mark, Standing
from pharmacy.prescriptions.shorthand.reading import LONGEST, Meant, Reading, read_shorthand

__all__ = ["LONGEST", "Choice", "Mark", "Meant", "Reading", "Standing", "read_shorthand"]

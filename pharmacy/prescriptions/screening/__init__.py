"""Looks at what a patient takes, has and cannot take, and finds what a pharmacist must see. Pure: no database."""

from pharmacy.prescriptions.screening.screen import screen_patient
from pharmacy.prescriptions.screening.values import LastSupply, Screening

__all__ = ["LastSupply", "Screening", "screen_patient"]

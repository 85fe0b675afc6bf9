"""Looks at what a patient takes, has and cannot take, and finds what a pharmacist must see. Pure: no database."""

from pharmacy.prescriptions.screening.last_supply import change_since
from pharmacy.prescriptions.screening.screen import screen_patient
from pharmacy.prescriptions.screening.values import Change, LastSupply, Screening

__all__ = ["Change", "LastSupply", "Screening", "change_since", "screen_patient"]

"""Rows of the prescriptions room."""

from pharmacy.prescriptions.models.desk import Attachment, ContainerSize, EntryDraft, ScanPage
from pharmacy.prescriptions.models.ordered import KnownFact, OrderedStep, Prescription, Stage
from pharmacy.prescriptions.models.people import Patient, PatientName, Prescriber
from pharmacy.prescriptions.models.screened import PlausibilityCheck, ScreeningFinding

__all__ = [
    "Attachment",
    "ContainerSize",
    "EntryDraft",
    "KnownFact",
    "OrderedStep",
    "Patient",
    "PatientName",
    "PlausibilityCheck",
    "Prescriber",
    "Prescription",
    "ScanPage",
    "ScreeningFinding",
    "Stage",
]

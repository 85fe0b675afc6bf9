"""Drawings: what a patient measures, drawn to scale from the measure itself."""

from pharmacy.documents.drawings.choosing import Drawing, drawings_of

__all__ = ["Drawing", "drawings_of"]

"""Oral drops: liquids swallowed by the drop, or in small volumes from an oral syringe."""

from formulations.science.dosage_forms import DosageForm
from formulations.science.quantities import Unit

FORM = DosageForm(
    name="oral drops",
    per=Unit.MILLILITRE,
    routes=("oral",),
    devices=("dropper", "oral-syringe"),
)

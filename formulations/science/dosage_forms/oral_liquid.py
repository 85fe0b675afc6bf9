"""Oral liquids: solutions and mixtures that are swallowed, measured with an oral syringe."""

from formulations.science.dosage_forms import DosageForm
from formulations.science.quantities import Unit

FORM = DosageForm(
    name="oral liquid",
    per=Unit.MILLILITRE,
    routes=("oral",),
    devices=("oral-syringe",),
)

"""Sublingual drops: liquids dripped under the tongue."""

from formulations.science.dosage_forms import DosageForm
from formulations.science.quantities import Unit

FORM = DosageForm(
    name="sublingual drops",
    per=Unit.MILLILITRE,
    routes=("sublingual",),
    devices=("dropper", "oral-syringe"),
)

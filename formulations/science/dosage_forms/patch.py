"""Patches: worn on the skin for a time, one whole patch at once."""

from formulations.science.dosage_forms import DosageForm
from formulations.science.quantities import Unit

FORM = DosageForm(
    name="patch",
    per=Unit.PATCH,
    routes=("transdermal",),
    devices=("whole-unit",),
)

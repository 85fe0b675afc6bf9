"""Tablets: pressed powders, swallowed whole."""

from formulations.science.dosage_forms import DosageForm
from formulations.science.quantities import Unit

FORM = DosageForm(
    name="tablet",
    per=Unit.TABLET,
    routes=("oral",),
    devices=("whole-unit",),
)

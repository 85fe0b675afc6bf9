"""Gels: clear, soft preparations for the skin, measured by pump or topical syringe."""

from formulations.science.dosage_forms import DosageForm
from formulations.science.quantities import Unit

FORM = DosageForm(
    name="gel",
    per=Unit.GRAM,
    routes=("cutaneous", "perianal", "transdermal"),
    devices=("pump", "topical-syringe"),
)

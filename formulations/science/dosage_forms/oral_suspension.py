"""Oral suspensions: a powder kept afloat in a liquid, so that every dose needs shaking first."""

from formulations.science.dosage_forms import Ask, DosageForm
from formulations.science.quantities import Unit

FORM = DosageForm(
    name="oral suspension",
    per=Unit.MILLILITRE,
    routes=("oral",),
    devices=("oral-syringe",),
    asks=(Ask("be shaken before each dose: what settles is not dosed evenly", lambda one: one.shake),),
)

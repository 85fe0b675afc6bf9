"""Suppositories: poured into moulds and used in the rectum. The mould decides how much base one holds."""

from formulations.science.dosage_forms import Ask, DosageForm
from formulations.science.quantities import Unit
from formulations.science.specification import Specification


def _names_mould(specification: Specification) -> bool:
    said = " ".join(step.text.casefold() for step in specification.method)
    return "mould" in said and "displace" in said


FORM = DosageForm(
    name="suppository",
    per=Unit.SUPPOSITORY,
    routes=("rectal",),
    devices=("whole-unit",),
    asks=(
        Ask("say in its method which mould it is made for and what the active displaces", _names_mould),
        Ask("have a base among its components", lambda one: any(part.function == "base" for part in one.components)),
    ),
)

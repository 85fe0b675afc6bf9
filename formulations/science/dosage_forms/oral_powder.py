"""Oral powders: single doses weighed out into sachets; one sachet is one whole unit, never a part of one."""

from formulations.science.dosage_forms import Ask, DosageForm
from formulations.science.quantities import Unit
from formulations.science.specification import Specification


def _has(specification: Specification, function: str) -> bool:
    return any(component.function == function for component in specification.components)


def _weighs_each(specification: Specification) -> bool:
    return any("weigh" in step.text.casefold() and "sachet" in step.text.casefold() for step in specification.method)


FORM = DosageForm(
    name="oral powder",
    per=Unit.SACHET,
    routes=("oral",),
    devices=("whole-unit",),
    asks=(
        Ask("have a filler among its components, so that one dose can be weighed", lambda one: _has(one, "filler")),
        Ask("say in its method how each sachet is weighed", _weighs_each),
    ),
)

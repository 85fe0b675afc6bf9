"""Capsules: a powder in a hard shell, swallowed whole."""

from formulations.science.dosage_forms import Ask, DosageForm
from formulations.science.quantities import Unit
from formulations.science.specification import Specification


def _has(specification: Specification, function: str) -> bool:
    return any(component.function == function for component in specification.components)


FORM = DosageForm(
    name="capsule",
    per=Unit.CAPSULE,
    routes=("oral",),
    devices=("whole-unit",),
    asks=(
        Ask("have a shell among its components", lambda one: _has(one, "shell")),
        Ask("have a filler among its components", lambda one: _has(one, "filler")),
    ),
)

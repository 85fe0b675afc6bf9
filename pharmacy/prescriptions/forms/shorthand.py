"""Directions in shorthand: one line that is written out as it is typed, and fills in the doses when asked to."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from formulations.science.regimen import DoseStep
from formulations.science.specification import Specification
from pharmacy.prescriptions.forms.doses import Steps
from pharmacy.prescriptions.forms.fields import LineField
from pharmacy.prescriptions.forms.pattern import with_steps_of
from pharmacy.prescriptions.forms.product import dose_units
from pharmacy.prescriptions.shorthand import LONGEST, Meant, Reading, read_shorthand

FIELD = "shorthand"
STOPS = "Directions in shorthand: answer what is marked, or empty the line."
DIFFERS = "The doses differ from the directions in shorthand: fill them in from it, or empty the line."
AS_IT_IS_TYPED = {
    "hx-post": reverse_lazy("prescriptions:enter"),
    "hx-include": "#entry",
    "hx-vals": '{"do": "plan"}',
    "hx-trigger": "input changed delay:300ms consume",
    "hx-target": "#shorthand-read",
    "hx-select": "#shorthand-read",
    "hx-select-oob": "#plan:outerHTML",
    "hx-swap": "outerHTML",
    "hx-sync": "#entry:queue all",
}


class ShorthandForm(forms.Form):
    """The line of shorthand. steps: the doses of the page. specification: of the formulation chosen, or None."""

    shorthand = LineField(label="Directions in shorthand", longest=LONGEST)

    def __init__(self, data: Any, *, steps: Steps, specification: Specification | None) -> None:
        super().__init__(data, label_suffix="")
        self.steps, self.specification = steps, specification
        self.fields[FIELD].widget.attrs.update(AS_IT_IS_TYPED | {"spellcheck": "false", "autocapitalize": "off"})

    @cached_property
    def reading(self) -> Reading:
        """What the line says for the formulation chosen."""
        return read_typed(self.data, specification=self.specification)

    @cached_property
    def differs(self) -> bool:
        """Whether the line is understood and the doses of the page, as posted, are not what it says."""
        reading = self.reading
        return reading.is_understood and not (self.steps.is_valid() and _same(self.steps.entry(), reading.steps))

    def clean(self) -> dict[str, Any]:
        """Return the cleaned values. Raises ValidationError while something stops, or while the doses say otherwise."""
        cleaned = super().clean() or {}
        if not cleaned.get(FIELD):
            return cleaned
        if not self.reading.is_understood:
            raise ValidationError(STOPS, code="shorthand")
        if self.differs:
            raise ValidationError(DIFFERS, code="shorthand")
        return cleaned


def read_typed(data: Any, *, specification: Specification | None) -> Reading:
    """Return what the posted line says. specification: of the formulation chosen; units, route and form must fit it."""
    text = str(data.get(FIELD, "")) if data else ""
    if specification is None:
        return read_shorthand(text)
    meant = Meant(dose_units(specification), route=specification.route, form=specification.dosage_form)
    return read_shorthand(text, meant=meant)


def filled_in(data: Any, *, specification: Specification | None) -> Any:
    """Return posted data in which the doses are those of the line; as it is while something of it stops."""
    reading = read_typed(data, specification=specification)
    return with_steps_of(data, steps=reading.steps) if reading.is_understood else data


def answered(data: Any, *, text: str) -> Any:
    """Return posted data in which an answer has taken the place of what was asked. text: the whole line."""
    changed = data.copy()
    changed[FIELD] = text
    return changed


def _same(one: tuple[DoseStep, ...], other: tuple[DoseStep, ...]) -> bool:
    return len(one) == len(other) and all(_alike(*pair) for pair in zip(one, other, strict=True))


def _alike(one: DoseStep, other: DoseStep) -> bool:
    both_mass = one.dose.unit.is_mass and other.dose.unit.is_mass
    same_dose = one.dose.same_as(other.dose) if both_mass else one.dose == other.dose
    rest = [(step.times_a_day, step.days, set(step.when), step.every, step.hours_apart) for step in (one, other)]
    return same_dose and rest[0] == rest[1]

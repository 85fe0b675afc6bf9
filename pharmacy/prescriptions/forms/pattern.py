"""Doses by pattern: a start, a change and a goal typed once fill in the dose steps of the page."""

from datetime import date, timedelta
from typing import Any

from django import forms

from formulations.science.patterns import BadPattern, change_stepwise, halve_and_return, spaced
from formulations.science.quantities import BadQuantity, Quantity, Unit, plain_number
from formulations.science.regimen import MOST_DAYS, DoseStep
from pharmacy.prescriptions.forms.doses import TIMES, rhythm_typed, spacings
from pharmacy.prescriptions.forms.fields import LineField

STEPWISE, HALVE, PAUSE = "stepwise", "halve", "pause"
KINDS = ((STEPWISE, "step by step"), (HALVE, "half, then back"), (PAUSE, "pause, then back"))


class PatternForm(forms.Form):
    """What a titration is made of. units: those that the doses may be written in; a bare number takes the unit.

    every_days: how long a dose, or a pause, lasts. every: how far apart the days of taking lie.
    """

    kind = forms.ChoiceField(label="Pattern", choices=KINDS)
    first = LineField(label="From", longest=30)
    unit = forms.ChoiceField(label="Unit")
    by = LineField(label="By", longest=30)
    last = LineField(label="To", longest=30)
    every_days = forms.IntegerField(label="Every (days)", min_value=1, max_value=MOST_DAYS)
    every = forms.TypedChoiceField(label="Taken", required=False, coerce=int, choices=spacings())
    when = forms.ChoiceField(label="When", required=False, choices=(("", "not said"), *TIMES))

    def __init__(self, data: Any, *, units: tuple[Unit, ...]) -> None:
        super().__init__(data, prefix="pattern", label_suffix="")
        self.fields["unit"].choices = [(unit.value, unit.value) for unit in units]  # type: ignore[attr-defined]
        for name in ("first", "by", "last"):
            self.fields[name].widget.attrs["inputmode"] = "decimal"

    def clean(self) -> dict[str, Any]:
        """Return the cleaned values with `steps`, the dose steps. Adds an error for a pattern that makes none."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            cleaned["steps"] = spaced(self._steps(cleaned), every=cleaned["every"] or 1)
        except (BadPattern, BadQuantity) as error:
            text = str(error)
            self.add_error("first", f"{text[:1].upper()}{text[1:]}.")
        return cleaned

    def _steps(self, values: dict[str, Any]) -> tuple[DoseStep, ...]:
        when = (values["when"],) if values["when"] else ()
        first = _read(values["first"], unit=values["unit"])
        if values["kind"] == PAUSE:
            return (DoseStep(first, 1, None, when),)
        if values["kind"] == HALVE:
            return halve_and_return(first, days=values["every_days"], when=when)
        by, last = (_read(values[name], unit=values["unit"]) for name in ("by", "last"))
        return change_stepwise(first=first, last=last, by=by, every_days=values["every_days"], when=when)

    def first_day(self, *, today: date) -> date | None:
        """Return the day after a pause that begins today, or None for a pattern without a pause. It must be valid."""
        values = self.cleaned_data
        return today + timedelta(days=values["every_days"]) if values["kind"] == PAUSE else None


def _read(text: str, *, unit: str) -> Quantity:
    if not text:
        raise BadPattern("write all amounts of the pattern, such as from 1.5 by 0.5 to 4.5")
    return Quantity.read(text if any(character.isalpha() for character in text) else f"{text} {unit}")


def with_steps_of(data: Any, *, steps: tuple[DoseStep, ...], starts_on: date | None = None) -> Any:
    """Return posted data in which the dose steps of the page are these.

    starts_on: the first day of taking, where the steps change it.
    """
    changed = data.copy()
    for key in [key for key in data if key.startswith("step-")]:
        del changed[key]
    changed["step"] = str(len(steps))
    if starts_on:
        changed["starts_on"] = starts_on.isoformat()
    for number, step in enumerate(steps, start=1):
        row = f"step-{number}"
        changed[f"{row}-dose"] = plain_number(step.dose.value).replace(",", "")
        changed[f"{row}-unit"] = step.dose.unit.value
        changed[f"{row}-times_a_day"] = str(step.times_a_day)
        changed[f"{row}-days"] = str(step.days or "")
        changed[f"{row}-every"] = rhythm_typed(every=step.every, hours_apart=step.hours_apart)
        changed.setlist(f"{row}-when", list(step.when))
    return changed

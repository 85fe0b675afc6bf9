"""Dose steps: how much, how often, when, and for how long."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.regimen import DoseStep
from pharmacy.prescriptions.forms.fields import LineField
from pharmacy.prescriptions.forms.rows import count_rows

TIMES = (("morning", "morning"), ("noon", "noon"), ("evening", "evening"), ("bedtime", "bedtime"))
WRONG_UNIT = "This formulation is not measured in %(value)s; choose a unit from the list and check the number."
TYPED = ("dose", "times_a_day", "days")
UNITS_BEFORE_A_CHOICE = (Unit.MILLIGRAM, Unit.MICROGRAM, Unit.MILLILITRE)


class StepForm(forms.Form):
    """One dose step.

    units: those that the dose may be written in. keep_typed: whether a part of the page that arrives late leaves alone
    what was typed since it was asked for.
    """

    dose = LineField(label="Dose", longest=30)
    unit = forms.ChoiceField(label="Unit", required=False, error_messages={"invalid_choice": WRONG_UNIT})
    times_a_day = forms.IntegerField(label="Times a day", required=False, min_value=1, max_value=12)
    days = forms.IntegerField(label="For days", required=False, min_value=1, max_value=366)
    when = forms.MultipleChoiceField(label="When", required=False, choices=TIMES, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, units: tuple[Unit, ...], keep_typed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = self._unit_choices(units)  # type: ignore[attr-defined]
        self.fields["dose"].widget.attrs["inputmode"] = "decimal"
        for name in TYPED if keep_typed else ():
            self.fields[name].widget.attrs["hx-preserve"] = "true"

    def _unit_choices(self, units: tuple[Unit, ...]) -> list[tuple[str, str]]:
        """Return the units on offer; one that was posted and is not offered leaves the choice open, never changed."""
        offered = [(unit.value, unit.value) for unit in units]
        posted = self.data.get(self.add_prefix("unit")) if self.is_bound else units[0].value
        return offered if any(posted == value for value, _ in offered) else [("", "choose"), *offered]

    def clean_dose(self) -> str:
        """Return the dose as typed. Raises ValidationError without one."""
        if not self.cleaned_data["dose"]:
            raise ValidationError("Write how much is taken at once, such as 1.5.", code="required")
        return str(self.cleaned_data["dose"])

    def clean(self) -> dict[str, Any]:
        """Return the cleaned values with `amount`, the dose as a Quantity. Raises ValidationError when it is none."""
        cleaned = super().clean() or {}
        if cleaned.get("dose") and "unit" in cleaned:
            try:
                cleaned["amount"] = _read_dose(cleaned["dose"], unit=cleaned.get("unit") or "")
            except BadQuantity as error:
                self.add_error("dose", f"{error}.")
        return cleaned

    def step(self) -> DoseStep:
        """Return the dose step. The form must be valid."""
        values = self.cleaned_data
        when = tuple(values["when"])
        return DoseStep(values["amount"], values["times_a_day"] or len(when) or 1, values["days"], when)


def _read_dose(text: str, *, unit: str) -> Quantity:
    """Return the dose: a bare number takes the unit beside it; a number with its own unit stands for itself."""
    is_number = not any(character.isalpha() for character in text)
    if is_number and not unit:
        raise BadQuantity(f"{text[:20]} of what? Choose the unit of this dose")
    return Quantity.read(f"{text} {unit}" if is_number else text)


class Steps:
    """All dose steps of the page, in order.

    data: what was posted, or None for a fresh page with one empty step. units, keep_typed: as of each step.
    """

    def __init__(self, data: Any, *, units: tuple[Unit, ...], keep_typed: bool = False) -> None:
        self.count, self.keep_typed = count_rows(data, name="step"), keep_typed
        data = _with_usual_unit(data, units=units, count=self.count) if data else None
        initial = {"times_a_day": 1}
        self.forms = [
            StepForm(
                data, prefix=f"step-{number}", units=units, keep_typed=keep_typed, initial=initial, label_suffix=""
            )
            for number in range(1, self.count + 1)
        ]

    def is_valid(self) -> bool:
        """Whether every step can be read."""
        return all(list(map(forms.Form.is_valid, self.forms)))  # every form, so that each shows its own errors

    def entry(self) -> tuple[DoseStep, ...]:
        """Return the dose steps. They must be valid."""
        return tuple(form.step() for form in self.forms)


def _with_usual_unit(data: Any, *, units: tuple[Unit, ...], count: int) -> Any:
    """Return posted data in which a step without a dose has a unit on offer; a dose that was typed keeps its own."""
    offered = [unit.value for unit in units]
    changed = data.copy()
    for number in range(1, count + 1):
        has_dose = str(data.get(f"step-{number}-dose", "")).strip()
        if not has_dose and data.get(f"step-{number}-unit") not in offered:
            changed[f"step-{number}-unit"] = offered[0]
    return changed

"""What is to be made: formulation, strength, and the excipients that may be chosen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from formulations.offer import offer_of
from formulations.science.measuring import units_taken_in
from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.specification import Specification
from pharmacy.prescriptions.forms.fields import LineField
from pharmacy.prescriptions.forms.step_product import ON_REQUEST, asks_strength, read_strength


class ProductForm(forms.Form):
    """The formulation, and what the specification of the one chosen leaves open.

    offered: code and name of each formulation. specification: of the formulation that was chosen, if it may be made.
    further: other formulations that steps of a course name; their excipients are chosen here too.
    """

    formulation = forms.ChoiceField(
        label="Formulation", widget=forms.RadioSelect, error_messages={"required": "Choose what is to be made."}
    )

    def __init__(
        self,
        data: Any,
        *,
        offered: list[tuple[str, str]],
        specification: Specification | None,
        further: tuple[Specification, ...] = (),
    ) -> None:
        super().__init__(data, label_suffix="")
        self.fields["formulation"].choices = offered  # type: ignore[attr-defined]
        self.specification = specification
        if specification is not None:
            self._ask_strength(specification)
            self._ask_choices(specification)
        for one in further:
            self._ask_choices(one, of=f"{one.code}.")

    def _ask_strength(self, specification: Specification) -> None:
        if not asks_strength(specification):
            return
        listed = [(str(strength.amount), str(strength)) for strength in specification.strengths]
        wanted = specification.strengths_on_request
        other = [(ON_REQUEST, "another strength")] if wanted else []
        self.fields["strength"] = forms.ChoiceField(
            label="Strength", choices=[("", "choose"), *listed, *other], required=False
        )
        if wanted:
            hint = f"Any from {wanted.least} to {wanted.most}."
            self.fields["other_strength"] = LineField(label="Another strength", longest=30, help_text=hint)

    def _ask_choices(self, specification: Specification, *, of: str = "") -> None:
        """Ask for each excipient that is left open. of: what goes before the names of another formulation's choices."""
        for choice in offer_of(specification).choices:
            listed = [(one.code, f"{one.name} (refused)" if one.refused else one.name) for one in choice.alternatives]
            default = next((one.code for one in choice.alternatives if one.is_default), listed[0][0])
            label = f"{choice.name} of {specification.name}" if of else choice.name
            self.fields[f"choice_{of}{choice.name}"] = forms.ChoiceField(
                label=label[:1].upper() + label[1:], choices=listed, initial=default, required=False
            )

    @property
    def choice_fields(self) -> list[forms.BoundField]:
        """The fields that the chosen formulation adds, in their order."""
        return [self[name] for name in self.fields if name != "formulation"]

    def clean(self) -> dict[str, Any]:
        """Return the cleaned values with `amount`, the strength as a Quantity or None where there is one strength."""
        cleaned = super().clean() or {}
        cleaned["amount"] = None
        if "strength" in cleaned and not cleaned["strength"]:
            self.add_error("strength", ValidationError("Choose a strength.", code="required"))
        elif "strength" in cleaned:
            cleaned["amount"] = self._read_strength(cleaned)
        return cleaned

    def _read_strength(self, cleaned: dict[str, Any]) -> Quantity | None:
        is_other = cleaned["strength"] == ON_REQUEST
        text = cleaned.get("other_strength", "") if is_other else cleaned["strength"]
        try:
            return read_strength(text)
        except BadQuantity as error:
            self.add_error("other_strength" if is_other else "strength", f"{error}.")
            return None

    def choices(self, *, of: Specification | None = None) -> dict[str, str]:
        """Return the excipients chosen, by the name of the choice. The form must be valid.

        of: the formulation that they belong to; the one chosen when left out.
        """
        is_own = of is None or of is self.specification
        start = "choice_" if of is None or is_own else f"choice_{of.code}."
        values = (
            (name.removeprefix(start), value) for name, value in self.cleaned_data.items() if name.startswith(start)
        )
        return {name: value for name, value in values if value and "." not in name}


def dose_units(specification: Specification) -> tuple[Unit, ...]:
    """Return the units that a dose of this formulation may be written in, the usual one first."""
    units, per = [specification.dose_unit], specification.strengths[0].per.unit
    for device in specification.devices:
        units += units_taken_in(device, per=per)
    return tuple(dict.fromkeys(units))

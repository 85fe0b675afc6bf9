"""Dose steps: how much, how often, when, and for how long."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from formulations.science.formula import BadChoice, choose_formula
from formulations.science.quantities import BadQuantity, Quantity, Unit
from formulations.science.regimen import (
    HOURS_APART,
    MOST_DAYS_BETWEEN,
    BadRegimen,
    DoseStep,
    check_hours,
    hours_in_words,
    spacing_in_words,
    times_of_hours,
)
from pharmacy.prescriptions.forms.fields import LineField
from pharmacy.prescriptions.forms.product import dose_units
from pharmacy.prescriptions.forms.rows import count_rows
from pharmacy.prescriptions.forms.step_product import OfferedProduct, choices_to_list, named_by, read_strength

TIMES = (("morning", "morning"), ("noon", "noon"), ("evening", "evening"), ("bedtime", "bedtime"))
SPACINGS = (1, 2, 3, 7)  # those that are listed; any other that was posted is listed with them
INTERVALS = (4, 6, 8, 12)  # hours that are listed; as with the spacings, one that was posted is listed with them
WRONG_UNIT = "This formulation is not measured in %(value)s; choose a unit from the list and check the number."
WRONG_PRODUCT = "%(value)s is no other product of what is chosen above; choose again what this dose is made as."
NO_STRENGTH = "Write the strength that this dose is made in, such as 2.25 mg."
TYPED = ("dose", "times_a_day", "days", "strength")
UNITS_BEFORE_A_CHOICE = (Unit.MILLIGRAM, Unit.MICROGRAM, Unit.MILLILITRE)
AS_IT_IS_CHOSEN = {  # the product of a dose: its units, its excipients and the plan follow
    "hx-post": reverse_lazy("prescriptions:enter"),
    "hx-include": "#entry",
    "hx-vals": '{"do": "plan"}',
    "hx-trigger": "input consume",
    "hx-target": "#step-rows",
    "hx-select": "#step-rows",
    "hx-select-oob": "#product-choices:outerHTML,#plan:outerHTML",
    "hx-swap": "outerHTML",
    "hx-sync": "#entry:queue all",
}


class StepForm(forms.Form):
    """One dose step.

    units: those that the dose may be written in. products: what a step may be made as; none where nothing can differ.
    keep_typed: whether a part of the page that arrives late leaves alone what was typed since it was asked for.
    """

    dose = LineField(label="Dose", longest=30)
    unit = forms.ChoiceField(label="Unit", required=False, error_messages={"invalid_choice": WRONG_UNIT})
    times_a_day = forms.IntegerField(label="Times a day", required=False, min_value=1, max_value=12)
    product = forms.ChoiceField(label="Made as", required=False, error_messages={"invalid_choice": WRONG_PRODUCT})
    strength = LineField(label="In strength", longest=30)
    every = forms.ChoiceField(label="Taken", required=False)
    days = forms.IntegerField(label="For days", required=False, min_value=1, max_value=366)
    when = forms.MultipleChoiceField(label="When", required=False, choices=TIMES, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        *args: Any,
        units: tuple[Unit, ...],
        products: tuple[OfferedProduct, ...] = (),
        keep_typed: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units, self.products = units, products
        self._ask_product()
        self.fields["unit"].choices = self._unit_choices(units)  # type: ignore[attr-defined]
        self.fields["every"].choices = rhythms(posted=self._posted("every"))  # type: ignore[attr-defined]
        self.fields["dose"].widget.attrs["inputmode"] = "decimal"
        for name in TYPED if keep_typed else ():
            if name in self.fields:
                self.fields[name].widget.attrs["hx-preserve"] = "true"

    def _unit_choices(self, units: tuple[Unit, ...]) -> list[tuple[str, str]]:
        """Return the units on offer, none of them chosen; one that was posted and is not offered is never changed."""
        return [("", "choose"), *((unit.value, unit.value) for unit in units)]

    def typed(self, name: str) -> str:
        """Return what stands in a field now, checked or not."""
        return str(self.data.get(self.add_prefix(name), "")).strip() if self.is_bound else ""

    def _ask_product(self) -> None:
        """Offer each product to the step; one that was posted and is not offered is complained about, never dropped."""
        self._ask_strength()
        if not self.products and not self._posted("product"):
            del self.fields["product"]
            return
        self.fields["product"].choices = choices_to_list(self.products)  # type: ignore[attr-defined]
        self.fields["product"].widget.attrs.update(AS_IT_IS_CHOSEN)

    def _ask_strength(self) -> None:
        """Ask for the strength where one is made on request."""
        named = next((one for one in self.products if one.key == self._posted("product")), None)
        wanted = named.specification.strengths_on_request if named and named.strength is None else None
        if wanted is None:
            del self.fields["strength"]
            return
        self.fields["strength"].help_text = f"Any from {wanted.least} to {wanted.most}."

    def _posted(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), "")) if self.is_bound else ""

    def clean_dose(self) -> str:
        """Return the dose as typed. Raises ValidationError without one."""
        if not self.cleaned_data["dose"]:
            raise ValidationError("Write how much is taken at once, such as 1.5.", code="required")
        return str(self.cleaned_data["dose"])

    def clean_strength(self) -> str:
        """Return the strength as typed. Raises ValidationError for none, and for one that is not made."""
        typed, named = str(self.cleaned_data["strength"]), self.product_named
        if not typed:
            raise ValidationError(NO_STRENGTH, code="required")
        try:
            read_strength(typed)
            if named is not None:
                choose_formula(named.specification, strength=named.amount, choices={})
        except (BadQuantity, BadChoice) as error:
            raise ValidationError(f"{error}.") from error
        return typed

    def clean(self) -> dict[str, Any]:
        """Return the cleaned values with `amount`, the dose as a Quantity. Raises ValidationError when it is none."""
        cleaned = super().clean() or {}
        if cleaned.get("dose") and "unit" in cleaned:
            try:
                cleaned["amount"] = _read_dose(cleaned["dose"], unit=cleaned.get("unit") or "")
            except BadQuantity as error:
                self.add_error("dose", f"{error}.")
        if not self.errors:
            self._check_hours(cleaned)
        return cleaned

    def _check_hours(self, values: dict[str, Any]) -> None:
        try:
            check_hours(_step(values))
        except BadRegimen as error:
            text = str(error)
            self.add_error("times_a_day", f"{text[:1].upper()}{text[1:]}.")

    def step(self) -> DoseStep:
        """Return the dose step. The form must be valid."""
        return _step(self.cleaned_data)

    @property
    def product_named(self) -> OfferedProduct | None:
        """The product that the step names, or None for the one chosen above."""
        return named_by(self.data, row=str(self.prefix), offered=self.products)


def spacings(*, posted: str = "") -> list[tuple[str, str]]:
    """Return the choices of how far apart the days of taking lie. posted: a spacing that a step has already."""
    is_number = posted.isascii() and posted.isdigit() and len(posted) < 3
    own = [int(posted)] if is_number and 1 <= int(posted) <= MOST_DAYS_BETWEEN else []
    return [(str(every), spacing_in_words(every)) for every in sorted({*SPACINGS, *own})]


def rhythms(*, posted: str) -> list[tuple[str, str]]:
    """Return the choices of how often a dose comes back: by days, and by hours through the night.

    posted: what a step has already. Source: house form.
    """
    own = [hours for hours in HOURS_APART if rhythm_typed(hours_apart=hours) == posted]
    hours = [(rhythm_typed(hours_apart=one), hours_in_words(one)) for one in sorted({*INTERVALS, *own})]
    return [*spacings(posted=posted), *hours]


def rhythm_typed(*, every: int = 1, hours_apart: int | None = None) -> str:
    """Return a rhythm as the page posts it: "2" is every other day, "8h" every 8 hours. Source: house form."""
    return f"{hours_apart}h" if hours_apart else str(every)


def _step(values: dict[str, Any]) -> DoseStep:
    taken, when = values["every"] or "1", tuple(values["when"])
    hours = int(taken.removesuffix("h")) if taken.endswith("h") else None
    times_a_day = values["times_a_day"] or len(when) or (times_of_hours(hours) if hours else 1)
    every = 1 if hours else int(taken)
    return DoseStep(values["amount"], times_a_day, values["days"], when, every=every, hours_apart=hours)


def _read_dose(text: str, *, unit: str) -> Quantity:
    """Return the dose: a bare number takes the unit beside it; one with its own unit must not contradict that."""
    is_number = not any(character.isalpha() for character in text)
    if is_number and not unit:
        raise BadQuantity(f"{text[:20]} of what? Choose the unit of this dose")
    dose = Quantity.read(f"{text} {unit}" if is_number else text)
    if unit and not _is_of_kind(dose.unit, other=Unit(unit)):
        raise BadQuantity(f"the dose says {dose}, and {unit} is chosen beside it; make them agree")
    return dose


def _is_of_kind(unit: Unit, *, other: Unit) -> bool:
    return unit is other or (unit.is_mass and other.is_mass)


class Steps:
    """All dose steps of the page, in order.

    data: what was posted, or None for a fresh page with one empty step. units: of what is chosen above; a step that
    names its product is written in the units of that one. products, keep_typed: as of each step.
    """

    def __init__(
        self,
        data: Any,
        *,
        units: tuple[Unit, ...],
        products: tuple[OfferedProduct, ...] = (),
        keep_typed: bool = False,
    ) -> None:
        self.count, self.keep_typed = count_rows(data, name="step"), keep_typed
        rows = {f"step-{number}": units for number in range(1, self.count + 1)}
        for row in rows:
            named = named_by(data, row=row, offered=products)
            rows[row] = dose_units(named.specification) if named else units
        data = _with_open_unit(data, rows=rows) if data else None
        usual: dict[str, Any] = {"initial": {"times_a_day": 1}, "label_suffix": "", "keep_typed": keep_typed}
        self.forms = [StepForm(data, prefix=row, units=own, products=products, **usual) for row, own in rows.items()]

    def is_valid(self) -> bool:
        """Whether every step can be read."""
        return all(list(map(forms.Form.is_valid, self.forms)))  # every form, so that each shows its own errors

    def products(self) -> tuple[OfferedProduct | None, ...]:
        """Return the product that each step names; empty where none does."""
        named = tuple(form.product_named for form in self.forms)
        return named if any(named) else ()

    def entry(self) -> tuple[DoseStep, ...]:
        """Return the dose steps. They must be valid."""
        return tuple(form.step() for form in self.forms)


def _with_open_unit(data: Any, *, rows: dict[str, tuple[Unit, ...]]) -> Any:
    """Return posted data in which a step without a dose has a unit on offer or none; a dose typed keeps its own."""
    changed = data.copy()
    for row, units in rows.items():
        has_dose = str(data.get(f"{row}-dose", "")).strip()
        if not has_dose and data.get(f"{row}-unit") not in [unit.value for unit in units]:
            changed[f"{row}-unit"] = ""
    return changed

"""The whole entry page: its forms together, and the entry that they make."""

from typing import Any
from uuid import UUID

from django import forms

from formulations.science.specification import Specification
from pharmacy.prescriptions.entry import PatientEntry, PrescriptionEntry
from pharmacy.prescriptions.forms.doses import UNITS_BEFORE_A_CHOICE, Steps
from pharmacy.prescriptions.forms.known import KnownForm, OrderForm, PastMedicines
from pharmacy.prescriptions.forms.people import PatientForm, PrescriberForm
from pharmacy.prescriptions.forms.product import ProductForm, dose_units
from pharmacy.prescriptions.forms.rows import with_row_added, with_row_removed


class EntryPage:
    """The forms of the entry page.

    data: what was posted, or None for a fresh page. offered: code and name of each formulation.
    specification: of the formulation chosen, or None before a choice and for one that may not be made.
    """

    def __init__(self, data: Any, *, offered: list[tuple[str, str]], specification: Specification | None) -> None:
        units = dose_units(specification) if specification else UNITS_BEFORE_A_CHOICE
        self.patient = PatientForm(data, label_suffix="")
        self.prescriber = PrescriberForm(data, label_suffix="")
        self.product = ProductForm(data, offered=offered, specification=specification)
        do = str(data.get("do", "")) if data else ""
        self.steps = Steps(data, units=units, keep_typed=do == "plan")
        if do == "add-step":
            self.steps.forms[-1].fields["dose"].widget.attrs["autofocus"] = True
        self.order = OrderForm(data, label_suffix="")
        self.known = KnownForm(data, label_suffix="")
        self.past = PastMedicines(data)

    @property
    def _of_the_plan(self) -> tuple[Any, ...]:
        return (self.product, self.steps, self.order, self.known, self.past)

    def can_be_planned(self) -> bool:
        """Whether all that a plan needs can be read; who it is for and who prescribed may still be open."""
        return _all_valid(self._of_the_plan)

    def is_valid(self) -> bool:
        """Whether everything can be read."""
        return _all_valid((self.patient, self.prescriber, *self._of_the_plan))

    @property
    def all_forms(self) -> tuple[forms.Form, ...]:
        """Every form of the page, rows included, in the order of the page."""
        people = (self.patient, self.prescriber)
        return (*people, self.product, *self.steps.forms, self.order, self.known, *self.past.forms)

    def still_needed(self) -> tuple[str, ...]:
        """Return what a plan still needs or cannot read, as sentences, in the order of the page."""
        needed = [*_complaints(self.product)]
        for number, form in enumerate(self.steps.forms, start=1):
            needed += [f"Dose {number}: {text}" for text in _complaints(form)]
        for part in (self.order, self.known, *self.past.forms):
            needed += _complaints(part)
        return tuple(needed)

    def keep_quiet_about_empty_fields(self) -> None:
        """Take back the complaints about fields that nobody has come to yet; those about wrong values stay."""
        for form in self.all_forms:
            for name, errors in list(form.errors.items()):
                if all(error.code == "required" for error in errors.as_data()):
                    del form.errors[name]

    def entry(self) -> PrescriptionEntry:
        """Return the entry that the page makes. The page must be valid."""
        prescriber = self.prescriber.entry()
        return self._entry(self.patient.entry(), prescriber=prescriber)

    def entry_to_plan(self, *, patient: UUID | None) -> PrescriptionEntry:
        """Return the entry as far as a plan needs it. patient: public_id of the patient on record, if one is chosen."""
        return self._entry(PatientEntry("", "", public_id=patient), prescriber=None)

    def _entry(self, patient: PatientEntry, *, prescriber: Any) -> PrescriptionEntry:
        order = self.order.cleaned_data
        return PrescriptionEntry(
            patient=patient,
            prescriber=prescriber,
            formulation=self.product.cleaned_data["formulation"],
            strength=self.product.cleaned_data["amount"],
            choices=self.product.choices(),
            steps=self.steps.entry(),
            days=order["days"],
            known=(*self.known.entries(), *self.past.entries()),
            purpose=order["purpose"],
            written_on=order["written_on"],
        )


def _complaints(form: forms.Form) -> list[str]:
    return [str(text) for errors in form.errors.values() for text in errors]


def _all_valid(parts: tuple[Any, ...]) -> bool:
    """Whether every part can be read; each is asked, so that each shows its own errors."""
    answers = [part.is_valid() for part in parts]
    return all(answers)


def with_changed_rows(data: Any, *, do: str) -> Any:
    """Return posted data with a row added or removed, as the button says: "add-step", "remove-past-2"."""
    act, _, which = do.partition("-")
    name, _, number = which.partition("-")
    if name not in ("step", "past") or act not in ("add", "remove"):
        return data
    if act == "add":
        return with_row_added(data, name=name)
    return with_row_removed(data, name=name, number=int(number)) if number.isascii() and number.isdigit() else data

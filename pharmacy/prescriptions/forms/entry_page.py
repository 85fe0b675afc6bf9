"""The whole entry page: its forms together, and the entry that they make."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms

from formulations.science.specification import Specification
from pharmacy.prescriptions.entry import KnownEntry, PatientEntry, PrescriptionEntry, StepProduct
from pharmacy.prescriptions.forms.doses import UNITS_BEFORE_A_CHOICE, Steps
from pharmacy.prescriptions.forms.known import KnownForm, OrderForm, PastMedicines, StillRightForm
from pharmacy.prescriptions.forms.pattern import PatternForm, with_steps_of
from pharmacy.prescriptions.forms.people import PatientForm, PrescriberForm
from pharmacy.prescriptions.forms.product import ProductForm, dose_units
from pharmacy.prescriptions.forms.shorthand import ShorthandForm
from pharmacy.prescriptions.forms.step_product import OfferedProduct, offered_products
from pharmacy.staff.clock import today


class EntryPage:
    """The forms of the entry page.

    data: what was posted, or None for a fresh page. offered: code and name of each formulation.
    specification: of the formulation chosen, or None before a choice and for one that may not be made.
    others: further formulations of the same active, which a step of a course may name.
    codes: the system and code of each fact that was carried over, by its kind and text.
    """

    def __init__(
        self,
        data: Any,
        *,
        offered: list[tuple[str, str]],
        specification: Specification | None,
        others: tuple[Specification, ...] = (),
        codes: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType({}),
    ) -> None:
        self.codes = codes
        units = dose_units(specification) if specification else UNITS_BEFORE_A_CHOICE
        self.patient = PatientForm(data, label_suffix="")
        self.prescriber = PrescriberForm(data, label_suffix="")
        do = str(data.get("do", "")) if data else ""
        self.pattern = PatternForm(data if do == "pattern" else None, units=units)
        if do == "pattern" and self.pattern.is_valid():
            steps, first_day = self.pattern.cleaned_data["steps"], self.pattern.first_day(today=today())
            data = with_steps_of(data, steps=steps, starts_on=first_day)
        products = offered_products(specification, others=others)
        self.offered_to_steps = products
        self.steps = Steps(data, units=units, products=products, keep_typed=do == "plan")
        further = _further(self.steps.products(), besides=specification)
        self.product = ProductForm(data, offered=offered, specification=specification, further=further)
        if do == "add-step":
            self.steps.forms[-1].fields["dose"].widget.attrs["autofocus"] = True
        self.shorthand = ShorthandForm(data, steps=self.steps, specification=specification)
        self.order = OrderForm(data, label_suffix="")
        self.known = KnownForm(data, label_suffix="")
        self.past = PastMedicines(data)
        self.still_right = StillRightForm(data, label_suffix="")

    @property
    def _of_the_plan(self) -> tuple[Any, ...]:
        return (self.product, self.shorthand, self.steps, self.order, self.known, self.past)

    def can_be_planned(self) -> bool:
        """Whether all that a plan needs can be read; who it is for and who prescribed may still be open."""
        return _all_valid(self._of_the_plan)

    def is_valid(self) -> bool:
        """Whether everything can be read."""
        return _all_valid((self.patient, self.prescriber, *self._of_the_plan, self.still_right))

    @property
    def all_forms(self) -> tuple[forms.Form, ...]:
        """Every form of the page, rows included, in the order of the page."""
        people = (self.patient, self.prescriber)
        return (*people, self.product, self.shorthand, *self.steps.forms, self.order, *self._known)

    @property
    def _known(self) -> tuple[forms.Form, ...]:
        return (self.known, *self.past.forms, self.still_right)

    def still_needed(self) -> tuple[str, ...]:
        """Return what a plan still needs or cannot read, as sentences, in the order of the page."""
        needed = [*_complaints(self.product), *_complaints(self.shorthand)]
        for number, form in enumerate(self.steps.forms, start=1):
            needed += [f"Dose {number}: {text}" for text in _complaints(form)]
        for part in (self.order, self.known, *self.past.forms):
            needed += _complaints(part)
        return tuple(needed)

    def faults(self) -> tuple[tuple[str, str], ...]:
        """Return what keeps the page from being entered, in its order: the field to go to, and what is wrong with it.

        The field is the id that it has on the page; empty where it has none.
        """
        return tuple(
            (form[name].id_for_label if name in form.fields else "", str(text))
            for form in self.all_forms
            for name, texts in form.errors.items()
            for text in texts
        )

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

    def _coded(self, known: tuple[KnownEntry, ...]) -> tuple[KnownEntry, ...]:
        """Return what is known, with the codes that came with what was carried over unchanged."""
        coded = [(one, self.codes.get((one.kind, one.text), ("", ""))) for one in known]
        return tuple(replace(one, system=system, code=code) for one, (system, code) in coded)

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
            known=self._coded((*self.known.entries(), *self.past.entries())),
            purpose=order["purpose"],
            written_on=order["written_on"],
            starts_on=order["starts_on"],
            due_on=order["due_on"],
            repeats_allowed=order["repeats_allowed"] or 0,
            products=tuple(self._named(one) for one in self.steps.products()),
        )

    def _named(self, product: OfferedProduct | None) -> StepProduct | None:
        return product.chosen(self.product.choices(of=product.specification)) if product else None


def _further(
    products: tuple[OfferedProduct | None, ...], *, besides: Specification | None
) -> tuple[Specification, ...]:
    """Return the formulations that steps name besides the one chosen, each once."""
    named = {one.specification.code: one.specification for one in products if one}
    return tuple(one for one in named.values() if one is not besides)


def _complaints(form: forms.Form) -> list[str]:
    return [str(text) for errors in form.errors.values() for text in errors]


def _all_valid(parts: tuple[Any, ...]) -> bool:
    """Whether every part can be read; each is asked, so that each shows its own errors."""
    answers = [part.is_valid() for part in parts]
    return all(answers)

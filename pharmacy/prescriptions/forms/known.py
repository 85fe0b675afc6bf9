"""What is known of the patient, and about the order itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from pharmacy.prescriptions.entry import KnownEntry
from pharmacy.prescriptions.forms.fields import DayField, LineField, LinesField
from pharmacy.prescriptions.forms.rows import count_rows

MOST_REPEATS = 24
KINDS = {"medicine": "medicines", "allergy": "allergies", "condition": "conditions"}


class KnownForm(forms.Form):
    """Medicines, allergies and conditions, one a line."""

    medicines = LinesField(label="Medicines taken now", help_text="One a line, with or without a strength.")
    allergies = LinesField(label="Allergies and intolerances", help_text="One a line, such as lactose.")
    conditions = LinesField(label="Conditions", help_text="One a line, such as liver failure.")

    def entries(self) -> tuple[KnownEntry, ...]:
        """Return what is known, one entry a line. The form must be valid."""
        return tuple(KnownEntry(kind, text) for kind, name in KINDS.items() for text in self.cleaned_data[name])


class PastMedicineForm(forms.Form):
    """A medicine that was stopped, and the day of its last intake."""

    text = LineField(label="Medicine stopped")
    ended_on = DayField(label="Last taken")

    def clean(self) -> dict[str, Any]:
        """Return the cleaned values. Raises ValidationError for one without the other."""
        cleaned = super().clean() or {}
        if cleaned.get("text") and not cleaned.get("ended_on") and "ended_on" not in self.errors:
            self.add_error("ended_on", "Write the day of the last intake; it decides what is found.")
        if cleaned.get("ended_on") and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", "Write the name of the medicine that was stopped.")
        return cleaned


class PastMedicines:
    """All stopped medicines of the page. data: what was posted, or None."""

    def __init__(self, data: Any) -> None:
        self.count = count_rows(data, name="past")
        numbers = range(1, self.count + 1)
        self.forms = [PastMedicineForm(data, prefix=f"past-{number}", label_suffix="") for number in numbers]

    def is_valid(self) -> bool:
        """Whether every row can be read."""
        return all(list(map(forms.Form.is_valid, self.forms)))  # every form, so that each shows its own errors

    def entries(self) -> tuple[KnownEntry, ...]:
        """Return the stopped medicines; empty rows say nothing. They must be valid."""
        rows = [form.cleaned_data for form in self.forms]
        return tuple(KnownEntry("medicine", row["text"], ended_on=row["ended_on"]) for row in rows if row["text"])


class OrderForm(forms.Form):
    """How long, from when, what for, when it was written, when it must be ready, and how often it may be repeated."""

    days = forms.IntegerField(label="Days to supply", required=False, min_value=1, max_value=366)
    purpose = LineField(label="Purpose")
    written_on = DayField(label="Written on")
    due_on = DayField(label="Ready by", help_text="The day by which it must be ready.")
    repeats_allowed = forms.IntegerField(
        label="Repeats allowed", required=False, min_value=0, max_value=MOST_REPEATS, help_text="Beyond this supply."
    )

    @property
    def more_is_filled(self) -> bool:
        """Whether any of the fields that are folded away says something, or is wrong."""
        folded = ("purpose", "due_on", "repeats_allowed", "starts_on")
        return any(self[name].value() or self[name].errors for name in folded)

    starts_on = DayField(label="First day", help_text="Of taking; the day of making if left empty.")


class StillRightForm(forms.Form):
    """What was carried over from an earlier prescription, kind by kind confirmed as of today.

    carried_from: the prescription whose facts were filled in; empty where everything was typed today.
    """

    carried_from = forms.UUIDField(required=False, widget=forms.HiddenInput)
    still_right_medicines = forms.BooleanField(label="Medicines", required=False)
    still_right_allergies = forms.BooleanField(label="Allergies and intolerances", required=False)
    still_right_conditions = forms.BooleanField(label="Conditions", required=False)

    def clean(self) -> dict[str, Any]:
        """Return the cleaned values. Raises ValidationError for each kind that is carried over and not confirmed."""
        cleaned = super().clean() or {}
        for name in KINDS.values():
            if cleaned.get("carried_from") and not cleaned.get(f"still_right_{name}"):
                message = f"Ask, correct the {name} above if need be, and tick that they are right as of today."
                self.add_error(f"still_right_{name}", ValidationError(message, code="required"))
        return cleaned

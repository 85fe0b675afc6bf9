"""Who it is for and who prescribes."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from pharmacy.languages.queries import offered_languages
from pharmacy.prescriptions.entry import PatientEntry, PrescriberEntry
from pharmacy.prescriptions.forms.fields import DayField, LineField

NO_NAME = "Write the name as it shall stand on the label."


class PatientForm(forms.Form):
    """The patient: one of those on record, or a new one."""

    patient = forms.UUIDField(required=False, widget=forms.RadioSelect)
    given_name = LineField(label="Given name", longest=80)
    family_name = LineField(label="Family name", longest=80)
    birth_date = DayField(label="Born")
    language = forms.ChoiceField(label="Language of the papers", required=False)

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        spoken = [(one.code, one.name) for one in offered_languages()]
        self.fields["language"].choices = [("", "as the pharmacy’s"), *spoken]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return the cleaned values. Raises ValidationError when there is neither a patient on record nor a name."""
        cleaned = super().clean() or {}
        typed = "given_name" in self.errors or "family_name" in self.errors
        if not (cleaned.get("patient") or cleaned.get("given_name") or cleaned.get("family_name") or typed):
            self.add_error("given_name", ValidationError(NO_NAME, code="required"))
        return cleaned

    def typed(self, name: str) -> str:
        """Return what stands in a field now, checked or not; it is only used to search."""
        return str(self.data.get(name, "")).replace("\x00", "")[:80]

    def chosen(self) -> UUID | None:
        """Return the public_id of the patient on record who was chosen."""
        try:
            return UUID(str(self.data.get("patient", "")))
        except ValueError:
            return None

    def entry(self) -> PatientEntry:
        """Return the patient as entered. The form must be valid."""
        values = self.cleaned_data
        names = (values["given_name"], values["family_name"])
        return PatientEntry(
            *names, birth_date=values["birth_date"], language=values["language"], public_id=values.get("patient")
        )


class CorrectionForm(PatientForm):
    """A patient's record, to be corrected. seen: which state of the record the person looks at."""

    patient = None  # type: ignore[assignment]
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)


class PrescriberForm(forms.Form):
    """Who prescribes; may stay empty until known."""

    prescriber = LineField(label="Prescriber", longest=120)
    registration = LineField(label="Registration number", longest=60)

    def clean(self) -> dict[str, Any]:
        """Return the cleaned values. Raises ValidationError for a registration number without a name."""
        cleaned = super().clean() or {}
        if cleaned.get("registration") and not cleaned.get("prescriber"):
            self.add_error("prescriber", "Write the name that belongs to this registration number.")
        return cleaned

    def entry(self) -> PrescriberEntry | None:
        """Return the prescriber as entered, or None. The form must be valid."""
        values = self.cleaned_data
        return PrescriberEntry(values["prescriber"], values["registration"]) if values["prescriber"] else None

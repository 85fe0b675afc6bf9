"""What a pharmacist writes when deciding."""

from django import forms
from django.core.exceptions import ValidationError

from pharmacy.prescriptions.forms.fields import LineField


class ReasonForm(forms.Form):
    """The reason of a decision."""

    reason = LineField(label="Reason", longest=500)

    def clean_reason(self) -> str:
        """Return the reason. Raises ValidationError without one."""
        if not self.cleaned_data["reason"]:
            raise ValidationError("Write the reason; it stays on record.", code="required")
        return str(self.cleaned_data["reason"])

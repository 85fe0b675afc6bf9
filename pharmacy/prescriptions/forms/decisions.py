"""What a pharmacist writes when deciding."""

from django import forms

from pharmacy.prescriptions.forms.fields import LineField


class ReasonForm(forms.Form):
    """The reason of a decision."""

    reason = LineField(
        label="Reason", longest=500, required=True, error_messages={"required": "Write the reason; it stays on record."}
    )


class FindForm(forms.Form):
    """What is looked for: a name, a number, a lot, or a scanned code."""

    text = LineField(label="Find", longest=100)

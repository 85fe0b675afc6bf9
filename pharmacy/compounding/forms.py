"""What the bench fills in. Forms clean; the actions decide."""

from typing import Any

from django import forms

from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.plain_text import refuse_unprintable


class DayInput(forms.DateInput):
    """A field for a day, in the browser's own calendar."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class ReasonField(forms.CharField):
    """A reason in printable words. missing: what is said where none is written."""

    missing = "Write the reason; it stays on record."

    def __init__(self, **kwargs: Any) -> None:
        says = {"required": self.missing}
        super().__init__(max_length=500, widget=forms.Textarea(attrs={"rows": 2}), error_messages=says, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the reason. Raises ValidationError when it is missing or cannot be printed."""
        text: str = super().clean(value)
        try:
            return refuse_unprintable(text, field="Reason", longest=500)
        except BadEntry as error:
            raise forms.ValidationError(error.message) from error


class MakeBatchForm(forms.Form):
    """Day of making, lot, earliest expiry of an ingredient, and an earlier use-by date if wanted."""

    made_on = forms.DateField(
        label="Made on", widget=DayInput, error_messages={"required": "Write the day on which it was made."}
    )
    lot = forms.CharField(label="Lot", required=False, max_length=20, help_text="Leave empty for the next one.")
    ingredient_expiry = forms.DateField(
        label="Earliest expiry", required=False, widget=DayInput, help_text="Of any ingredient lot used."
    )
    shortened_to = forms.DateField(
        label="Use by, at the latest", required=False, widget=DayInput, help_text="Only to shorten it."
    )


class DiscardForm(forms.Form):
    """Why a batch is discarded."""

    prefix = "discard"
    reason = ReasonField(label="Why is it discarded?")


class ShortenForm(forms.Form):
    """An earlier use-by date, with the reason."""

    to = forms.DateField(
        label="New use-by date", widget=DayInput, error_messages={"required": "Write the new, earlier date."}
    )
    reason = ReasonField(label="Reason")

"""What is filled in at the printer."""

from typing import Any

from django import forms

from pharmacy.compounding.forms import ReasonField


class SendForm(forms.Form):
    """The key of the page that the paper is printed from."""

    request_key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)


class ConfirmForm(forms.Form):
    """The code on the paper that came out."""

    code = forms.CharField(
        label="Code on the label",
        max_length=40,
        help_text="Scan the code on the label in your hand, or type the ten letters beside it. Each label has its own.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, *args: Any, needs_code: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].required = needs_code


class ScanForm(ConfirmForm):
    """The code on any label of the batch. alone: on a page of its own, where a scanner finds the field at once."""

    prefix = "scan"

    def __init__(self, *args: Any, alone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["autofocus"] = alone


class ReprintForm(SendForm):
    """Why it is printed again."""

    reason = ReasonField(label="Why is it printed again?")

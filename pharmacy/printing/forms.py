"""What is filled in at the printer."""

from typing import Any, Self

from django import forms

from formulations.reference.stocks import all_stocks
from pharmacy.compounding.forms import ReasonField
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.plain_text import refuse_unprintable
from pharmacy.printing.calibration import Measured, Target


class SendForm(forms.Form):
    """The key of the page that the paper is printed from."""

    request_key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)


class ConfirmForm(forms.Form):
    """The code on the paper that came out. alone: what its page is for, so that a scanner finds the field at once."""

    code = forms.CharField(
        label="Code on the label",
        max_length=40,
        help_text="Scan the label in your hand, or type the letters beside its code. Each label has its own.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Scan the label that came out, or type its ten letters."},
    )

    def __init__(self, *args: Any, needs_code: bool = True, alone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].required = needs_code
        self.fields["code"].widget.attrs["autofocus"] = alone

    @classmethod
    def refused(cls, why: str) -> Self:
        """Return the form with what is wrong, and empty: a scanner writes the next code behind what stands there."""
        form = cls({}, needs_code=False, alone=True)
        form.add_error("code", why)
        return form


class ScanForm(ConfirmForm):
    """The code on any label of the batch."""

    prefix = "scan"


class ReprintForm(SendForm):
    """Why it is printed again."""

    reason = ReasonField(label="Why is it printed again?")


class PlaceForm(SendForm):
    """Which printer the labels go to, and the first label on its sheet that is still there."""

    printer = forms.UUIDField()
    start = forms.IntegerField(min_value=1, max_value=200)


class PrinterForm(forms.Form):
    """A printer and the label stock in it."""

    name = forms.CharField(
        label="Printer",
        max_length=60,
        help_text="As people here call it. A printer with two trays of labels is added once for each tray.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Write what people here call the printer."},
    )
    stock = forms.ChoiceField(label="Labels in it")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stock"].choices = [(one.code, one.name) for one in all_stocks()]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """Return the name. Raises ValidationError for what cannot be printed."""
        try:
            return refuse_unprintable(self.cleaned_data["name"], field="Printer", longest=60)
        except BadEntry as error:
            raise forms.ValidationError(str(error)) from error


class MeasuresForm(forms.Form):
    """What was measured on the printed page, in millimetres. Fields are named as in `Measured`."""

    def __init__(self, *args: Any, target: Target, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, aim in (
            ("cross_left", "Left edge of the paper to the middle of the cross", target.cross),
            ("cross_top", "Upper edge of the paper to the middle of the cross", target.cross),
            ("ruler_across", "Length of the ruler across", target.across),
            ("ruler_down", "Length of the ruler down", target.down),
        ):
            self.fields[name] = forms.DecimalField(
                label=f"{label}, mm",
                help_text=f"It should be {aim} mm.",
                min_value=0,
                max_value=999,
                decimal_places=2,
                error_messages={"required": "Measure it on the page, and write the millimetres."},
            )

    @property
    def measured(self) -> Measured:
        """What was filled in."""
        return Measured(**self.cleaned_data)

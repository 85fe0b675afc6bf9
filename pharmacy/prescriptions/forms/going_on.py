"""What the pages of due orders and of container sizes send. Forms clean; the actions decide."""

from typing import Any

from django import forms

from formulations.science.filling import FillingRule
from formulations.science.quantities import BadQuantity, Quantity

HORIZONS = ((7, "7 days"), (14, "14 days"), (30, "30 days"))
MOST_LEAD_DAYS = 30


class HorizonForm(forms.Form):
    """How far ahead the due list looks."""

    days = forms.TypedChoiceField(label="Due within", choices=HORIZONS, coerce=int, required=False)


class OrdersField(forms.MultipleChoiceField):
    """Orders that are ticked, by their public ids."""

    def valid_value(self, value: str) -> bool:
        """Return whether it is an id; whether an order has it is asked of the rows."""
        return len(value) == 36


class TogetherForm(forms.Form):
    """Orders to be made on one day."""

    make_on = forms.DateField()
    order = OrdersField(required=False)


class SizeForm(forms.Form):
    """One size of a container, in stock or not."""

    container = forms.CharField(max_length=60)
    fill = forms.CharField(max_length=30)
    in_stock = forms.BooleanField(required=False)

    def clean_fill(self) -> Quantity:
        """Return the amount. Raises ValidationError for what is none."""
        try:
            return Quantity.read(self.cleaned_data["fill"])
        except BadQuantity as error:
            raise forms.ValidationError(str(error)) from error


class LeadDaysForm(forms.Form):
    """How many days ahead a batch is to be ready."""

    days = forms.IntegerField(label="Ready so many days ahead", min_value=0, max_value=MOST_LEAD_DAYS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].help_text = "Before the patient has nothing left; fewer where a batch would not last."


class FillingForm(forms.Form):
    """What a supply is shared out for."""

    rule = forms.TypedChoiceField(choices=[(rule.value, rule.value) for rule in FillingRule], coerce=FillingRule)

"""What is filled in at the counter."""

from django import forms

from pharmacy.compounding.forms import ReasonField
from pharmacy.dispensing.models import Supply


class CounsellingField(ReasonField):
    """What was explained, in printable words."""


class HandOverForm(forms.Form):
    """Who took it, what was explained, and that a changed strength was explained."""

    handed_to = forms.ChoiceField(label="Handed to", choices=Supply.HandedTo.choices, widget=forms.RadioSelect)
    counselling = CounsellingField(
        label="What was explained", help_text="How to measure the dose, how to keep it, the use-by date; or: declined."
    )
    strength_change_explained = forms.BooleanField(
        label="I explained that the strength is not the one of last time.", required=False
    )


class RecallForm(forms.Form):
    """Why a lot is called back."""

    reason = ReasonField(label="Why is it called back?")

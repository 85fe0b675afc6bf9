"""What is filled in at the counter."""

from django import forms

from pharmacy.compounding.forms import ReasonField
from pharmacy.dispensing.models import Supply

MOST_HOURS, COLDEST, HOTTEST = 8784, -40, 60


class CounsellingField(ReasonField):
    """What was explained, in printable words."""

    missing = "Write what was explained; it stays on record."


class HandOverForm(forms.Form):
    """Who took it and what was explained; where the strength changed, that too, and what became of the old one."""

    handed_to = forms.ChoiceField(
        label="Handed to",
        choices=Supply.HandedTo.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who took it."},
    )
    counselling = CounsellingField(
        label="What was explained", help_text="How to measure the dose, how to keep it, the use-by date; or: declined."
    )
    strength_change_explained = forms.BooleanField(
        label="I explained what changed since the last supply, and how the new one is measured.", required=False
    )
    old_container = forms.ChoiceField(
        label="What the patient had before is",
        choices=Supply.OldContainer.choices,
        widget=forms.RadioSelect,
        required=False,
    )


class LeftOutForm(forms.Form):
    """For how long something was kept at another temperature, and at which."""

    hours = forms.IntegerField(label="Hours", min_value=1, max_value=MOST_HOURS, help_text="A day has 24.")
    celsius = forms.IntegerField(
        label="Temperature in °C",
        min_value=COLDEST,
        max_value=HOTTEST,
        help_text="The one furthest from its own, in whole degrees: 0 or less is frozen.",
    )


class RecallForm(forms.Form):
    """Why a lot is called back."""

    reason = ReasonField(label="Why is it called back?")

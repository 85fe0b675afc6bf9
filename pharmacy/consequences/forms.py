"""What is filled in when a version is withdrawn."""

from django import forms

from formulations.forms.desk import LONGEST_REASON, PlainText


class WithdrawalForm(forms.Form):
    """Why a version is taken out of use."""

    reason = PlainText(
        label="Why is it withdrawn?", max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )

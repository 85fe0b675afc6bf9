"""What is looked for."""

from django import forms

from pharmacy.prescriptions.forms.fields import LineField


class FindForm(forms.Form):
    """A name, a day of birth, a number, a lot, or a scanned code."""

    text = LineField(label="Find", longest=100)

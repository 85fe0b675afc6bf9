"""What a work list is narrowed to. Nothing in it is about a patient, so it may stand in the address."""

from collections.abc import Iterable
from typing import Any

from django import forms

from pharmacy.prescriptions.waiting import WORK
from pharmacy.prescriptions.work_list import NOBODY, Wanted
from pharmacy.staff.models import User

DUE = (("", "Any day, or none"), ("overdue", "Overdue"), ("today", "Due today"), ("week", "Due within a week"))


class WorkForm(forms.Form):
    """State, due date and person; after: the prescription number that the page before ended with."""

    state = forms.ChoiceField(label="Waits for", required=False)
    due = forms.ChoiceField(label="Due", required=False, choices=DUE)
    taken = forms.ChoiceField(label="Taken up by", required=False)
    entered = forms.ChoiceField(label="Entered by", required=False)
    after = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, people: Iterable[User], reader: User) -> None:
        super().__init__(data, label_suffix="")
        names = [(one.username, "me" if one.pk == reader.pk else str(one)) for one in people]
        names.sort(key=lambda pair: pair[0] != reader.username)
        self.fields["state"].choices = [("", "Anything"), *((one.code, one.title) for one in WORK)]  # type: ignore[attr-defined]
        self.fields["taken"].choices = [("", "Anybody or nobody"), (NOBODY, "Nobody"), *names]  # type: ignore[attr-defined]
        self.fields["entered"].choices = [("", "Anybody"), *names]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """Return what the list is narrowed to. The form must be valid."""
        values = self.cleaned_data
        return Wanted(values["state"], due=values["due"], taken=values["taken"], entered=values["entered"])

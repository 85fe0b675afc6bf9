"""What a person chooses when asking for papers. The form cleans; the action decides."""

from typing import Any

from django import forms

from formulations.reference.stocks import label_stock, label_stocks
from pharmacy.compounding.forms import ReasonField
from pharmacy.documents.models import NAMES, SIDE_LABELS
from pharmacy.documents.papers.leaflet_papers import PAPERS
from pharmacy.documents.shown_facts import name_of_language
from pharmacy.languages.queries import offered_languages
from pharmacy.staff.queries import the_pharmacy


class RequestForm(forms.Form):
    """Language, label stock, leaflet paper, large print; request_key: one per opened page: a double click asks once.

    patients: the language of the patient's papers, as its code; empty where none is on record.
    """

    language = forms.ChoiceField(label="Language", required=False)
    stock = forms.ChoiceField(
        label="Label",
        required=False,
        help_text="If nothing is chosen, a label that does not fit goes on the next size.",
    )
    leaflet_paper = forms.ChoiceField(label="Leaflet", required=False)
    large_print = forms.BooleanField(
        label="Large print", required=False, help_text="A leaflet on A5 is then on the usual paper, else on A4."
    )
    besides = forms.MultipleChoiceField(
        label="Besides label and leaflet",
        required=False,
        choices=[(kind, NAMES[kind].capitalize()) for kind in SIDE_LABELS],
        widget=forms.CheckboxSelectMultiple,
        help_text="A flag is for a syringe or a dropper bottle; the full label then goes on the carton.",
    )
    side_stock = forms.ChoiceField(label="Labels for these", required=False)
    request_key = forms.CharField(max_length=64, min_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: Any, patients: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = [(one.code, one.name) for one in offered_languages()]
        stocks = [(one.code, one.name) for one in label_stocks()]
        pharmacy = the_pharmacy()
        usual = f"Usual: {label_stock(pharmacy.label_stock).name}"
        usual_language = (
            f"{name_of_language(patients or pharmacy.language)}, the {'patient' if patients else 'pharmacy'}’s"
        )
        on = [(one.code, one.name) for one in PAPERS.values()]
        usual_paper = f"Usual: {PAPERS[pharmacy.leaflet_paper].name}"
        self.fields["leaflet_paper"].choices = [("", usual_paper), *on]  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", usual_language), *spoken]  # type: ignore[attr-defined]
        for name in ("stock", "side_stock"):
            self.fields[name].choices = [("", usual), *stocks]  # type: ignore[attr-defined]


class GiveUpForm(forms.Form):
    """Why a side label is done without."""

    reason = ReasonField(label="Why is it done without?")


class AgainForm(forms.Form):
    """Whether a failed paper may go on a larger label than the one that was named."""

    may_grow = forms.BooleanField(required=False)

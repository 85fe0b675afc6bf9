"""What is filled in when a source was looked up again."""

from django import forms

from formulations.actions.reviewing import LONGEST_NOTE
from formulations.models import SourceReview

CHOICES = {
    SourceReview.Verdict.CONFIRMED: "Confirmed: it says what rests on it",
    SourceReview.Verdict.CHANGED: "Changed: it says something else by now",
    SourceReview.Verdict.DOUBTFUL: "Doubtful: it could not be found, or does not bear what rests on it",
}


class ReviewForm(forms.Form):
    """What the reviewer found today. digest: what the source said of itself on the page that was read."""

    verdict = forms.ChoiceField(
        label="Looked up today", choices=[(key.value, text) for key, text in CHOICES.items()], widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="What was found",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Where it was looked up and what was found. Needed unless it was confirmed.",
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

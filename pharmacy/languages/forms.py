"""What a reviewer sends: one sentence with its wording, or all that is shown. The form cleans; the action decides."""

from django import forms

from pharmacy.languages.wording import LONGEST


class ReviewForm(forms.Form):
    """key: the sentence, empty for all that are shown. seen: the hash of what stood on the page."""

    key = forms.CharField(max_length=120, required=False)
    seen = forms.CharField(min_length=64, max_length=64)
    wording = forms.CharField(max_length=2 * LONGEST, required=False)

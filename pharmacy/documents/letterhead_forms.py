"""What is filled in about the pharmacy on its papers. The form cleans; the action decides."""

from typing import Any
from urllib.parse import urlsplit

from django import forms

from formulations.reference.stocks import label_stocks
from pharmacy.documents.logos import HEIGHT_MM, LARGEST_FILE, WIDTH_MM
from pharmacy.documents.papers.leaflet_papers import PAPERS
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.plain_text import refuse_unprintable, tidy_lines

MOST_LINES = 5


class LetterheadForm(forms.Form):
    """Name, address and telephone as they are printed, and the leaflets on a screen."""

    name = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Write the name; each label has to say it."}
    )
    address = forms.CharField(
        label="Address",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write the address; each label has to say it."},
        help_text=f"At most {MOST_LINES} lines. A label has them on one line, parted by commas.",
    )
    phone = forms.CharField(
        label="Telephone",
        max_length=40,
        error_messages={"required": "Write the number at which patients reach you; leaflets tell them to ask."},
    )
    label_stock = forms.ChoiceField(
        label="Usual label",
        help_text="What labels are made on where nothing else is chosen. One that does not fit goes on the next size.",
    )
    leaflet_paper = forms.ChoiceField(
        label="Usual leaflet paper",
        choices=[(one.code, one.name) for one in PAPERS.values()],
        help_text="What leaflets are made on where nothing else is chosen.",
    )
    counts_in_words = forms.BooleanField(
        label="Directions say counts in words",
        required=False,
        help_text="“Take two capsules”, not “Take 2 capsules”. What is measured is always in digits.",
    )
    web_address = forms.CharField(
        label="Address of this server, as patients reach it",
        max_length=200,
        required=False,
        help_text="Such as https://pharmacy.example. It stands on each leaflet that can be opened on a screen.",
    )
    leaflet_pages = forms.BooleanField(
        label="Leaflets can be opened on a screen",
        required=False,
        help_text="A new leaflet then carries a code with an address that nobody can guess. Whoever has the paper can "
        "read it there without a log-in, until its lot is called back or this is switched off.",
    )

    leaflet_blocks = forms.ChoiceField(
        label="After the text of a leaflet",
        choices=(
            ("page calendar", "the code of its page, then the calendar of a titration"),
            ("calendar page", "the calendar of a titration, then the code of its page"),
            ("page", "the code of its page; no calendar, since the dated plan says the same"),
            ("calendar", "the calendar of a titration; no code, so that no page is made"),
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label_stock"].choices = [(one.code, one.name) for one in label_stocks()]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """Return the name as one tidy line."""
        return self._line("name")

    def clean_phone(self) -> str:
        """Return the telephone number as one tidy line."""
        return self._line("phone")

    def clean_address(self) -> str:
        """Return the lines that say something."""
        try:
            lines = tidy_lines(str(self.cleaned_data["address"]), field="Address")
        except BadEntry as error:
            raise forms.ValidationError(error.message) from error
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"{len(lines)} lines; write at most {MOST_LINES}.")
        return "\n".join(lines)

    def clean_web_address(self) -> str:
        """Return scheme and host; a path would be lost on the paper."""
        address = str(self.cleaned_data["web_address"]).strip().rstrip("/")
        if not address:
            return ""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.username:
            raise forms.ValidationError("Write scheme and host alone, such as https://pharmacy.example.")
        if not address.isascii():
            raise forms.ValidationError("Write the host in plain letters, as it stands in the address line.")
        return address.lower()

    def _line(self, name: str) -> str:
        try:
            return refuse_unprintable(str(self.cleaned_data[name]), field=name)
        except BadEntry as error:
            raise forms.ValidationError(error.message) from error


class LogoForm(forms.Form):
    """A new logo on leaflets, or take_off for none."""

    logo = forms.FileField(
        label="Logo",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/png,image/svg+xml"}),
        help_text=f"PNG or SVG, up to {LARGEST_FILE // 1000} kB. Drawn anew, up to {WIDTH_MM} x {HEIGHT_MM} mm.",
    )

    take_off = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_logo(self) -> bytes:
        """Return what was uploaded, at most one byte too much; empty to take the logo off."""
        upload = self.cleaned_data["logo"]
        if not upload and "take_off" not in self.data:
            raise forms.ValidationError("Choose the file of the logo first.")
        return bytes(upload.read(LARGEST_FILE + 1)) if upload else b""

"""Fields that refuse what cannot stand on paper."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.plain_text import LONGEST_LINE, refuse_unprintable, tidy_lines


class LineField(forms.CharField):
    """One line of text, tidied; hidden and direction-turning characters are refused with their place."""

    def __init__(self, *, longest: int = LONGEST_LINE, **kwargs: Any) -> None:
        self.longest = longest
        kwargs.setdefault("required", False)
        super().__init__(strip=False, **kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")

    def clean(self, value: Any) -> str:
        """Return the tidy line. Raises ValidationError with the character and its place."""
        try:
            tidy = refuse_unprintable(str(value or ""), field=str(self.label or "Text"), longest=self.longest)
        except BadEntry as error:
            raise ValidationError(_sentence(error.message)) from error
        if self.required and not tidy:
            raise ValidationError(self.error_messages["required"])
        return tidy


class LinesField(forms.CharField):
    """Several lines of text, one thing a line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(strip=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        """Return the lines that say something. Raises ValidationError with the character and its place."""
        try:
            return tidy_lines(str(value or ""), field=str(self.label or "Text"))
        except BadEntry as error:
            raise ValidationError(_sentence(error.message)) from error


class DayField(forms.DateField):
    """A calendar day, typed or picked."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("error_messages", {"invalid": "Write the day as year-month-day, such as 2026-11-22."})
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."

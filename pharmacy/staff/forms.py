"""Forms of the staff room. They clean and never act."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth import password_validation

from pharmacy.staff.models import User


def _password_field(label: str, *, autocomplete: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=200, strip=False, widget=widget, help_text=help_text)


def _drawn(button: str) -> FormHelper:
    helper = FormHelper()
    helper.add_input(Submit("submit", button))
    return helper


class LogInForm(forms.Form):
    """User name and password."""

    username = forms.CharField(
        label="User name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}),
    )
    password = _password_field("Password", autocomplete="current-password")
    helper = _drawn("Sign in")


class NewPasswordForm(forms.Form):
    """The present password, and the new one twice."""

    old = _password_field("Present password", autocomplete="current-password")
    new = _password_field(
        "New password",
        autocomplete="new-password",
        help_text="At least 12 characters. Four words that do not belong together are easy to remember.",
    )
    again = _password_field("New password again", autocomplete="new-password")
    helper = _drawn("Change password")
    helper.form_tag = False

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_old(self) -> str:
        """Return the present password; it must be right."""
        old = str(self.cleaned_data["old"])
        if not self.user.check_password(old):
            raise forms.ValidationError("This is not your present password.")
        return old

    def clean_new(self) -> str:
        """Return the new password; it must be hard to guess."""
        new = str(self.cleaned_data["new"])
        password_validation.validate_password(new, self.user)
        return new

    def clean(self) -> dict[str, Any]:
        """Return the cleaned fields; both new passwords must be the same."""
        data = self.cleaned_data
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", "The two new passwords differ. Type the same one twice.")
        return data

"""What is filled in round the editing of a specification: a new formulation, a copy, a reason, a day."""

from typing import Any

from django import forms
from django.urls import resolve, reverse
from django.utils.text import slugify

from formulations.first_draft import Answers
from formulations.models import Substance
from formulations.reference.formulary.keeping import LAW_CATEGORIES
from formulations.reference.plain_text import BadText, plain_text
from formulations.reference.sourced import HOW_SURE
from formulations.science.dosage_forms import dosage_forms, form_named, routes
from formulations.science.quantities import BadQuantity, Quantity

LONGEST_REASON = 500
MOST_STRENGTHS = 20
IDENTITY = ("name", "unii", "atc", "cas", "molar_mass", "synonyms", "brands")


def _words(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, value.replace("-", " ")) for value in values]


class PlainText(forms.CharField):
    """A text that reads as it looks: one tidy line, nothing hidden in it."""

    def clean(self, value: Any) -> str:
        """Return the text, tidied. Raises ValidationError for hidden characters and for a text that is too long."""
        try:
            return plain_text(str(super().clean(value)), longest=self.max_length or LONGEST_REASON)
        except BadText as bad:
            raise forms.ValidationError(str(bad)) from bad


class NamedForm(forms.Form):
    """A name, and the code that stands in addresses and files; left empty, the code is made from the name."""

    name = PlainText(max_length=200, help_text="As the formulary lists it, with its strength or form.")
    code = forms.SlugField(
        max_length=80, required=False, help_text="Left empty, it is made from the name. It never changes afterwards."
    )

    def clean_code(self) -> str:
        """Return the code as typed, or made from the name. Raises ValidationError for a name that gives none."""
        code = str(self.cleaned_data.get("code") or slugify(self.cleaned_data.get("name", ""))[:80]).lower()
        if not code.replace("-", "").replace("_", ""):
            message = "Write a code of lower-case letters, digits and hyphens; the name gives none."
            raise forms.ValidationError(message)
        return _not_an_address(code.replace("_", "-"))


class NewFormulationForm(NamedForm):
    """What a new formulation begins with."""

    field_order = ("name", "dosage_form", "route", "active", "strengths", "basis", "law_category")
    dosage_form = forms.ChoiceField()
    route = forms.ChoiceField(required=False, help_text="Left empty, the usual one of the dosage form.")
    active = PlainText(
        max_length=200, label="Active, as the label names it", help_text="Salt and all: hydrocortisone acetate."
    )
    strengths = forms.CharField(max_length=300, help_text="One or several, such as 1 mg, 2.5 mg. Each in one unit.")
    basis = forms.CharField(
        max_length=40, required=False, help_text="What the amounts are written for: 100 ml, 100 g, 1 capsule."
    )
    law_category = forms.ChoiceField(
        label="Kind in law", required=False, help_text="It decides how long the law lets it keep."
    )
    source_title = PlainText(
        max_length=300, required=False, label="What it is based on", help_text="A monograph, a paper, a handbook."
    )
    how_sure = forms.ChoiceField(label="How sure is that", choices=_words(HOW_SURE), initial="not-confirmed")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("dosage_form", [(form.name, form.name) for form in dosage_forms()])
        self._choose("route", [("", "the usual one"), *_words(routes())])
        self._choose("law_category", [("", "the usual one"), *_words(LAW_CATEGORIES)])
        self.fields["active"].widget.attrs.update({"list": "substances", "autocomplete": "off"})

    def clean_strengths(self) -> tuple[str, ...]:
        """Return the strengths, each in the one form of an amount. Raises ValidationError naming the first bad one."""
        typed = [part.strip() for part in self.cleaned_data["strengths"].split(",") if part.strip()]
        if not 1 <= len(typed) <= MOST_STRENGTHS:
            message = f"Write 1 to {MOST_STRENGTHS} strengths with commas between them."
            raise forms.ValidationError(message)
        return tuple(str(_strength(text)) for text in typed)

    def clean_basis(self) -> str:
        """Return the basis in the one form of an amount, or nothing. Raises ValidationError."""
        text = self.cleaned_data["basis"].strip()
        return str(_quantity(text)) if text else ""

    def clean(self) -> dict[str, Any]:
        """Return everything typed. The route must be one of the dosage form."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "dosage_form" in cleaned and cleaned.get("route"):
            possible = form_named(cleaned["dosage_form"]).routes
            if cleaned["route"] not in possible:
                self.add_error(
                    "route", f"{cleaned['dosage_form']} is given: {', '.join(possible)}. Choose one of these."
                )
        return cleaned

    def answers(self) -> Answers:
        """Return what was typed, ready for the first draft. One query, for a substance that is known by that name."""
        said = self.cleaned_data
        known = Substance.objects.filter(name__iexact=said["active"].strip()).first()
        return Answers(
            name=said["name"].strip(),
            code=said["code"],
            dosage_form=said["dosage_form"],
            route=said["route"] or form_named(said["dosage_form"]).routes[0],
            active=said["active"].strip(),
            active_code=known.code if known else slugify(said["active"])[:80],
            strengths=said["strengths"],
            dose_unit=Quantity.read(said["strengths"][0]).unit.value,
            basis=said["basis"],
            law_category=said["law_category"],
            source_title=said["source_title"].strip(),
            how_sure=said["how_sure"],
            known={key: getattr(known, key) for key in IDENTITY} if known else {},
        )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class ReasonForm(forms.Form):
    """Why something is sent back."""

    reason = PlainText(max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}))


class SubmissionForm(forms.Form):
    """What changes and why, for whoever decides about it."""

    note = PlainText(
        label="What changes, and why",
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For whoever approves it; it stays with the version.",
    )


class ApprovalForm(forms.Form):
    """From which day a version is used. seen: the SHA-256 of what the person read."""

    effective_from = forms.DateField(
        label="In use from",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Today, or a later day.",
    )
    seen = forms.RegexField(regex=r"\A[0-9a-f]{64}\Z", widget=forms.HiddenInput)


def _not_an_address(code: str) -> str:
    """Return the code. Raises ValidationError for one that is the address of a page, such as new."""
    address = reverse("formulations:page", args=[code])
    if resolve(address).url_name != "page":
        message = f"The address {address} is taken by a page of the program. Choose another code."
        raise forms.ValidationError(message)
    return code


def _quantity(text: str) -> Quantity:
    try:
        return Quantity.read(text)
    except BadQuantity as error:
        raise forms.ValidationError(str(error)) from error


def _strength(text: str) -> Quantity:
    quantity = _quantity(text)
    if not quantity.unit.is_strength or not quantity.value:
        message = f"{text} is no strength: write an amount of active, such as 1 mg."
        raise forms.ValidationError(message)
    return quantity

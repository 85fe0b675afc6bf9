"""The figures that the fill of a capsule is worked out from."""

from decimal import Decimal
from typing import Any

from django import forms

from formulations.reference.capsules import Capsules
from formulations.science.capsule_fill import Packing, Shell
from formulations.science.quantities import BadQuantity, Quantity

MOST_CAPSULES = 5000


class CapsuleFillForm(forms.Form):
    """Dose, shell and filler, or two weighed fills; and how many capsules.

    known: the shells and powders that ship. A pair of weighings goes before a density.
    """

    dose = forms.CharField(label="Dose in one capsule", max_length=30, help_text="Such as 1.5 mg.")
    size = forms.ChoiceField(label="Shell", required=False)
    filler = forms.ChoiceField(label="Filler, by its density", required=False)
    packing = forms.ChoiceField(label="Packed", required=False)
    filler_alone = forms.CharField(label="Weighed fill of filler alone", max_length=30, required=False)
    drug_alone = forms.CharField(label="Weighed fill of the active or trituration alone", max_length=30, required=False)
    number = forms.IntegerField(label="Capsules", min_value=1, max_value=MOST_CAPSULES, initial=100)
    overage = forms.DecimalField(
        label="Overage in %", min_value=Decimal(0), max_value=Decimal(50), decimal_places=2, initial=Decimal(0)
    )

    def __init__(self, data: Any, *, known: Capsules, names: dict[str, str]) -> None:
        super().__init__(data, label_suffix="")
        sizes = [(one.size, _size(one)) for one in known.shells]
        self.fields["size"].choices = [("", "the smallest that is usual"), *sizes]  # type: ignore[attr-defined]
        fillers = [(code, names.get(code, code.replace("-", " "))) for code in known.powders]
        self.fields["filler"].choices = [("", "choose"), *fillers]  # type: ignore[attr-defined]
        self.fields["packing"].choices = [(one.value, one.value) for one in Packing]  # type: ignore[attr-defined]

    def clean_dose(self) -> Quantity:
        """Return the dose as a mass."""
        return self._mass("dose")

    def clean_filler_alone(self) -> Quantity | None:
        """Return the weighed fill of the filler alone, or None."""
        return self._mass("filler_alone") if self.cleaned_data.get("filler_alone") else None

    def clean_drug_alone(self) -> Quantity | None:
        """Return the weighed fill of the active alone, or None."""
        return self._mass("drug_alone") if self.cleaned_data.get("drug_alone") else None

    def clean(self) -> dict[str, Any]:
        """Return the values; one weighing without the other, and neither a filler nor weighings, are refused."""
        cleaned = super().clean() or {}
        weighed = [cleaned.get("filler_alone"), cleaned.get("drug_alone")]
        if any(weighed) and not all(weighed):
            self.add_error("drug_alone", "Weigh both: capsules of the filler alone, and of the active alone.")
        if not any(weighed) and not cleaned.get("filler"):
            self.add_error("filler", "Choose a filler, or give two weighed fills.")
        return cleaned

    def _mass(self, key: str) -> Quantity:
        text = self.cleaned_data[key]
        try:
            amount = Quantity.read(text if any(sign.isalpha() for sign in text) else f"{text} mg")
        except BadQuantity as error:
            raise forms.ValidationError(f"{error}.") from error
        if not amount.unit.is_mass:
            raise forms.ValidationError(f"{amount} is no mass; write it in mg or g.")
        return amount


def _size(shell: Shell) -> str:
    return f"size {shell.size}: {shell.volume}, empty {shell.empty}"

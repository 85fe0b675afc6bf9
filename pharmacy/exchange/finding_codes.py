"""Which finding codes a settlement may name."""

from collections.abc import Iterable

from formulations.science.specification import Specification
from pharmacy.exchange.fhir.problems import shown
from pharmacy.exchange.options import BadOption

# Those that every formulation may have (docs/findings.md); the rules of a specification bring more.
ALWAYS = (
    "opioid-analgesic", "opioid-cough-or-diarrhoea", "opioid-dependence-treatment", "opioid-washout",
    "immunosuppressant", "corticosteroid", "organ-transplant", "ketamine", "isotretinoin", "thyroid-medicine",
    "diabetes-medicine", "liver-or-kidney-failure", "duplicate-opioid-antagonist", "dose-above-range",
    "dose-below-range", "dose-not-measurable", "excipient-avoided", "forbidden-excipient",
    "release-modifying-excipient", "medicine-not-checked", "supply-outlives-use-by", "strength-changed",
    "supply-ends-before-regimen", "label-language", "allergy-not-checked", "allergy-to-active",
    "condition-recorded-as-absent", "medicine-code-differs",
    "origin-not-stated", "screening-failed", "ten-fold-slip", "mg-or-ml", "device-dead-space",
)  # fmt: skip


def refuse_unknown_codes(codes: Iterable[str], *, specification: Specification) -> None:
    """Raise BadOption for a code that no finding of this formulation can have: it is a slip of the keyboard.

    Source: docs/findings.md.
    """
    rules = {one.code for one in specification.screening} | {one.code for one in specification.dose_limits}
    known = {*ALWAYS, *rules, *(one.finding_code for one in specification.restrictions)}
    for code in codes:
        if code not in known:
            raise BadOption(f"--settle: {shown(code)} is not a finding code; write one of {', '.join(sorted(known))}")

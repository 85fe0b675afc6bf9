"""Findings that the plan itself makes, besides dose range and restrictions."""

from collections.abc import Sequence

from formulations.science.beyond_use import UseBy
from formulations.science.day_text import day_in_words
from formulations.science.filling import IntakeTooLarge
from formulations.science.findings import Finding, Severity
from formulations.science.law import Law
from formulations.science.measuring import DoseNotMeasurable
from formulations.science.regimen import DoseStep, Regimen
from formulations.science.supply import Supply

SYRINGE_GUIDANCE = "ISMP and NCPDP/ASHP guidance: a dose is measured on a printed mark, or counted whole"
HOUSE_RULE = "house rule of this program"
LANGUAGE_WRITTEN = "en"


def not_measurable(error: DoseNotMeasurable | IntakeTooLarge, *, regimen: Regimen) -> Finding:
    """Return the stop for a dose that no device measures, or no container holds; nobody may override it.

    Source: ISMP and NCPDP/ASHP guidance on measuring doses.
    """
    about = str(error.dose) if isinstance(error, DoseNotMeasurable) else str(regimen.steps[-1].dose)
    values = _nearest(error) if isinstance(error, DoseNotMeasurable) else {}
    return Finding(
        code="dose-not-measurable",
        severity=Severity.STOP,
        message=f"{error}.",
        about=about,
        sources=(SYRINGE_GUIDANCE,),
        overridable=False,
        values=values,
    )


def _nearest(error: DoseNotMeasurable) -> dict[str, str]:
    """The device that comes nearest, and the doses below and above that it does measure."""
    near = {"below": error.below, "above": error.above}
    return {"device": error.device.name} | {name: str(dose) for name, dose in near.items() if dose is not None}


def regimen_cut(steps: Sequence[DoseStep], *, regimen: Regimen) -> list[Finding]:
    """Return an inform finding when the supply ends before the steps do. Source: house rule."""
    ordered = sum(step.days or 0 for step in steps)
    reaches_the_last = len(regimen.steps) == len(steps)
    if reaches_the_last and (steps[-1].days is None or ordered == regimen.days):
        return []
    message = (
        f"This supply ends on day {regimen.days}, before the dose steps do; "
        "the steps after that day need another supply."
    )
    return [_inform("supply-ends-before-regimen", message=message, about=f"{regimen.days} days")]


def find_supply_findings(supply: Supply, *, use_by: UseBy) -> list[Finding]:
    """Return an inform finding when the supply needs batches made later. Source: the limit that ruled the use-by."""
    later = [container for container in supply.containers if not container.is_made_now]
    if not later:
        return []
    days = sorted({container.make_on for container in later})
    is_made = "is made" if len(later) == 1 else "are made"
    message = (
        f"What is made now may be used until {day_in_words(use_by.date)}; {len(later)} of {supply.containers[0].of} "
        f"containers {is_made} later, the first on {day_in_words(days[0])}."
    )
    source = next(limit.source for limit in use_by.limits if limit.code == use_by.ruled_by)
    return [
        _inform("supply-outlives-use-by", message=message, about=f"use by {day_in_words(use_by.date)}", source=source)
    ]


def label_language(law: Law) -> list[Finding]:
    """Return an inform finding when a law asks for a label in another language than English, to be chosen for papers.

    Source: the law edition.
    """
    if law.label_language == LANGUAGE_WRITTEN:
        return []
    message = (
        f"{law.name} asks for a label in the language {law.label_language!r}; choose it when asking for the papers."
    )
    return [_inform("label-language", message=message, about=law.name, source=law.edition)]


def _inform(code: str, *, message: str, about: str, source: str = HOUSE_RULE) -> Finding:
    return Finding(code=code, severity=Severity.INFORM, message=message, about=about, sources=(source,))

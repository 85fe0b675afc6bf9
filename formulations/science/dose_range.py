"""Dose range: the bounds on the dose per day, and the findings that follow from crossing them."""

from formulations.science.findings import Finding, Severity
from formulations.science.quantities import Quantity
from formulations.science.regimen import PlannedStep, Regimen, dose_per_day, spacing_in_words
from formulations.science.specification import DoseLimit, Specification


def find_dose_findings(regimen: Regimen, *, specification: Specification) -> list[Finding]:
    """Return one finding for each code whose bound is crossed: the most severe bound crossed, not all of them.

    A dose per day is that of a day on which it is taken: every other day makes it neither larger nor smaller.
    The highest dose per day of the regimen is held against the upper bounds. A lower bound is crossed by the lowest
    dose per day; where the bound spares titrations and only the first steps lie below it, the finding informs.
    Source: the sources of each bound.
    """
    crossed: dict[str, Finding] = {}
    for limit in specification.dose_limits:
        for finding in (*_above(regimen, limit=limit), *_below(regimen, limit=limit)):
            kept = crossed.get(finding.code)
            if kept is None or _weight(finding) > _weight(kept):
                crossed[finding.code] = finding
    return list(crossed.values())


def _above(regimen: Regimen, *, limit: DoseLimit) -> list[Finding]:
    highest = max(regimen.steps, key=dose_per_day)
    if limit.above is None or dose_per_day(highest) <= limit.above:
        return []
    return [_finding(limit, step=highest, bound=limit.above, severity=limit.severity)]


def _below(regimen: Regimen, *, limit: DoseLimit) -> list[Finding]:
    if limit.below is None:
        return []
    bound = limit.below
    doses = [dose_per_day(step) for step in regimen.steps]
    low = [dose for dose in doses if dose < bound]
    if not low:
        return []
    is_start_only = len(low) < len(doses) and all(dose < bound for dose in doses[: len(low)])
    severity = Severity.INFORM if limit.titration_exempt and is_start_only else limit.severity
    lowest = min(regimen.steps, key=dose_per_day)
    return [_finding(limit, step=lowest, bound=bound, severity=severity)]


def _finding(limit: DoseLimit, *, step: PlannedStep, bound: Quantity, severity: Severity) -> Finding:
    dose = dose_per_day(step)
    return Finding(
        code=limit.code,
        severity=severity,
        message=limit.message,
        about=f"{dose} a day" if step.every == 1 else f"{dose} a day, {spacing_in_words(step.every)}",
        sources=limit.sources,
        overridable=limit.overridable or severity is Severity.INFORM,
        values={"dose": str(dose), "limit": str(bound)},
    )


def _weight(finding: Finding) -> tuple[int, bool]:
    return [Severity.INFORM, Severity.WARN, Severity.STOP].index(finding.severity), not finding.overridable

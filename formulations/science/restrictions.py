"""Restrictions: which excipients may carry the active, in which function, on what condition, and on what grounds."""

from collections.abc import Iterable, Mapping

from formulations.science.findings import Finding, Severity
from formulations.science.specification import ChosenFormula, Component, Excipient, Restriction, Specification

FORBID, CONDITION, PREFER = "forbid", "condition", "prefer"
EFFECTS = (FORBID, CONDITION, PREFER)
FORMULATION, DOSAGE_FORM, DRUG = "formulation", "dosage-form", "drug"
SCOPES = (FORMULATION, DOSAGE_FORM, DRUG)
GRADES = ("trial", "study", "monograph", "expert opinion", "house rule")
RELEASE_MODIFYING = "release-modifying"

Rules = tuple[Restriction, ...]
Excipients = Mapping[str, Excipient]


def find_restrictions(formula: ChosenFormula, *, from_elsewhere: Rules = ()) -> list[Finding]:
    """Return a finding for each restriction that a component of the formula meets.

    What is forbidden is a stop that nobody may override. What needs a condition is a warning, or only informs once the
    component carries the written reason. Where another excipient is preferred, that informs.
    from_elsewhere: rules of other specifications that reach this one (scope drug or dosage-form).
    Source: the restriction's own sources.
    """
    known = excipients_by_code(formula.specification)
    return [
        _finding(rule, component=component, known=known)
        for component in formula.components
        for rule in (*formula.specification.restrictions, *from_elsewhere)
        if _speaks(rule, component=component, beside=formula.components, known=known)
    ]


def objections_to_components(specification: Specification, *, from_elsewhere: Rules = ()) -> list[str]:
    """Return why a specification may not be submitted with its components, one sentence each; none means it may.

    A forbidden excipient may stand among the alternatives of a choice, so that asking for it is answered, if the rule
    that refuses it stands in the same specification. Whatever a condition is set on needs a written reason.
    Source: house rule; the restriction's own sources say why.
    """
    known = excipients_by_code(specification)
    own = specification.restrictions
    return [
        sentence
        for component in specification.components
        for rule in (*own, *from_elsewhere)
        if concerns(rule, component=component, known=known)
        for sentence in _objection(rule, component=component, is_own=rule in own)
    ]


def forbids(rule: Restriction, *, component: Component, known: Excipients) -> bool:
    """Return whether a restriction forbids a component in the function that it has. Source: the restriction."""
    return rule.effect == FORBID and concerns(rule, component=component, known=known)


def concerns(rule: Restriction, *, component: Component, known: Excipients) -> bool:
    """Return whether a rule speaks of this component: of its excipient or a property of it, and of its function.

    known: excipients of the specification by code. Source: the restriction.
    """
    if rule.functions and component.function not in rule.functions:
        return False
    carried = properties_of(known[component.excipient]) if component.excipient in known else ()
    return (rule.property or rule.excipient) in (component.excipient, *carried)


def properties_of(excipient: Excipient) -> tuple[str, ...]:
    """Return the properties that an excipient carries, slow release among them, in order of the alphabet.

    Source: the specification's excipients.
    """
    slows = (RELEASE_MODIFYING,) if excipient.release_modifying else ()
    return tuple(sorted({*excipient.contains, *slows}))


def excipients_by_code(specification: Specification) -> dict[str, Excipient]:
    """Return the excipients of a specification by code. Source: the specification."""
    return {excipient.code: excipient for excipient in specification.excipients}


def _speaks(rule: Restriction, *, component: Component, beside: Iterable[Component], known: Excipients) -> bool:
    if rule.effect != PREFER:
        return concerns(rule, component=component, known=known)
    if component.function not in rule.functions:
        return False
    return not any(concerns(rule, component=one, known=known) for one in beside)


def _finding(rule: Restriction, *, component: Component, known: Excipients) -> Finding:
    return Finding(
        code=rule.finding_code,
        severity=_severity(rule, component=component),
        message=f"{component.name} as {component.function}: {_said(rule, component=component, known=known)}",
        about=component.name,
        sources=rule.sources,
        overridable=rule.effect != FORBID,
        values={"function": component.function, "grade": rule.grade},
    )


def _severity(rule: Restriction, *, component: Component) -> Severity:
    if rule.effect == FORBID:
        return Severity.STOP
    is_settled = rule.effect == PREFER or bool(component.condition_met)
    return Severity.INFORM if is_settled else Severity.WARN


def _said(rule: Restriction, *, component: Component, known: Excipients) -> str:
    if rule.effect == PREFER:
        named = rule.property or rule.excipient
        preferred = known[named].name if named in known else named.replace("-", " ")
        return f"{preferred} is preferred. {rule.reason}"
    if rule.effect == CONDITION and component.condition_met:
        return f"{rule.reason} Written reason: {component.condition_met}"
    return rule.reason


def _objection(rule: Restriction, *, component: Component, is_own: bool) -> list[str]:
    what = f"{component.name} as {component.function}"
    if rule.effect == FORBID and (not component.choice or component.is_default):
        return [f"{what} is forbidden: {rule.reason} Take another."]
    if rule.effect == FORBID and not is_own:
        return [f"{what} is forbidden in every specification it reaches: {rule.reason} Take it out of the choice."]
    if rule.effect == CONDITION and not component.condition_met:
        return [f"{what} needs a written reason: {rule.reason}"]
    return []

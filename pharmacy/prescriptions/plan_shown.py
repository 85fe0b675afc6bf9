"""The plan as a page shows it: words and rows ready to be written down, nothing left to compute."""

from dataclasses import dataclass, replace
from datetime import date

from formulations.science.findings import Finding
from formulations.science.plan import Plan
from formulations.science.plan_document import pack_in_words, use_by_as_document
from formulations.science.specification import Strength
from formulations.science.supply import PlannedContainer
from pharmacy.prescriptions.sharing import waste_in_words
from pharmacy.prescriptions.steps_shown import ShownDose, ShownSums, arithmetic_of, show_steps, show_sums
from pharmacy.prescriptions.use_by_shown import ShownUseBy, show_use_by
from pharmacy.staff.clock import today


@dataclass(frozen=True)
class ShownFinding:
    """A finding of the plan, in the shape that the finding card takes. words: its code, as words."""

    words: str
    severity: str
    message: str
    about: str
    sources: tuple[str, ...]
    overridable: bool
    settled_at: None = None


@dataclass(frozen=True)
class ShownPlan:
    """A plan, ready for the page. waste: what is needed, made and left over, empty where nothing is left."""

    name: str
    strength: str
    doses: tuple[ShownDose, ...]
    device: str
    measured: str
    sums: ShownSums
    arithmetic: tuple[str, ...]
    containers: tuple[PlannedContainer, ...]
    container_name: str
    made_on: date
    is_for_today: bool
    use_by: date
    why: ShownUseBy
    days: int
    findings: tuple[ShownFinding, ...]
    notes: tuple[ShownFinding, ...]
    law: str
    edition: str
    pack: str
    waste: str


def show_plan(plan: Plan, *, findings: tuple[Finding, ...] = (), is_due_later: bool = False) -> ShownPlan:
    """Return a plan ready for the page. findings: those about the patient, besides the plan's own.

    is_due_later: whether its day of making is still to come, so that nothing of it is made now.
    """
    specification = plan.order.formula.specification
    shown = [show_finding(one) for one in sorted((*plan.findings, *findings), key=_most_serious_first)]
    return ShownPlan(
        name=specification.name,
        strength=show_strength(plan.order.formula.strength),
        doses=show_steps(plan),
        device=plan.device.name if plan.device else "",
        measured=plan.device.measured if plan.device else "",
        sums=show_sums(plan),
        arithmetic=arithmetic_of(plan),
        containers=_containers(plan, is_due_later=is_due_later),
        container_name=plan.order.formula.pack.container.name,
        made_on=plan.order.made_on,
        is_for_today=plan.order.made_on == today(),
        use_by=plan.use_by.date,
        why=show_use_by(use_by_as_document(plan)),
        days=plan.regimen.days,
        findings=tuple(one for one in shown if one.severity != "inform"),
        notes=tuple(one for one in shown if one.severity == "inform"),
        law=plan.order.law.name,
        edition=plan.order.law.edition,
        pack=pack_in_words(plan.order.formula),
        waste=waste_in_words(plan),
    )


def _containers(plan: Plan, *, is_due_later: bool) -> tuple[PlannedContainer, ...]:
    found = plan.supply.containers if plan.supply else ()
    return tuple(replace(one, is_made_now=False) for one in found) if is_due_later else found


def show_finding(finding: Finding) -> ShownFinding:
    """Return a finding in the shape that the finding card takes."""
    return ShownFinding(
        words=finding.code.replace("-", " "),
        severity=finding.severity.value,
        message=finding.message,
        about=finding.about,
        sources=finding.sources,
        overridable=finding.overridable,
    )


def show_strength(strength: Strength) -> str:
    """Return a strength as on the page: "1.5 mg capsule", "1 mg/ml"."""
    return f"{strength} {strength.per.unit.value}" if strength.per.unit.is_count else str(strength)


def _most_serious_first(finding: Finding) -> int:
    return ("stop", "warn", "inform").index(finding.severity.value)

"""The later parts of a course while it is typed: each measured and planned by itself, as made on its due day."""

from dataclasses import dataclass

from formulations.avoiding import Answer
from formulations.science.plan import Plan
from formulations.science.specification import Specification
from pharmacy.prescriptions.course import CoursePart
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.fitting import what_fits
from pharmacy.prescriptions.forms.step_product import OfferedProduct
from pharmacy.prescriptions.offers import Instead, stretch_of, ways_instead
from pharmacy.prescriptions.plan_shown import ShownPlan, show_plan
from pharmacy.prescriptions.planning import plan_entry
from pharmacy.staff.clock import today


@dataclass(frozen=True)
class LaterPart:
    """A later part of a course with its plan, or why there is none. from_day, to_day: of the whole regimen.

    repeats: how often the part may be repeated, with as many days each. made: the plan itself. fits: what else does,
    where something in it is to be avoided. instead: what can be measured, where a dose cannot.
    """

    number: int
    of: int
    from_day: int
    to_day: int | None
    plan: ShownPlan | None = None
    problem: str = ""
    repeats: int = 0
    made: Plan | None = None
    fits: Answer | None = None
    instead: Instead | None = None


def plan_later_parts(
    parts: tuple[CoursePart, ...], *, known: Specification | None, offered: tuple[OfferedProduct, ...]
) -> tuple[LaterPart, ...]:
    """Return the later parts of a course with their plans; what cannot be made says why.

    known: as in `plan_entry`. offered: what a step may name.
    """
    return tuple(_planned(part, known=known, offered=offered) for part in parts)


def _planned(part: CoursePart, *, known: Specification | None, offered: tuple[OfferedProduct, ...]) -> LaterPart:
    made_on = max(today(), part.entry.due_on or today())
    try:
        plan, screening = plan_entry(part.entry, made_on=made_on, known=known)
    except BadEntry as error:
        return LaterPart(part.number, part.of, part.from_day, part.to_day, problem=str(error))
    codes = [finding.code for finding in screening.findings]
    return LaterPart(
        part.number,
        part.of,
        part.from_day,
        part.to_day,
        plan=show_plan(plan, findings=screening.findings, is_due_later=made_on > today()),
        repeats=part.entry.repeats_allowed,
        made=plan,
        fits=what_fits(part.entry.known, findings=codes, formulation=part.entry.formulation),
        instead=ways_instead(plan, stretch=stretch_of(part, offered=offered)),
    )

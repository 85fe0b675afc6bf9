"""The plan of what is being typed, or what it still needs, or why there is none."""

from dataclasses import dataclass

from formulations.avoiding import Answer
from formulations.science.plan import Plan
from pharmacy.prescriptions.course import CoursePart
from pharmacy.prescriptions.course_plans import LaterPart
from pharmacy.prescriptions.entry import PrescriptionEntry
from pharmacy.prescriptions.plan_shown import ShownPlan


@dataclass(frozen=True)
class PlanSoFar:
    """The plan, or what it still needs, or why there is none. fits: what else does, where a part is to be avoided.

    entry: what the plan is made of, or refused for; None as long as it cannot be read. made: the plan itself.
    part: the first part of a course, where a step names its product. later: its next parts, each with its own plan.
    """

    plan: ShownPlan | None = None
    fits: Answer | None = None
    still_needed: tuple[str, ...] = ()
    problem: str = ""
    entry: PrescriptionEntry | None = None
    made: Plan | None = None
    part: CoursePart | None = None
    later: tuple[LaterPart, ...] = ()

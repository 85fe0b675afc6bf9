"""Whatever a course is made of: no container outside its life, no day without, no dose off the device's marks."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from formulations.reference import loader
from formulations.reference.formulary import shipped_documents
from formulations.science.plan import Order, Plan, make_plan
from formulations.science.regimen import DoseStep
from formulations.science.specification import ChosenFormula
from pharmacy.prescriptions.course import CoursePart, split_course
from pharmacy.prescriptions.entry import PatientEntry, PrescriptionEntry, StepProduct
from tests.science.test_no_day_goes_without import (
    CODES,
    doses,
    every_dose_is_measured,
    formula_of,
    never_outside_its_life,
    no_day_without,
)

FIRST = date(2026, 11, 22)
ACTIVES = {one["formulation"]["code"]: one["active"]["code"] for one in shipped_documents() if "active" in one}


def _products_of(active: str) -> list[tuple[str, int]]:
    """Every formulation of an active, with the number of each of its strengths."""
    alike = [code for code in CODES if ACTIVES[code] == active]
    return [(code, number) for code in alike for number in range(len(formula_of(code).specification.strengths))]


GROUPS = [products for active in sorted(set(ACTIVES.values())) if len(products := _products_of(active)) > 1]


def _formula(entry: PrescriptionEntry) -> ChosenFormula:
    strengths = formula_of(entry.formulation).specification.strengths
    number = next(number for number, one in enumerate(strengths) if one.amount == entry.strength)
    return formula_of(entry.formulation, number=number)


@st.composite
def courses(draw: st.DrawFn) -> PrescriptionEntry:
    """Draw two to four steps of products of one active: capsules, liquids, drops, a cream."""
    chosen = draw(st.lists(st.sampled_from(draw(st.sampled_from(GROUPS))), min_size=2, max_size=4, unique=True))
    formulas = [formula_of(code, number=number) for code, number in chosen]
    steps = [
        DoseStep(
            draw(doses(one)), draw(st.integers(1, 2)), draw(st.integers(1, 40)), every=draw(st.sampled_from([1, 1, 2]))
        )
        for one in formulas
    ]
    products = tuple(StepProduct(one.specification.code, one.strength.amount) for one in formulas)
    return PrescriptionEntry(
        PatientEntry("Ada", "Lindqvist"), None, products[0].formulation, products[0].strength, tuple(steps), None,
        products=products,
    )  # fmt: skip


def test_no_course_fails_a_day_a_date_or_a_dose() -> None:
    planned = 0

    @settings(max_examples=150)
    @given(courses(), st.integers(0, 10))
    def every_course(course: PrescriptionEntry, lead_days: int) -> None:
        nonlocal planned
        last = FIRST - timedelta(days=1)
        for part in split_course(course, first_day=FIRST, lead_days=lead_days):
            plan = _planned(part)
            assert plan.order.first_day == last + timedelta(days=1)  # neither a gap nor two products on one day
            last = plan.order.first_day + timedelta(days=plan.regimen.days - 1)
            if plan.supply is None:
                assert "dose-not-measurable" in {finding.code for finding in plan.findings}
                continue
            planned += 1
            never_outside_its_life(plan)
            no_day_without(plan)
            every_dose_is_measured(plan)
        assert last == FIRST + timedelta(days=sum(step.days for step in course.steps) - 1)

    every_course()
    assert planned > 60, "hardly any part could be planned, so little was tried"


def _planned(part: CoursePart) -> Plan:
    """The plan of a part, made on its due day as the pharmacy plans it; the first is made today."""
    entry = part.entry
    return make_plan(
        Order(
            formula=_formula(entry),
            steps=entry.steps,
            days=entry.days,
            made_on=max(FIRST, entry.due_on or FIRST),
            law=loader.law("us"),
            starts_on=entry.starts_on,
        )
    )

"""A course of several products: a regimen whose steps name strengths or formulations, split where that changes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from formulations.science.regimen import DoseStep
from formulations.science.remaining import due_on
from pharmacy.prescriptions.entry import BadEntry, PrescriptionEntry, StepProduct

FIELD = "Doses and days"


@dataclass(frozen=True)
class CoursePart:
    """One product of a course. from_day, to_day: of the whole regimen, both of them its own.

    entry: the part as a prescription of its own; its day 1 is from_day. first_step: the first of its steps among those
    of the whole order, counted from 1.
    """

    number: int
    of: int
    from_day: int
    to_day: int | None
    entry: PrescriptionEntry
    first_step: int = 1


@dataclass(frozen=True)
class _Span:
    product: StepProduct
    steps: tuple[DoseStep, ...]
    from_day: int
    days: int | None
    first_step: int


def split_course(entry: PrescriptionEntry, *, first_day: date, lead_days: int = 0) -> tuple[CoursePart, ...]:
    """Return the parts of an order, one for each stretch of steps of one product; one part where none differs.

    first_day: the date of day 1. lead_days: how many days before it is needed a later part is due.
    The last part keeps the repeats, because a course is repeated with its last product.
    Raises BadEntry where the days of the steps leave open when a product changes. Source: arithmetic.
    """
    products = products_of(entry)
    if all(one.is_same_as(products[0]) for one in products):
        alone = _made_as(entry, product=products[0])
        return (CoursePart(1, 1, from_day=1, to_day=entry.days, entry=alone),)
    _check_days(entry)
    spans = list(_spans(entry, products=products))
    return tuple(
        _part(span, number=number, of=len(spans), whole=entry, dates=(first_day, lead_days))
        for number, span in enumerate(spans, start=1)
    )


def products_of(entry: PrescriptionEntry) -> tuple[StepProduct, ...]:
    """Return what each step of an order is made as: what it names, else what is named for the whole order."""
    usual = StepProduct(entry.formulation, entry.strength, entry.choices)
    return tuple(one or usual for one in entry.products or (None,) * len(entry.steps))


def _made_as(entry: PrescriptionEntry, *, product: StepProduct) -> PrescriptionEntry:
    return replace(
        entry, formulation=product.formulation, strength=product.strength, choices=product.choices, products=()
    )


def _check_days(entry: PrescriptionEntry) -> None:
    for number, step in enumerate(entry.steps[:-1], start=1):
        if step.days is None:
            raise BadEntry(f"step {number} has no number of days; only the last step may leave them open", field=FIELD)
    ordered = sum(step.days or 0 for step in entry.steps)
    is_open = entry.steps[-1].days is None
    if is_open and (entry.days is None or entry.days <= ordered):
        shown = "none are given" if entry.days is None else f"{entry.days} are given"
        raise BadEntry(f"the last step begins on day {ordered + 1}; give more days to supply, {shown}", field=FIELD)
    if not is_open and entry.days is not None and entry.days > ordered:
        message = f"the steps end on day {ordered} but {entry.days} days are to be supplied; lengthen the last step"
        raise BadEntry(message, field=FIELD)


def _spans(entry: PrescriptionEntry, *, products: tuple[StepProduct, ...]) -> Iterator[_Span]:
    """Yield the stretches of one product that begin before the supply ends."""
    from_day, first_step = 1, 1
    for product, steps in _stretches(entry, products=products):
        left = entry.days - from_day + 1 if entry.days is not None else None
        own = None if steps[-1].days is None else sum(step.days or 0 for step in steps)
        if left is not None and left < 1:
            return
        days = min(own, left) if own is not None and left is not None else own or left
        yield _Span(product, steps, from_day, days, first_step)
        from_day, first_step = from_day + (days or 0), first_step + len(steps)


def _stretches(
    entry: PrescriptionEntry, *, products: tuple[StepProduct, ...]
) -> list[tuple[StepProduct, tuple[DoseStep, ...]]]:
    found: list[tuple[StepProduct, tuple[DoseStep, ...]]] = []
    for product, step in zip(products, entry.steps, strict=True):
        if found and found[-1][0].is_same_as(product):
            found[-1] = (found[-1][0], (*found[-1][1], step))
        else:
            found.append((product, (step,)))
    return found


def _part(span: _Span, *, number: int, of: int, whole: PrescriptionEntry, dates: tuple[date, int]) -> CoursePart:
    first_day, lead_days = dates
    starts_on = first_day + timedelta(days=span.from_day - 1)
    entry = replace(
        _made_as(whole, product=span.product),
        steps=span.steps,
        days=span.days,
        starts_on=starts_on,
        due_on=whole.due_on if number == 1 else due_on(starts_on, lead_days=lead_days),
        repeats_allowed=whole.repeats_allowed if number == of else 0,
    )
    to_day = span.from_day + span.days - 1 if span.days else None
    return CoursePart(number, of, from_day=span.from_day, to_day=to_day, entry=entry, first_step=span.first_step)

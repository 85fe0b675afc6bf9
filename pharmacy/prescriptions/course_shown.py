"""The course that a prescription is part of: every part with its days, its dates and where it stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pharmacy.prescriptions.models import Prescription, Stage


@dataclass(frozen=True)
class ShownPart:
    """One part of a course. from_day, to_day, days: of the whole regimen; first, last: their dates as planned.

    repeats: how often it may be repeated, which only the last part is.
    """

    number: int
    of: int
    public_id: UUID
    prescription: int
    product: str
    from_day: int
    to_day: int
    days: int
    first: date | None
    last: date | None
    stage: str
    repeats: int
    is_this: bool


def course_of(prescription: Prescription) -> tuple[Prescription, ...]:
    """Return the prescriptions of the course that a prescription is part of, in order; itself alone outside of one.

    A later batch of a part belongs to that part.
    """
    first = prescription
    while first.continues is not None and first.follows_as != Prescription.Follows.REPEAT:
        first = first.continues
    next_ones = first.continued_by.filter(follows_as=Prescription.Follows.NEXT_PRODUCT)
    related = next_ones.select_related("specification__formulation").defer("specification__content")
    return (first, *related.order_by("from_day"))


def part_of(prescription: Prescription) -> Prescription:
    """Return the part of a course that a later batch belongs to; of anything else itself."""
    part = prescription
    while part.continues is not None and part.follows_as == Prescription.Follows.LATER_BATCH:
        part = part.continues
    return part


def next_product_of(prescription: Prescription) -> Prescription | None:
    """Return the prescription for the product that follows this one in its course, or None after the last."""
    part = part_of(prescription)
    later = [row for row in course_of(part)[1:] if row.from_day > part.from_day and row.stage != Stage.REFUSED]
    return later[0] if part.follows_as != Prescription.Follows.REPEAT and later else None


def show_course(prescription: Prescription) -> tuple[ShownPart, ...]:
    """Return the parts of the course for the page of one of them; none for a prescription outside of a course."""
    rows = course_of(prescription)
    if len(rows) == 1:
        return ()
    return tuple(
        ShownPart(
            number=number,
            of=len(rows),
            public_id=row.public_id,
            prescription=row.number,
            product=row.product,
            from_day=row.from_day,
            to_day=row.from_day + row.days - 1,
            days=row.days,
            first=row.starts_on,
            last=row.starts_on + timedelta(days=row.days - 1) if row.starts_on else None,
            stage=Stage(row.stage).label.lower(),
            repeats=row.repeats_allowed,
            is_this=row.pk == prescription.pk,
        )
        for number, row in enumerate(rows, start=1)
    )

"""What waits, as Today and the work list show it: rows by state, due date and person, never more than a page of them.

Each kind of work is asked for by its stage, in the order of one index, and only so many keys of it are read. What is
finished is never touched, so a list costs the same however many prescriptions there were.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from pharmacy.prescriptions.models import Prescription, ScreeningFinding, Stage
from pharmacy.prescriptions.queries import OPEN, with_open_count
from pharmacy.prescriptions.waiting import BY_CODE, UNFINISHED, WORK, Work, work_for
from pharmacy.staff.models import User

ON_TODAY = 12
A_PAGE = 30
COUNTED = 200  # what waits is counted this far; beyond it a number helps nobody
DAYS_OF_A_WEEK = 7
NOBODY = "nobody"
_SHOWN = ("patient", "specification__formulation", "taken_by")
Key = tuple[datetime | date, int]


@dataclass(frozen=True)
class Row:
    """One line of a list. due: "overdue", "today" or nothing; open_count: findings to settle."""

    prescription: Prescription
    work: Work
    open_count: int
    due: str


@dataclass(frozen=True)
class Heap:
    """One kind of work and the first of what waits for it. how_many: "57" or "more than 200"; more: not all shown."""

    work: Work
    is_mine: bool
    rows: tuple[Row, ...]
    how_many: str
    more: bool


@dataclass(frozen=True)
class Wanted:
    """What a work list is narrowed to; empty means any.

    state: code of a kind of work. due: overdue, today or week. taken: user name, or "nobody". entered: user name.
    """

    state: str = ""
    due: str = ""
    taken: str = ""
    entered: str = ""


@dataclass(frozen=True)
class WorkPage:
    """One page of a work list. how_many: of all that waits, on the first page. after: where the next page begins."""

    rows: tuple[Row, ...]
    how_many: str
    after: int | None


def heaps(role: str, *, today: date) -> tuple[Heap, ...]:
    """Return the first of what waits, work of this role first, kinds without any left out."""
    keys = {work.code: _keys(_waiting(work), order="entered_at") for work in WORK}
    shown = _rows((number for some in keys.values() for _, number in some[:ON_TODAY]), today=today)
    found = [_heap(work, keys=keys[work.code], shown=shown, role=role) for work in WORK if keys[work.code]]
    return tuple(sorted(found, key=lambda heap: not heap.is_mine))


def work_page(wanted: Wanted, *, today: date, after: int | None = None) -> WorkPage:
    """Return a page of what waits: the oldest first, or where a due date is asked for, what is due first.

    after: the number of the prescription that the page before ended with.
    """
    order = "due_on" if wanted.due else "entered_at"
    start = _start(after, order=order)
    kinds = [_waiting(BY_CODE[wanted.state])] if wanted.state else [_at(stage) for stage in UNFINISHED]
    narrowed = [_narrow(rows, wanted=wanted, today=today) for rows in kinds]
    keys = sorted(key for rows in narrowed for key in _keys(rows, order=order, start=start))
    numbers = [number for _, number in keys[:A_PAGE]]
    shown = _rows(numbers, today=today)
    rows = tuple(shown[number] for number in numbers if number in shown)
    more = numbers[-1] if len(keys) > A_PAGE else None
    return WorkPage(rows, how_many="" if after else in_words(len(keys)), after=more)


def in_words(count: int) -> str:
    """Return how many wait, counted as far as anybody cares: "57" or "more than 200"."""
    return str(count) if count <= COUNTED else f"more than {COUNTED}"


def _at(stage: Stage) -> QuerySet[Prescription]:
    return Prescription.objects.filter(stage=stage)


def _waiting(work: Work) -> QuerySet[Prescription]:
    rows = _at(work.stage)
    if work.has_open is None:
        return rows
    to_settle = Exists(ScreeningFinding.objects.filter(OPEN, prescription=OuterRef("pk")))
    return rows.filter(to_settle) if work.has_open else rows.exclude(to_settle)


def _narrow(rows: QuerySet[Prescription], *, wanted: Wanted, today: date) -> QuerySet[Prescription]:
    if wanted.due:
        rows = rows.filter(_due(wanted.due, today=today))
    if wanted.taken:
        rows = rows.filter(_taken(wanted.taken))
    return rows.filter(entered_by__username=wanted.entered) if wanted.entered else rows


def _due(due: str, *, today: date) -> Q:
    if due == "overdue":
        return Q(due_on__lt=today)
    if due == "today":
        return Q(due_on=today)
    return Q(due_on__gte=today, due_on__lt=today + timedelta(days=DAYS_OF_A_WEEK))


def _taken(by: str) -> Q:
    return Q(taken_by__isnull=True) if by == NOBODY else Q(taken_by__username=by)


def _start(after: int | None, *, order: str) -> Key | None:
    """Return the place in the order at which a prescription stands; None where there is no such prescription."""
    rows = Prescription.objects.filter(number=after, **{f"{order}__isnull": False}) if after else None
    return rows.values_list(order, "number").first() if rows is not None else None


def _keys(rows: QuerySet[Prescription], *, order: str, start: Key | None = None) -> list[Key]:
    if start:
        first, number = start
        beyond = Q(**{f"{order}__gt": first}) | Q(number__gt=number)
        rows = rows.filter(beyond, **{f"{order}__gte": first})
    return list(rows.order_by(order, "number").values_list(order, "number")[: COUNTED + 1])


def _rows(numbers: Iterable[int], *, today: date) -> dict[int, Row]:
    """Return the lines of these prescriptions, by number; one that was finished meanwhile is left out."""
    found = with_open_count(Prescription.objects.filter(number__in=list(numbers), stage__in=UNFINISHED))
    found = found.select_related(*_SHOWN).defer("specification__content")
    return {one.number: _row(one, today=today) for one in found}


def _row(prescription: Prescription, *, today: date) -> Row:
    open_count = int(getattr(prescription, "open_count", 0))  # counted by the query
    due_on = prescription.due_on
    due = "overdue" if due_on and due_on < today else "today" if due_on == today else ""
    return Row(prescription, work_for(prescription, open_count=open_count), open_count, due)


def _heap(work: Work, *, keys: Sequence[Key], shown: dict[int, Row], role: str) -> Heap:
    rows = tuple(shown[number] for _, number in keys[:ON_TODAY] if number in shown)
    is_mine = role in tuple(map(str, work.who))
    return Heap(work, is_mine, rows, how_many=in_words(len(keys)), more=len(keys) > ON_TODAY)


def people_at_the_bench() -> QuerySet[User]:
    """Return who enters and takes up prescriptions, in order of name."""
    return User.objects.filter(role__in=("pharmacist", "technician"), is_active=True).order_by("full_name", "pk")

"""What waits for whom: each unfinished prescription under the step that it waits for."""

from collections.abc import Iterable
from dataclasses import dataclass

from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.staff.models import Role

MOST_SHOWN = 12
BOTH = (Role.PHARMACIST, Role.TECHNICIAN)


@dataclass(frozen=True)
class Work:
    """One kind of work. who: the roles that can do it."""

    code: str
    title: str
    who: tuple[Role, ...]


WORK = (
    Work("settle", "Findings to settle", (Role.PHARMACIST,)),
    Work("screen", "To screen", (Role.PHARMACIST,)),
    Work("make", "To make", BOTH),
    Work("check", "To check, by a second person", (Role.PHARMACIST,)),
    Work("papers", "Papers to make", BOTH),
    Work("release", "To print and release", (Role.PHARMACIST,)),
    Work("hand-over", "To hand over", BOTH),
)
WORK_AT = {
    Stage.ENTERED: "screen",
    Stage.SCREENED: "make",
    Stage.PLANNED: "check",
    Stage.CHECKED: "papers",
    Stage.DOCUMENTED: "release",
    Stage.RELEASED: "hand-over",
}


@dataclass(frozen=True)
class Waiting:
    """One kind of work and what waits for it, oldest first. more: how many are not shown."""

    work: Work
    is_mine: bool
    prescriptions: tuple[Prescription, ...]
    more: int


def waiting_for(role: str, *, rows: Iterable[Prescription]) -> tuple[Waiting, ...]:
    """Return what waits, work of this role first, kinds without any left out.

    rows: unfinished prescriptions, oldest first, each with `open_count`, the number of findings to settle.
    """
    heaps: dict[str, list[Prescription]] = {work.code: [] for work in WORK}
    for row in rows:
        heaps[_work_for(row)].append(row)
    waiting = [_heap(work, rows=heaps[work.code], role=role) for work in WORK if heaps[work.code]]
    return tuple(sorted(waiting, key=lambda heap: not heap.is_mine))


def _work_for(row: Prescription) -> str:
    open_count = getattr(row, "open_count", 0)
    if row.stage == Stage.SCREENED and open_count:
        return "settle"
    return WORK_AT[Stage(row.stage)]


def _heap(work: Work, *, rows: list[Prescription], role: str) -> Waiting:
    return Waiting(work, role in tuple(map(str, work.who)), tuple(rows[:MOST_SHOWN]), max(0, len(rows) - MOST_SHOWN))

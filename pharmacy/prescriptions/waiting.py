"""The kinds of work that a prescription waits for: at which stage, and whose work it is."""

from dataclasses import dataclass

from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.staff.models import Role

BOTH = (Role.PHARMACIST, Role.TECHNICIAN)


@dataclass(frozen=True)
class Work:
    """One kind of work. who: the roles that can do it. has_open: whether findings wait; None where it does not matter.

    stage: where the prescriptions stand that wait for it.
    """

    code: str
    title: str
    stage: Stage
    who: tuple[Role, ...]
    has_open: bool | None = None


WORK = (
    Work("settle", "Findings to settle", Stage.SCREENED, (Role.PHARMACIST,), has_open=True),
    Work("screen", "To screen", Stage.ENTERED, (Role.PHARMACIST,)),
    Work("make", "To make", Stage.SCREENED, BOTH, has_open=False),
    Work("check", "To check, by a second person", Stage.PLANNED, (Role.PHARMACIST,)),
    Work("papers", "Papers to make", Stage.CHECKED, BOTH),
    Work("release", "To print and release", Stage.DOCUMENTED, BOTH),  # a technician prints, a pharmacist releases
    Work("hand-over", "To hand over", Stage.RELEASED, BOTH),
)
BY_CODE = {work.code: work for work in WORK}
UNFINISHED = tuple(dict.fromkeys(work.stage for work in WORK))


def work_for(prescription: Prescription, *, open_count: int) -> Work:
    """Return the work that a prescription waits for. open_count: how many findings are to be settled.

    Raises LookupError for a prescription that waits for nothing any more.
    """
    for work in WORK:
        if work.stage == prescription.stage and work.has_open in (None, open_count > 0):
            return work
    raise LookupError(f"prescription {prescription.number} is {prescription.stage}; nothing waits for it")

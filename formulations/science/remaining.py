"""What remains of an order: what was asked and supplied, which day comes next, and the steps from that day on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from formulations.science.regimen import BadRegimen, DoseStep, plan_regimen


class Going(Enum):
    """How an order goes on."""

    LATER_BATCH = "later-batch"
    REPEAT = "repeat"


@dataclass(frozen=True)
class Asked:
    """What the prescriber asked for: days of one supply, and how many more supplies like it."""

    days: int
    repeats: int = 0


@dataclass(frozen=True)
class MadePart:
    """What one batch of an order covers: days of its own supply, both ends included.

    supply: 0 for the first supply, 1 for the first repeat. next_on: the date of the first day of taking after it.
    is_supplied: whether the patient has it. called_back: days that it covered before its lot was called back.
    life: days from its making to its use-by date. spare: so many days earlier than needed the batch planned after it
    may be made and still last as long; None where no batch is planned after it.
    """

    supply: int
    from_day: int
    until_day: int
    next_on: date
    is_supplied: bool
    called_back: int = 0
    life: int | None = None
    spare: int | None = None

    @property
    def days(self) -> int:
        """How many days it covers."""
        return self.until_day - self.from_day + 1


@dataclass(frozen=True)
class NextPart:
    """What has to be made next. supply, from_day: as in a MadePart. days: what is left of that supply.

    needed_on: the first day on which the patient would have nothing. spare: so many days earlier it may be made and
    still last as long; None where that is not known.
    """

    going: Going
    supply: int
    from_day: int
    days: int
    needed_on: date
    spare: int | None = None


@dataclass(frozen=True)
class Remains:
    """The days asked for, repeats included, those that the patient has, those that remain, and what comes next.

    next: None when nothing is left to make, or nothing was made yet. waits: the part before it is not with the patient.
    is_gap: whether next lies between parts that are made or entered, since one of them was called back or made shorter.
    is_made_again: whether next takes the place of what was called back.
    """

    asked: int
    supplied: int
    next: NextPart | None
    waits: bool = False
    is_gap: bool = False
    is_made_again: bool = False

    @property
    def remains(self) -> int:
        """The days that the patient does not have yet."""
        return self.asked - self.supplied


def what_remains(asked: Asked, *, parts: Sequence[MadePart], entered: Sequence[tuple[int, int]] = ()) -> Remains:
    """Return what an order still needs after the parts that were made of it.

    A gap between the parts is filled first. Else a later batch goes on where the newest part ends; when a supply is
    complete, the next repeat that was allowed is due. entered: supply and first day of each part on its way.
    Source: arithmetic; house rule (one batch after the other).
    """
    whole = asked.days * (asked.repeats + 1)
    supplied = sum(part.days for part in parts if part.is_supplied)
    if not parts:
        return Remains(whole, supplied, None)
    in_order = sorted(parts, key=lambda part: (part.supply, part.from_day, part.until_day))
    waits = any(not part.is_supplied for part in parts)
    gap = _first_gap(in_order, entered=entered, days=asked.days)
    then = gap or _after(in_order[-1], asked=asked)
    return Remains(whole, supplied, then, waits, is_gap=gap is not None, is_made_again=_is_again(then, parts=parts))


def until_called_back(part: MadePart, *, steps: Sequence[DoseStep], starts_on: date, called_back_on: date) -> MadePart:
    """Return a part as far as the patient could use it before its lot was called back.

    steps: its own, with day 1 on starts_on. The dose of the day of calling back counts as not taken. A part that was
    used up by then stays as it is. Source: arithmetic; house rule (nothing of a called-back lot is taken any more).
    """
    gone = (called_back_on - starts_on).days
    days = [day for step in plan_regimen(steps, days=part.days).steps for day in step.days_taken]
    first = next((day for day in days if day > gone), None)
    if first is None:
        return part
    until, needed_on = part.from_day + first - 2, starts_on + timedelta(days=first - 1)
    return replace(part, until_day=until, next_on=needed_on, called_back=part.days - first + 1)


def due_on(needed_on: date, *, lead_days: int, spare: int | None = None) -> date:
    """Return the day on which a batch has to be ready: so many days before the patient has nothing.

    spare: so many days earlier than needed it may be made and still last as long. It is due no earlier: its life runs
    from its making, and each day sooner would be a day less of taking.
    Source: house rule; lead_days is the pharmacy's own.
    """
    return needed_on - timedelta(days=lead_days if spare is None else min(lead_days, spare))


def steps_from(steps: Sequence[DoseStep], *, from_day: int) -> tuple[DoseStep, ...]:
    """Return the steps from a day of the regimen on, that day as day 1.

    Raises BadRegimen for a day after the last step, or one on which nothing is taken (every other day).
    Source: arithmetic.
    """
    gone, left = from_day - 1, []
    for step in steps:
        if step.days is not None and step.days <= gone:
            gone -= step.days
            continue
        if gone % step.every:
            raise BadRegimen(f"nothing is taken on day {from_day}; go on from a day of taking")
        left.append(replace(step, days=step.days - gone if step.days else None))
        gone = 0
    if not left:
        raise BadRegimen(f"the steps end before day {from_day}; nothing is left to go on with")
    return tuple(left)


def steps_of_repeat(steps: Sequence[DoseStep], *, days: int) -> tuple[DoseStep, ...]:
    """Return the steps of a repeat: the last dose that the supply reached goes on.

    days: of the supply that is repeated. Source: house rule (a titration is not begun anew by a repeat).
    """
    last = plan_regimen(steps, days=days).steps[-1]
    return (DoseStep(last.dose, last.times_a_day, None, last.when, last.every, last.hours_apart),)


def next_day_of_taking(steps: Sequence[DoseStep], *, days: int) -> int:
    """Return the first day of taking after a supply of so many days, in the rhythm of its last step.

    Every day: the day after. Every other day, taken on day 27 of 28: day 29. Source: arithmetic.
    """
    last = plan_regimen(steps, days=days).steps[-1]
    return last.days_taken[-1] + last.every


def _is_again(then: NextPart | None, *, parts: Sequence[MadePart]) -> bool:
    """Whether a part goes on where one ends that was called back."""
    start = (then.supply, then.from_day - 1) if then else None
    return any(part.called_back and (part.supply, part.until_day) == start for part in parts)


def _first_gap(parts: Sequence[MadePart], *, entered: Sequence[tuple[int, int]], days: int) -> NextPart | None:
    """The first days that no part covers although a later one is made or entered. parts: in the order of their days."""
    for number, part in enumerate(parts):
        starts = [(later.supply, later.from_day) for later in parts[number + 1 :]]
        starts += [start for start in entered if start >= (part.supply, part.from_day)]
        if not starts:
            return None
        supply, from_day = min(starts)
        ends = from_day - 1 if supply == part.supply else days
        if part.until_day < ends:
            left = ends - part.until_day
            return NextPart(
                Going.LATER_BATCH, part.supply, part.until_day + 1, days=left, needed_on=part.next_on,
                spare=_spare(part, days=left),
            )  # fmt: skip
    return None


def _after(newest: MadePart, *, asked: Asked) -> NextPart | None:
    if newest.until_day < asked.days:
        first, left = newest.until_day + 1, asked.days - newest.until_day
        spare = _spare(newest, days=left) if newest.called_back else newest.spare
        return NextPart(Going.LATER_BATCH, newest.supply, first, days=left, needed_on=newest.next_on, spare=spare)
    if newest.supply < asked.repeats:
        spare = _spare(newest, days=asked.days)
        return NextPart(Going.REPEAT, newest.supply + 1, 1, days=asked.days, needed_on=newest.next_on, spare=spare)
    return None


def _spare(like: MadePart, *, days: int) -> int | None:
    """The days by which a batch that keeps as long as another one outlives so many days of taking."""
    return None if like.life is None else max(0, like.life - days + 1)

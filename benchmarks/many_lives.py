"""What happened to each of many prescriptions: the same few, over again, of other patients on other days."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

YEARS = 5
STAGES = ("entered", "screened", "planned", "checked", "documented", "released", "supplied")
WAITING = STAGES[:-1]
REFUSED_IN_100 = 3
FORGOTTEN_AFTER = timedelta(days=60)  # an order that goes on is entered again by then
FORGOTTEN_IN_100 = 2  # or nobody comes for it any more
GO_WRONG = 100  # of the newest: their papers fail, and nobody has seen their prints


@dataclass(frozen=True)
class Pattern:
    """One prescription as the actions made it, to be repeated: columns of its rows, JSON as text."""

    ordered: tuple[Any, ...]
    steps: tuple[tuple[Any, ...], ...]
    check: tuple[Any, ...]
    batch: tuple[Any, ...]
    keeps: int
    days: int


@dataclass
class Life:
    """What happened to one prescription."""

    number: int
    patient: int
    pattern: Pattern
    at: datetime
    stage: str
    chance: random.Random = field(repr=False)
    has_open: bool = False
    goes_wrong: bool = False
    goes_on: bool = False
    lot: str = ""

    @property
    def day(self) -> date:
        """The day of entry, and of making."""
        return self.at.date()

    @property
    def repeats(self) -> int:
        """How many more supplies like it were allowed."""
        return self.number % 6

    @property
    def needed_on(self) -> date | None:
        """The day after its supply, where it goes on and nobody has entered that yet."""
        return self.day + timedelta(days=self.pattern.days) if self.goes_on else None

    @property
    def is_failed(self) -> bool:
        """Whether its paper could not be made."""
        return self.goes_wrong and self.stage == "checked"

    @property
    def is_unseen(self) -> bool:
        """Whether its paper was sent to a printer and nobody has seen it come out."""
        return self.goes_wrong and self.stage == "documented"

    def reached(self, stage: str) -> bool:
        """Whether it came as far as a stage."""
        return self.stage in STAGES and STAGES.index(self.stage) >= STAGES.index(stage)

    def moment(self, minutes: int = 0) -> str:
        """A moment after its entry, as the databases take it."""
        return (self.at + timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M:%S")


class Lives:
    """Decides what happened to each prescription, number after number. Some patients come often, most a few times."""

    def __init__(
        self, patterns: Sequence[Pattern], *, number: int, prescriptions: int, patients: int, waiting: int
    ) -> None:
        self.patterns, self.patients, self.number = patterns, patients, number
        self.first, self.last = number, number + prescriptions
        self.past = self.last - waiting
        self.chance = random.Random(20261122)
        self.now = datetime.now(tz=UTC).replace(tzinfo=None, microsecond=0)
        self.start = self.now - timedelta(days=365 * YEARS)
        self.every = timedelta(days=365 * YEARS - 2) / prescriptions  # the lots of today are those of the patterns
        self.lots: dict[date, int] = {}

    def next(self) -> Life:
        chance, number = self.chance, self.number
        self.number += 1
        at = (self.start + self.every * (number - self.first)).replace(microsecond=0)
        patient = int(self.patients * chance.random() ** 2)
        life = Life(number, patient, chance.choice(self.patterns), at, self._stage(number), chance)
        life.goes_wrong = number >= self.last - GO_WRONG
        life.goes_on = life.reached("planned") and self._goes_on(life)
        life.has_open = life.stage == "screened" and chance.random() < 0.5
        if life.reached("planned"):
            self.lots[life.day] = self.lots.get(life.day, 0) + 1
            life.lot = f"{life.day:%y%m%d}-{self.lots[life.day]:03d}"
        return life

    def _goes_on(self, life: Life) -> bool:
        is_new = life.at > self.now - FORGOTTEN_AFTER
        return life.repeats > 0 and (is_new or self.chance.randrange(100) < FORGOTTEN_IN_100)

    def _stage(self, number: int) -> str:
        if number >= self.past:
            return WAITING[number % len(WAITING)]
        return "refused" if self.chance.randrange(100) < REFUSED_IN_100 else "supplied"

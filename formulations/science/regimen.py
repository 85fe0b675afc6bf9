"""Dose steps and titration: what is taken on each day, and how much that is in all."""

from dataclasses import dataclass

from formulations.science.quantities import Quantity


@dataclass(frozen=True)
class DoseStep:
    """One dose for one stretch of days, as ordered. days is None on the last step: until the supply ends.

    when: any of morning, noon, evening, bedtime; empty when the prescriber did not say.
    """

    dose: Quantity
    times_a_day: int
    days: int | None
    when: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlannedStep:
    """A dose step placed on days of the regimen; the first day is day 1 and both ends are taken."""

    from_day: int
    to_day: int
    dose: Quantity
    times_a_day: int
    when: tuple[str, ...]


@dataclass(frozen=True)
class Regimen:
    """The whole plan of taking."""

    steps: tuple[PlannedStep, ...]
    days: int
    total_dose: Quantity

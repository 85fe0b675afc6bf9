"""The pictures of the two life cycles, drawn from their tables."""

from collections.abc import Iterable
from enum import Enum
from typing import Protocol

from formulations import life_cycle as specifications
from pharmacy.prescriptions import life_cycle as prescriptions
from pharmacy.prescriptions.models import Stage

_PRESCRIPTION = """# The life of a prescription

This page is drawn from the tables in `pharmacy/prescriptions/life_cycle.py` and `formulations/life_cycle.py` by
`python manage.py draw_life_cycle`; change a table, then draw again. A test compares them. Nothing moves a prescription
but the acts named here.

"""
_SPECIFICATION = """
# The life of a specification

Each version of a formulation lives by itself. Nothing moves it but the acts named here, and the day on which a newer
version comes into effect.

"""


class _Step(Protocol):
    """One line of a table: from where, by what act, to where."""

    @property
    def start(self) -> Enum: ...
    @property
    def end(self) -> Enum: ...
    @property
    def act(self) -> str: ...


def picture() -> str:
    """Return docs/life-cycle.md: of each life a mermaid diagram, and the same in words."""
    drafted, entered = specifications.State.DRAFT, Stage.ENTERED
    return (
        _PRESCRIPTION
        + _diagram(prescriptions.PASSAGES, begin=(entered, "enter"), ends=prescriptions.ENDS)
        + _words(prescriptions.PASSAGES)
        + _SPECIFICATION
        + _diagram(specifications.PASSAGES, begin=(drafted, "start a draft"), ends=specifications.ENDS)
        + _words(specifications.PASSAGES)
    )


def _diagram(steps: Iterable[_Step], *, begin: tuple[Enum, str], ends: Iterable[Enum]) -> str:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {begin[0].value}: {begin[1]}"]
    lines += [f"    {step.start.value} --> {step.end.value}: {step.act}" for step in steps]
    lines += [f"    {end.value} --> [*]" for end in ends]
    return "\n".join([*lines, "```", "", ""])


def _words(steps: Iterable[_Step]) -> str:
    rows = [f"| {step.start.value} | {step.act} | {step.end.value} |" for step in steps]
    return "\n".join(["| from | act | to |", "|---|---|---|", *rows, ""])

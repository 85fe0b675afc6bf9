"""The drug's own protocols on the entry page: what the formulation chosen knows, and one filled in as dose steps."""

from dataclasses import dataclass
from typing import Any

from formulations.science.specification import Protocol, Specification
from formulations.science.step_text import step_in_words
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.forms.pattern import with_steps_of
from pharmacy.prescriptions.planning import in_use

MOST_SHOWN = 3  # steps; of a longer protocol the first and the last are shown


@dataclass(frozen=True)
class ShownProtocol:
    """A protocol as it is offered. steps: as lines, shortened in the middle; sources: each with how sure it is."""

    code: str
    name: str
    steps: tuple[str, ...]
    why: str
    sources: tuple[str, ...]


def show_protocols(specification: Specification | None) -> tuple[ShownProtocol, ...]:
    """Return the protocols of the formulation chosen, in its order; none before a choice."""
    return tuple(_shown(one) for one in specification.protocols) if specification else ()


def fill_protocol(data: Any, code: str) -> Any:
    """Return posted data in which the dose steps are those of a protocol of the formulation chosen.

    What stood in the shorthand is taken out, because it says other doses. Raises BadEntry for a protocol that the
    formulation does not have, with those that it has.
    """
    specification = in_use(str(data.get("formulation", "")))
    for protocol in specification.protocols:
        if protocol.code == code:
            changed = with_steps_of(data, steps=protocol.steps)
            changed["shorthand"] = ""
            return changed
    known = ", ".join(one.name for one in specification.protocols) or "none"
    raise BadEntry(f"{specification.name} has no protocol {code[:60]!r}; it has: {known}", field="Protocol")


def _shown(protocol: Protocol) -> ShownProtocol:
    lines = [step_in_words(step) for step in protocol.steps]
    if len(lines) > MOST_SHOWN:
        lines = [lines[0], f"… {len(lines) - 2} steps between …", lines[-1]]
    return ShownProtocol(protocol.code, protocol.name, tuple(lines), protocol.why, protocol.sources)

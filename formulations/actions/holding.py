"""Rows held while they are changed, and the refusal of an act that the life cycle does not have there."""

from collections.abc import Mapping
from typing import Any

from formulations.life_cycle import State, starts_of, state_of
from formulations.models import Formulation, Specification
from formulations.noting import note
from formulations.reference.formulary import sha256_of
from formulations.refusals import FormularyConflict, WrongState


class ContentAltered(FormularyConflict):
    """A stored content that no longer gives the hash it was saved under."""


def hold(specification: Specification, *, act: str) -> Specification:
    """Return the version as it stands now, its formulation and itself locked until the transaction ends.

    act: as the life cycle names it ("submit"). Raises WrongState when the act may not happen from where it stands.
    """
    hold_formulation(specification.formulation)
    held = Specification.objects.select_for_update(of=("self",)).select_related("formulation").get(pk=specification.pk)
    state = state_of(held)
    if state not in starts_of(act):
        message = f"{held} is {state.value}: it is not possible to {act} it. Open it to see where it stands."
        raise WrongState(message)
    return held


def hold_formulation(formulation: Formulation) -> Formulation:
    """Return the formulation, locked until the transaction ends, so that its versions are numbered one by one."""
    return Formulation.objects.select_for_update(of=("self",)).get(pk=formulation.pk)


def require_unaltered(held: Specification) -> None:
    """Return when the stored content gives its hash. Raises ContentAltered otherwise."""
    if sha256_of(held.content) != held.sha256:
        message = f"{held} was changed behind the program: its content does not give {held.sha256[:12]}. Do not use it."
        raise ContentAltered(message)


def note_on(held: Specification, *, by: Any, verb: str, facts: Mapping[str, object] | None = None) -> None:
    """Write the event of an act on a version: which formulation, version and hash, and what the act adds."""
    known = {"formulation": held.formulation.code, "version": held.version, "sha256": held.sha256}
    note(by=by, verb=f"specification.{verb}", subject=f"specification:{held.pk}", facts={**known, **(facts or {})})


def is_draft(row: Specification) -> bool:
    """Return whether the version is still written at."""
    return state_of(row) is State.DRAFT

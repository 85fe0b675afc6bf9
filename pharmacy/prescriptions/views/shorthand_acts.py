"""What the buttons beside the shorthand do: fill in the doses from it, or put an answer into it."""

from typing import Any

from formulations.science.specification import Specification
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.forms.shorthand import answered, filled_in
from pharmacy.prescriptions.planning import in_use


def fill_in(data: Any, _rest: str) -> Any:
    """Return posted data with the doses of the shorthand, as the button "shorthand-fill" says."""
    return filled_in(data, specification=_chosen(data))


def answer(data: Any, text: str) -> Any:
    """Return posted data with an answer put into the shorthand, as "answer-1.5 mg at bedtime" says."""
    return answered(data, text=text)


def _chosen(data: Any) -> Specification | None:
    try:
        return in_use(str(data.get("formulation", "")))
    except BadEntry:
        return None

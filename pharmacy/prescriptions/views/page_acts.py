"""What the buttons of the entry page do to what was typed, before the page is shown again. They write nothing."""

from collections.abc import Callable
from typing import Any

from pharmacy.prescriptions.again import fill_again, fill_known, fill_onward
from pharmacy.prescriptions.forms.rows import add_row, remove_row
from pharmacy.prescriptions.protocols import fill_protocol
from pharmacy.prescriptions.units_asked import with_amount
from pharmacy.prescriptions.views.offer_acts import take_up
from pharmacy.prescriptions.views.shorthand_acts import answer, fill_in

Act = Callable[[Any, str], Any]

# A button says do="word-rest"; its word finds the act, which is given what was posted and the rest.
ACTS: dict[str, Act] = {
    "add": add_row,  # add-step, add-past
    "remove": remove_row,  # remove-step-2
    "again": fill_again,  # again-<prescription>
    "onward": fill_onward,  # onward-<prescription>
    "known": fill_known,  # known-<prescription>
    "shorthand": fill_in,  # shorthand-fill
    "answer": answer,  # answer-1.5 mg at bedtime
    "amount": with_amount,  # amount-1-4.5 mg
    "offer": take_up,  # offer-dose oral-syringe-1ml: 0.77 mg instead of 0.775 mg
    "protocol": fill_protocol,  # protocol-rise-1-5-to-4-5
}


def acted(data: Any, *, do: str) -> Any:
    """Return what was posted as a button changes it; a word that is no act changes nothing.

    Raises BadEntry for an act that cannot be done, with what to do instead.
    """
    word, _, rest = do.partition("-")
    act = ACTS.get(word)
    return act(data, rest) if act else data

"""Why a prescription on record has no plan, in words for its page."""

from formulations.queries import SpecificationAltered
from formulations.reference.loader import UnknownLaw
from formulations.science.formula import BadChoice
from formulations.science.life import NoUseByLimit
from formulations.science.quantities import BadQuantity
from formulations.science.regimen import BadRegimen

REFUSALS = (BadChoice, BadQuantity, BadRegimen, NoUseByLimit, SpecificationAltered, UnknownLaw)
THEN = "Nothing is made or released on it. Have the cause removed and open this page again, or refuse the prescription."


def why_no_plan(error: Exception) -> str:
    """Return why there is no plan and what to do: what was refused, or that the program failed, with the fault's name.

    The text of a fault is kept back: it may hold what is known of a patient.
    """
    if not isinstance(error, REFUSALS):
        name = type(error).__name__
        return f"The program failed while it planned ({name}). Tell who looks after it, with the time. {THEN}"
    text = str(error).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}. {THEN}"

"""What was typed on the entry page, read as far as it can be: its forms, what is chosen, and for whom."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from formulations.queries.listed import Listing
from formulations.queries.sisters import of_same_active
from formulations.science.specification import Specification
from pharmacy.prescriptions.again import LastKnown, last_known
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.forms.codes import codes_that_came
from pharmacy.prescriptions.forms.entry_page import EntryPage
from pharmacy.prescriptions.forms.step_product import names_products
from pharmacy.prescriptions.models import Patient
from pharmacy.prescriptions.planning import in_use
from pharmacy.prescriptions.queries import patients_named
from pharmacy.staff.clock import today

MOST_IN_A_COURSE = 60  # other formulations of one active that a dose may name; as many as are listed to choose from


@dataclass(frozen=True)
class EntryRead:
    """What was posted, or None for a fresh page, and what it comes to.

    specification: of the formulation chosen, where it may be made; problem: why not. carried: what was known of the
    patient when an earlier prescription was entered. matches: patients on record with this name, where they are asked
    for. patient: public_id of the one who is chosen.
    """

    data: Any
    page: EntryPage
    specification: Specification | None
    problem: str
    carried: LastKnown | None
    matches: list[Patient]
    patient: UUID | None

    @property
    def of_another(self) -> str:
        """Why what was carried over may not be used: it is what was known of somebody else. Empty when it may."""
        if self.carried is None or self.carried.patient == self.patient:
            return ""
        return (
            "What is known was filled in for another patient. Choose that patient again, or begin a new prescription."
        )


def read_entry(data: Any, *, listing: Listing | None = None) -> EntryRead:
    """Return what was typed. listing: the formulations to choose from, where the whole page is shown.

    Without it, what only stands on the page is left out: patients and products that may be chosen and are not.
    """
    chosen = chosen_code(data)
    specification, problem = _specification(chosen)
    carried = _carried(data)
    codes = codes_that_came(data) | (carried.codes if carried else {})
    is_asked = listing is not None or names_products(data)
    others = of_same_active(chosen, on=today(), most=MOST_IN_A_COURSE) if specification and is_asked else ()
    offered = [(one.code, one.name) for one in listing.lines] if listing else [(chosen, chosen)]
    page = EntryPage(data, offered=offered, specification=specification, others=others, codes=codes)
    is_chosen = not data or "patient" in data
    matches = _matches(page) if data and (listing or (carried and not is_chosen)) else []
    patient = page.patient.chosen() if is_chosen else _same_person(page, matches=matches)
    return EntryRead(data, page, specification, problem, carried, matches, patient)


def chosen_code(data: Any) -> str:
    """Return the code of the formulation chosen, or an empty text."""
    return str(data.get("formulation", "")) if data else ""


def _specification(code: str) -> tuple[Specification | None, str]:
    if not code:
        return None, ""
    try:
        return in_use(code), ""
    except BadEntry as error:
        return None, error.message


def _carried(data: Any) -> LastKnown | None:
    try:
        return last_known(UUID(str(data.get("carried_from")))) if data else None
    except ValueError:
        return None


def _matches(page: EntryPage) -> list[Patient]:
    form = page.patient
    found = patients_named(form.typed("given_name"), family_name=form.typed("family_name"))
    chosen = form.chosen()
    if chosen and all(one.public_id != chosen for one in found):
        found += Patient.objects.filter(public_id=chosen)
    return found


def _same_person(page: EntryPage, *, matches: list[Patient]) -> UUID | None:
    """Return the patient who is ticked before anybody chose: the one with this name and day of birth."""
    typed = tuple(page.patient.typed(name) for name in ("given_name", "family_name", "birth_date"))
    same = [one for one in matches if (one.given_name, one.family_name, str(one.birth_date)) == typed]
    return same[0].public_id if same else None

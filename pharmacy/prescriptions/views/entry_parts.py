"""What stands on the entry page besides its own forms. Each part is asked once, when the plan is known."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from formulations.science.specification import Specification
from pharmacy.prescriptions.forms.entry_page import EntryPage
from pharmacy.prescriptions.medicines_read import MedicineRead, look_alike_in, medicines_read
from pharmacy.prescriptions.offers import TAKEN_UP, Instead, stretch_of, ways_instead
from pharmacy.prescriptions.plan_so_far import PlanSoFar
from pharmacy.prescriptions.protocols import show_protocols
from pharmacy.prescriptions.units_asked import UnitAsked, units_asked


@dataclass(frozen=True)
class EntrySoFar:
    """What is known when the page is shown.

    data: what was posted, or None for a fresh page. specification: of the formulation chosen, where it may be made.
    patient: public_id of the patient on record who is chosen.
    """

    data: Any
    page: EntryPage
    specification: Specification | None
    patient: UUID | None
    plan: PlanSoFar


def _instead(so_far: EntrySoFar) -> Instead | None:
    made, part = so_far.plan.made, so_far.plan.part
    if made is None:
        return None
    stretch = stretch_of(part, offered=so_far.page.offered_to_steps) if part else None
    return ways_instead(made, stretch=stretch)


# Under its name each stands ready for the templates (_shorthand.html, _enter_protocol.html, _offers.html, _slips.html).
Parts = dict[str, Callable[[EntrySoFar], object]]
OF_THE_FORM: Parts = {
    "shorthand": lambda so_far: so_far.page.shorthand.reading,
    "protocols": lambda so_far: show_protocols(so_far.specification),
    "told_apart": lambda so_far: look_alike_in(so_far.specification.active_name) if so_far.specification else "",
}
OF_THE_PLAN: Parts = {
    "instead": _instead,
    "taken_up": lambda so_far: so_far.data.get(TAKEN_UP, "") if so_far.data else "",
    "units": lambda so_far: _units(so_far) if so_far.data else (),
    "later_parts": lambda so_far: so_far.plan.later,
    "medicines_read": lambda so_far: _medicines_read(so_far.page),
}


def _units(so_far: EntrySoFar) -> tuple[UnitAsked, ...]:
    strength = getattr(so_far.page.product, "cleaned_data", {}).get("amount")
    forms = so_far.page.steps.forms
    plans = (so_far.plan.made, *(part.made for part in so_far.plan.later))
    return units_asked(forms, specification=so_far.specification, strength=strength, plans=plans)


def parts_of(so_far: EntrySoFar, parts: Parts) -> dict[str, object]:
    """Return what each of some parts shows, by its name."""
    return {name: show(so_far) for name, show in parts.items()}


def _medicines_read(page: EntryPage) -> tuple[MedicineRead, ...]:
    return medicines_read(page.known.entries()) if page.known.is_valid() else ()

"""What the entry page shows: its forms, the patients who match, and the plan as far as it can be made."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from formulations.queries.listed import list_formulations
from pharmacy.prescriptions.again import offers_for
from pharmacy.prescriptions.course_acts import parts_of_entry
from pharmacy.prescriptions.course_plans import plan_later_parts
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.fitting import what_fits
from pharmacy.prescriptions.forms.entry_page import EntryPage
from pharmacy.prescriptions.models import Attachment, Prescriber
from pharmacy.prescriptions.plan_shown import show_plan
from pharmacy.prescriptions.plan_so_far import PlanSoFar
from pharmacy.prescriptions.planning import plan_entry
from pharmacy.prescriptions.scans.keeping import scans_to_show
from pharmacy.prescriptions.views.entry_parts import OF_THE_FORM, OF_THE_PLAN, EntrySoFar, parts_of
from pharmacy.prescriptions.views.entry_read import EntryRead, chosen_code, read_entry
from pharmacy.staff.clock import today
from pharmacy.staff.models import User

MOST_PRESCRIBERS_LISTED = 200


def entry_page(data: Any) -> tuple[EntryPage, dict[str, Any]]:
    """Return the forms and the context of the entry page. data: what was posted, or None for a fresh page."""
    chosen = chosen_code(data)
    find = str(data.get("find_formulation", "")) if data else ""
    listing = list_formulations(find, chosen=chosen, on=today())
    entry = read_entry(data, listing=listing)
    so_far = _so_far(entry)
    context = {
        "page": entry.page,
        "codes": str(data.get("codes", "")) if data else "",
        "listing": listing,
        "find_formulation": find,
        "chosen": chosen,
        "matches": entry.matches,
        "patient": entry.patient,
        **_of_the_record(entry),
        "prescribers": Prescriber.objects.order_by("name").distinct()[:MOST_PRESCRIBERS_LISTED],
        "so_far": so_far.plan,
    }
    return entry.page, context | parts_of(so_far, OF_THE_FORM) | parts_of(so_far, OF_THE_PLAN)


def plan_while_typing(data: Any) -> dict[str, Any]:
    """Return the context of the plan alone, which is asked for with every few letters. data: what was posted."""
    so_far = _so_far(read_entry(data))
    return {"so_far": so_far.plan} | parts_of(so_far, OF_THE_PLAN)


def scans_of(draft: UUID, *, by: User) -> QuerySet[Attachment]:
    """Return the scans of an entry that a person is writing."""
    return scans_to_show(Attachment.objects.filter(draft__public_id=draft, draft__saved_by=by))


def _of_the_record(entry: EntryRead) -> dict[str, Any]:
    offers = offers_for(entry.patient) if entry.patient else ()
    kinds = entry.carried.kinds if entry.carried else ()
    return {
        "offers_again": offers,
        "known_act": f"known-{offers[0].act.partition('-')[2]}" if offers else "",
        "carried": entry.carried,
        "still_right_rows": [(entry.page.still_right[f"still_right_{name}"], facts) for name, facts in kinds],
    }


def _so_far(entry: EntryRead) -> EntrySoFar:
    plan = _plan_so_far(entry) if entry.data else PlanSoFar()
    return EntrySoFar(entry.data, page=entry.page, specification=entry.specification, patient=entry.patient, plan=plan)


def _plan_so_far(read: EntryRead) -> PlanSoFar:
    problem, page = read.problem or read.of_another, read.page
    if problem:
        return PlanSoFar(problem=problem)
    if not page.can_be_planned():
        return PlanSoFar(still_needed=page.still_needed())
    entry = page.entry_to_plan(patient=page.patient.chosen())
    is_course = bool(entry.products)
    try:
        parts = parts_of_entry(entry)
        entry = parts[0].entry
        plan, screening = plan_entry(entry, made_on=today(), known=read.specification)
    except BadEntry as error:
        return PlanSoFar(problem=str(error), entry=entry)
    codes = [finding.code for finding in screening.findings]
    fits = what_fits(entry.known, findings=codes, formulation=entry.formulation)
    return PlanSoFar(
        plan=show_plan(plan, findings=screening.findings),
        fits=fits,
        entry=entry,
        made=plan,
        part=parts[0] if is_course else None,
        later=plan_later_parts(parts[1:], known=read.specification, offered=read.page.offered_to_steps),
    )

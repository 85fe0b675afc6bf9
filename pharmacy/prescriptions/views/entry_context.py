"""What the entry page shows: its forms, the patients who match, and the plan as far as it can be made."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from formulations.queries.listed import list_formulations
from formulations.queries.sisters import of_same_active
from formulations.science.specification import Specification
from pharmacy.prescriptions.again import LastKnown, last_known, offers_for
from pharmacy.prescriptions.course_acts import parts_of_entry
from pharmacy.prescriptions.course_plans import plan_later_parts
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.fitting import what_fits
from pharmacy.prescriptions.forms.codes import codes_that_came
from pharmacy.prescriptions.forms.entry_page import EntryPage
from pharmacy.prescriptions.models import Attachment, Patient, Prescriber
from pharmacy.prescriptions.plan_shown import show_plan
from pharmacy.prescriptions.plan_so_far import PlanSoFar
from pharmacy.prescriptions.planning import approved, plan_entry
from pharmacy.prescriptions.queries import patients_named
from pharmacy.prescriptions.scans.keeping import scans_to_show
from pharmacy.prescriptions.views.entry_parts import EntrySoFar, parts_of
from pharmacy.staff.clock import today
from pharmacy.staff.models import User

MOST_PRESCRIBERS_LISTED = 200
MOST_IN_A_COURSE = 60  # other formulations of one active that a dose may name; as many as are listed to choose from


def entry_page(data: Any) -> tuple[EntryPage, dict[str, Any]]:
    """Return the forms and the context of the entry page. data: what was posted, or None for a fresh page."""
    chosen = str(data.get("formulation", "")) if data else ""
    find = str(data.get("find_formulation", "")) if data else ""
    listing = list_formulations(find, chosen=chosen, on=today())
    specification, problem = _specification(data)
    carried = _carried(data)
    offered = [(one.code, one.name) for one in listing.lines]
    codes = codes_that_came(data) | (carried.codes if carried else {})
    others = of_same_active(chosen, on=today(), most=MOST_IN_A_COURSE) if specification else ()
    page = EntryPage(data, offered=offered, specification=specification, others=others, codes=codes)
    matches = _matches(page) if data else []
    patient = _patient_chosen(page, data=data, matches=matches)
    of_another = _of_another(carried, patient=patient)
    plan = _plan_so_far(page, problem=problem or of_another) if data else PlanSoFar()
    context = {
        "page": page,
        "codes": str(data.get("codes", "")) if data else "",
        "listing": listing,
        "find_formulation": find,
        "chosen": chosen,
        "matches": matches,
        "patient": patient,
        **_of_the_record(page, patient=patient, carried=carried),
        "of_another": of_another,
        "prescribers": Prescriber.objects.order_by("name").distinct()[:MOST_PRESCRIBERS_LISTED],
        "so_far": plan,
    }
    so_far = EntrySoFar(data, page=page, specification=specification, patient=patient, plan=plan)
    return page, context | parts_of(so_far)


def scans_of(draft: UUID, *, by: User) -> QuerySet[Attachment]:
    """Return the scans of an entry that a person is writing."""
    return scans_to_show(Attachment.objects.filter(draft__public_id=draft, draft__saved_by=by))


def _carried(data: Any) -> LastKnown | None:
    try:
        return last_known(UUID(str(data.get("carried_from")))) if data else None
    except ValueError:
        return None


def _of_the_record(page: EntryPage, *, patient: UUID | None, carried: LastKnown | None) -> dict[str, Any]:
    offers = offers_for(patient) if patient else ()
    kinds = carried.kinds if carried else ()
    return {
        "offers_again": offers,
        "known_act": f"known-{offers[0].act.partition('-')[2]}" if offers else "",
        "carried": carried,
        "still_right_rows": [(page.still_right[f"still_right_{name}"], facts) for name, facts in kinds],
    }


def _of_another(carried: LastKnown | None, *, patient: UUID | None) -> str:
    """Return why what was carried over may not be used: it is what was known of somebody else."""
    if carried is None or carried.patient == patient:
        return ""
    return "What is known was filled in for another patient. Choose that patient again, or begin a new prescription."


def _specification(data: Any) -> tuple[Specification | None, str]:
    code = str(data.get("formulation", "")) if data else ""
    if not code:
        return None, ""
    try:
        return approved(code)[1], ""
    except BadEntry as error:
        return None, error.message


def _matches(page: EntryPage) -> list[Patient]:
    form = page.patient
    found = patients_named(form.typed("given_name"), family_name=form.typed("family_name"))
    chosen = form.chosen()
    if chosen and all(one.public_id != chosen for one in found):
        found += Patient.objects.filter(public_id=chosen)
    return found


def _patient_chosen(page: EntryPage, *, data: Any, matches: list[Patient]) -> UUID | None:
    """Return the patient that is ticked: chosen, or before a choice the one with this name and birth."""
    if not data or "patient" in data:
        return page.patient.chosen()
    typed = tuple(page.patient.typed(name) for name in ("given_name", "family_name", "birth_date"))
    same = [one for one in matches if (one.given_name, one.family_name, str(one.birth_date)) == typed]
    return same[0].public_id if same else None


def _plan_so_far(page: EntryPage, *, problem: str) -> PlanSoFar:
    if problem:
        return PlanSoFar(problem=problem)
    if not page.can_be_planned():
        return PlanSoFar(still_needed=page.still_needed())
    entry = page.entry_to_plan(patient=page.patient.chosen())
    try:
        parts = parts_of_entry(entry)
        entry = parts[0].entry
        plan, screening = plan_entry(entry, made_on=today())
    except BadEntry as error:
        return PlanSoFar(problem=str(error), entry=entry)
    codes = [finding.code for finding in screening.findings]
    fits = what_fits(entry.known, findings=codes, formulation=entry.formulation)
    return PlanSoFar(
        plan=show_plan(plan, findings=screening.findings),
        fits=fits,
        entry=entry,
        made=plan,
        later=plan_later_parts(parts[1:]),
    )

"""The main job in one run: a prescription is read, screened, planned and dated; its papers are made and archived.

Every step is the action that the browser uses. Either everything that a run does is stored, or nothing is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.db import transaction

from formulations.queries import NoApprovedSpecification, UnknownFormulation, approved_specification
from formulations.queries.laws import law_in_force
from formulations.science.plan import Plan
from formulations.science.specification import Specification
from pharmacy.compounding.actions import plan_batch
from pharmacy.documents.actions import render_document, request_documents
from pharmacy.documents.models import Document
from pharmacy.exchange.fhir.coding import FORMULATION
from pharmacy.exchange.fhir.mapping import read_prescription
from pharmacy.exchange.fhir.problems import BadBundle
from pharmacy.exchange.finding_codes import refuse_unknown_codes
from pharmacy.exchange.options import Options
from pharmacy.exchange.record import file_name, make_record
from pharmacy.languages.queries import offered_languages
from pharmacy.prescriptions.actions import NotSettled, enter_prescription, screen, settle_finding
from pharmacy.prescriptions.entry import BadEntry, PrescriptionEntry
from pharmacy.prescriptions.models import Prescription
from pharmacy.prescriptions.planning import plan_for, screen_prescription
from pharmacy.prescriptions.queries import open_findings
from pharmacy.staff.clock import as_of, today
from pharmacy.staff.models import User
from pharmacy.staff.queries import command_line_user, the_pharmacy

# Where the fields that entry names stand in a bundle.
IN_THE_BUNDLE = {
    "Born": "Patient.birthDate",
    "Days to supply": "MedicationRequest.dispenseRequest.expectedSupplyDuration",
    "Doses": "MedicationRequest.dosageInstruction",
    "Doses and days": "MedicationRequest.dosageInstruction, dispenseRequest.expectedSupplyDuration",
    "Family name": "Patient.name.family",
    "Given name": "Patient.name.given",
    "Language": "Patient.communication.language",
    "Prescriber": "Practitioner.name",
    "Address of the prescriber": "Practitioner.address",
    "Registration number": "Practitioner.identifier",
    "Purpose": "MedicationRequest.reasonCode",
    "Strength": "Medication.ingredient.strength",
    "Strength and choices": "Medication.ingredient",
    "Written on": "MedicationRequest.authoredOn",
}


class PaperFailed(ValueError):
    """A paper that cannot be made of this prescription; the message says which and why."""


class PaperNotMade(RuntimeError):
    """A paper that was not made for a reason that lies in the program or the machine; another try may make it."""


@dataclass(frozen=True)
class Dispensed:
    """What a run gives: the record, and the papers by file name; no papers when findings stopped it."""

    record: dict[str, object]
    papers: dict[str, bytes]

    @property
    def is_stopped(self) -> bool:
        """Whether findings still wait for a pharmacist."""
        return not self.papers


@contextmanager
def dispensing(content: object, *, options: Options) -> Iterator[Dispensed]:
    """Give what a run makes; it is stored when the block ends, and nothing is stored when the block raises.

    content: the parsed bundle. So a caller that cannot write the papers leaves no trace in the database.
    Raises BadBundle, BatchRefused, PaperFailed and the refusals of the plan, each with what to do.
    """
    made_on, by = options.made_on or today(), command_line_user()
    to_make = partial(formulation_to_make, on=max(made_on, today()))
    entry = read_prescription(content, find_specification=to_make)
    wanted = replace(options, language=options.language or entry.patient.language)
    with transaction.atomic():
        prescription = _enter(entry, by=by, made_on=made_on)
        with as_of(made_on):
            yield _dispense(prescription, options=wanted, by=by)


def _enter(entry: PrescriptionEntry, *, by: User, made_on: date) -> Prescription:
    """On the later of today and the day of making: a prescription may be older than both, and never newer."""
    try:
        with as_of(max(made_on, today())):
            return enter_prescription(entry=entry, by=by)
    except BadEntry as error:
        raise BadBundle(f"{IN_THE_BUNDLE.get(error.field, error.field)}: {error.message}") from error


def formulation_to_make(code: str, *, on: date) -> Specification:
    """Return the specification of a formulation that is used on a day. Raises BadBundle, which says why none is."""
    try:
        return approved_specification(code, on=on)[1]
    except (UnknownFormulation, NoApprovedSpecification) as error:
        raise BadBundle(f"Medication.code.coding({FORMULATION}): {error}") from error


def _dispense(prescription: Prescription, *, options: Options, by: User) -> Dispensed:
    screen(prescription=prescription, by=by)
    unused = _settle(prescription, options=options, by=by)
    plan = _plan(prescription, options=options)
    refuse_unknown_codes(options.settlements, specification=plan.order.formula.specification)
    papers = [] if open_findings(prescription).exists() else _papers(prescription, options=options, by=by)
    screening = screen_prescription(prescription, plan=plan)
    record = make_record(prescription=prescription, plan=plan, screening=screening, documents=papers)
    return Dispensed({**record, "settlements_not_used": unused}, {file_name(one): _bytes(one) for one in papers})


def _plan(prescription: Prescription, *, options: Options) -> Plan:
    law = law_in_force(options.law or the_pharmacy().law, on=today())
    return plan_for(prescription, made_on=today(), ingredient_expiry=options.ingredient_expiry, law=law)


def _settle(prescription: Prescription, *, options: Options, by: User) -> list[dict[str, str]]:
    """Settle what may be settled; return each settlement that settled nothing, with the reason why."""
    unused = []
    for code, reason in options.settlements.items():
        findings = open_findings(prescription).filter(code=code)
        if not findings:
            unused.append({"code": code, "why": "no finding with this code waits for a pharmacist"})
        for finding in findings:
            try:
                settle_finding(finding=finding, by=by, reason=reason)
            except NotSettled as error:
                unused.append({"code": code, "why": str(error)})
    return unused


def _papers(prescription: Prescription, *, options: Options, by: User) -> list[Document]:
    _refuse_language(options.language)
    batch = plan_batch(
        prescription=prescription,
        by=by,
        made_on=today(),
        lot=options.lot,
        ingredient_expiry=options.ingredient_expiry,
        law=options.law,
    )
    asked = request_documents(
        batch=batch,
        by=by,
        language=options.language,
        stock=options.stock,
        leaflet_paper=options.leaflet_paper,
        large_print=options.large_print,
    )
    return [_rendered(document) for document in asked]


def _refuse_language(code: str) -> None:
    """The option was read before: what is not known here is the language that the patient prefers."""
    known = [language.code for language in offered_languages()]
    if code and code not in known:
        message = f"no reviewed sentences in language {code!r}; settle with the patient on one of {', '.join(known)}"
        raise BadBundle(f"Patient.communication.language: {message} and give it with --language")


def _rendered(document: Document) -> Document:
    done = render_document(document_id=document.pk)
    if done.state == Document.State.FAILED:
        raise PaperFailed(f"{file_name(done)}: {done.problem}")
    if done.state != Document.State.RENDERED:
        raise PaperNotMade(
            f"{file_name(done)}: {done.problem or 'the typesetter did not answer'}; run the command again"
        )
    return done


def _bytes(document: Document) -> bytes:
    if document.file is None:
        raise PaperNotMade(f"{file_name(document)}: was not archived; run the command again")
    return bytes(document.file.content)

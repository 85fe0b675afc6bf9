"""What a pharmacist does about findings: screens, settles one, takes earlier answers over. One event for each act."""

import logging
from collections.abc import Mapping

from django.db import transaction

from formulations.science.day_text import day_in_words
from formulations.science.findings import Finding
from pharmacy.ledger.actions import append_event
from pharmacy.prescriptions.checks.answers import Answer, findings_as_record, key_of
from pharmacy.prescriptions.checks.facts import fingerprint, preparation_fingerprint
from pharmacy.prescriptions.checks.look import Looked, look_at
from pharmacy.prescriptions.checks.reuse import Offer, earlier_checks
from pharmacy.prescriptions.life_cycle import WrongStage, advance, objections_to
from pharmacy.prescriptions.models import PlausibilityCheck, Prescription, ScreeningFinding, Stage
from pharmacy.prescriptions.objections import SCREENABLE, NotSettled, objections_to_settling, refuse_role
from pharmacy.prescriptions.plain_text import refuse_unprintable
from pharmacy.prescriptions.queries import open_findings
from pharmacy.prescriptions.screening.failure import screening_failed
from pharmacy.staff.clock import now
from pharmacy.staff.models import Role, User

LONGEST_REASON = 500

logger = logging.getLogger(__name__)


@transaction.atomic
def screen(*, prescription: Prescription, by: User) -> list[ScreeningFinding]:
    """Return all findings of a prescription, newly looked for; what was settled before and still holds stays settled.

    A screening that cannot run leaves the finding that says why, and nothing is made or released on it.
    Raises WrongStage once it is released or at an end; NotAllowed for the role.
    """
    refuse_role(by.role, may=(Role.PHARMACIST,), act="screen a prescription")
    _lock_for_screening(prescription)
    looked = _look(prescription, by=by)
    if looked is not None:
        if prescription.stage in (Stage.ENTERED, Stage.SCREENED):
            advance(prescription, to=Stage.SCREENED)
        _write_findings(prescription, looked=looked)
        codes = sorted(f"{one.severity.value} {one.code}" for one in looked.findings)
        _note(prescription, verb="prescription.screened", by=by, facts={"findings": codes})
        _conclude(prescription, looked=looked, by=by)
    return list(prescription.findings.all())


@transaction.atomic
def settle_finding(*, finding: ScreeningFinding, by: User, reason: str) -> ScreeningFinding:
    """Return the finding, settled by a pharmacist with a reason. The last one settled concludes the check.

    Raises NotSettled with what speaks against it, BadEntry for a reason that cannot be printed, NotAllowed.
    """
    refuse_role(by.role, may=(Role.PHARMACIST,), act="settle a finding")
    held = _held_for_settling(finding)
    given = refuse_unprintable(reason, field="Reason", longest=LONGEST_REASON)
    objections = objections_to_settling(held, reason=given)
    if objections:
        raise NotSettled(" ".join(objections))
    _settle(held, reason=given, by=by)
    facts = {"code": held.code, "severity": held.severity, "reason": given}
    _note(held.prescription, verb="finding.settled", by=by, facts=facts)
    _conclude_when_answered(held.prescription, by=by)
    return held


@transaction.atomic
def take_over_check(*, prescription: Prescription, check: PlausibilityCheck, by: User) -> list[ScreeningFinding]:
    """Return the findings that are settled by the answers of an earlier check, which this pharmacist makes their own.

    Raises NotSettled when that check answers nothing that waits now, NotAllowed. Source: house rule.
    """
    refuse_role(by.role, may=(Role.PHARMACIST,), act="take a check over")
    _lock_for_screening(prescription)
    offer = _offered(prescription, check=check)
    for finding, answer in offer.answers:
        _settle(finding, reason=_taken_over(answer), by=by, taken_over_from=offer.check)
    settled = [finding for finding, _ in offer.answers]
    facts = {"codes": sorted(one.code for one in settled), "from": f"prescription:{offer.check.prescription.number}"}
    _note(prescription, verb="findings.taken-over", by=by, facts=facts)
    _conclude_when_answered(prescription, by=by)
    return settled


def _held_for_settling(finding: ScreeningFinding) -> ScreeningFinding:
    """Return the finding as it stands, its prescription locked first: who settles the last one concludes the check.

    Raises NotSettled where a newer screening took its place.
    """
    prescription = Prescription.objects.select_for_update().get(pk=finding.prescription_id)
    held = ScreeningFinding.objects.select_for_update().filter(pk=finding.pk).first()
    if held is None:
        raise NotSettled(f"{finding.code} was looked for anew meanwhile. Open the prescription again.")
    held.prescription = prescription
    return held


def _lock_for_screening(prescription: Prescription) -> None:
    """Lock the row and bring the caller's object up to date. Raises WrongStage once its screening is closed."""
    held = Prescription.objects.select_for_update().get(pk=prescription.pk)
    prescription.stage = held.stage
    if held.stage not in SCREENABLE:
        # a released one may go back to screened, when its batch is discarded, and yet its screening is closed
        objections = objections_to(Stage(held.stage), to=Stage.SCREENED)
        reason = objections[0] if objections else f"its screening was closed; it is {held.stage}"
        raise WrongStage(f"Prescription {held.number}: {reason}. Open the prescription to see where it stands.")


def _look(prescription: Prescription, *, by: User) -> Looked | None:
    """Return what a screening sees; None when it could not run, which is then on record as a stop for good."""
    try:
        with transaction.atomic():
            return look_at(prescription)
    except Exception as error:  # noqa: BLE001  whatever keeps it from running, nothing goes out unscreened
        # the name of the error alone: its message may hold what is known of a patient
        logger.error("prescription %s could not be screened: %s", prescription.number, type(error).__name__)
        _write_failure(prescription, error=error)
        facts = {"error": type(error).__name__}
        _note(prescription, verb="prescription.screening-failed", by=by, facts=facts)
        return None


def _write_failure(prescription: Prescription, *, error: Exception) -> None:
    failure = screening_failed(error)
    prescription.findings.filter(code=failure.code).delete()
    _row(prescription, finding=failure, concerns=ScreeningFinding.Concerns.PREPARATION).save()


def _write_findings(prescription: Prescription, *, looked: Looked) -> None:
    answered = {key_of(one) for one in prescription.findings.filter(settled_at__isnull=False)}
    prescription.findings.filter(settled_at__isnull=True).delete()
    rows = _rows(prescription, looked=looked)
    ScreeningFinding.objects.bulk_create(row for row in rows if key_of(row) not in answered)


def _rows(prescription: Prescription, *, looked: Looked) -> list[ScreeningFinding]:
    """Return a row, not yet written, for each finding that was seen."""
    preparation, patient = ScreeningFinding.Concerns.PREPARATION, ScreeningFinding.Concerns.PATIENT
    return [
        _row(prescription, finding=finding, concerns=concerns)
        for found, concerns in ((looked.of_the_preparation, preparation), (looked.of_the_patient, patient))
        for finding in found
    ]


def _row(prescription: Prescription, *, finding: Finding, concerns: str) -> ScreeningFinding:
    return ScreeningFinding(
        prescription=prescription,
        code=finding.code,
        severity=finding.severity.value,
        message=finding.message,
        about=finding.about,
        sources=list(finding.sources),
        values=finding.values,
        overridable=finding.overridable,
        concerns=concerns,
    )


def _settle(
    finding: ScreeningFinding, *, reason: str, by: User, taken_over_from: PlausibilityCheck | None = None
) -> None:
    finding.settled_at, finding.settled_by, finding.settled_reason = now(), by, reason
    finding.taken_over_from = taken_over_from
    finding.save(update_fields=["settled_at", "settled_by", "settled_reason", "taken_over_from"])


def _offered(prescription: Prescription, *, check: PlausibilityCheck) -> Offer:
    waiting = list(open_findings(prescription))
    for offer in earlier_checks(prescription, waiting=waiting).offers:
        if offer.check.pk == check.pk:
            return offer
    raise NotSettled("That check answers nothing that waits now: something changed. Open the prescription again.")


def _taken_over(answer: Answer) -> str:
    return f"As {answer.by} decided on {day_in_words(answer.on)}: {answer.reason}"


def _conclude_when_answered(prescription: Prescription, *, by: User) -> None:
    """Write the check when nothing waits any more, after one more look: it says all that is to be seen now."""
    if open_findings(prescription).exists():
        return
    looked = _look(prescription, by=by)
    if looked is not None:
        _conclude(prescription, looked=looked, by=by)


def _conclude(prescription: Prescription, *, looked: Looked, by: User) -> None:
    """Write the check if every finding that waits for a person is on record and answered."""
    on_record = {key_of(row): row for row in prescription.findings.select_related("settled_by", "taken_over_from")}
    seen = {key_of(row): row for row in _rows(prescription, looked=looked)}
    rows = [on_record.get(key, row) for key, row in seen.items()]
    if any(row.is_open for row in rows):
        return
    PlausibilityCheck.objects.create(
        prescription=prescription,
        fingerprint=fingerprint(looked.facts),
        preparation_fingerprint=preparation_fingerprint(looked.facts),
        facts=looked.facts,
        points=looked.points,
        findings=findings_as_record(rows),
        reused_from=next((row.taken_over_from for row in rows if row.taken_over_from), None),
        made_at=now(),
        made_by=by,
    )


def _note(prescription: Prescription, *, verb: str, by: User, facts: Mapping[str, object]) -> None:
    append_event(actor=by.username, verb=verb, subject=f"prescription:{prescription.number}", facts=facts)

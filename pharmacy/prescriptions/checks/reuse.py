"""Which earlier checks can answer the findings of a prescription, and why one that nearly could cannot."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from pharmacy.prescriptions.checks.answers import Answer, answers_in, key_of
from pharmacy.prescriptions.checks.changes import changes_between
from pharmacy.prescriptions.checks.facts import Facts, Seen, check_facts, fingerprint, preparation_fingerprint
from pharmacy.prescriptions.models import PlausibilityCheck, Prescription, ScreeningFinding


@dataclass(frozen=True)
class Offer:
    """An earlier check and the findings that its answers would settle. of_this_patient: or of the preparation alone."""

    check: PlausibilityCheck
    answers: tuple[tuple[ScreeningFinding, Answer], ...]
    of_this_patient: bool


@dataclass(frozen=True)
class Stale:
    """The newest earlier check of the same patient and formulation, and what changed since."""

    check: PlausibilityCheck
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Earlier:
    """What earlier checks have to say. Each finding is offered one answer at most."""

    offers: tuple[Offer, ...] = ()
    stale: Stale | None = None


def earlier_checks(
    prescription: Prescription, *, waiting: Sequence[ScreeningFinding], seen: Seen | None = None
) -> Earlier:
    """Return what earlier checks offer for the findings that wait. Nothing waiting: no queries.

    The answers of a check hold for the same patient while none of its facts changed, and for another patient only as
    far as they are about the preparation. seen: as in `check_facts`. Two queries besides the facts.
    Source: house rule.
    """
    if not waiting:
        return Earlier()
    facts = check_facts(prescription, seen=seen)
    same_patient = _newest_of_this_patient(prescription)
    offers, stale = [], None
    if same_patient and same_patient.fingerprint == fingerprint(facts):
        offers.append(_offer(same_patient, waiting=waiting, of_this_patient=True))
    elif same_patient:
        stale = Stale(
            same_patient, changes_between(same_patient.facts, facts | {"changed": same_patient.facts["changed"]})
        )
    answered = {finding.pk for offer in offers for finding, _ in offer.answers}
    rest = [one for one in waiting if one.pk not in answered and one.concerns == ScreeningFinding.Concerns.PREPARATION]
    same_preparation = _newest_of_this_preparation(prescription, facts=facts) if rest else None
    if same_preparation:
        offers.append(_offer(same_preparation, waiting=rest, of_this_patient=False))
    return Earlier(tuple(offer for offer in offers if offer.answers), stale)


def _offer(check: PlausibilityCheck, *, waiting: Sequence[ScreeningFinding], of_this_patient: bool) -> Offer:
    known = answers_in(check)
    found = [(one, known[key_of(one)]) for one in waiting if key_of(one) in known and one.may_be_settled]
    return Offer(check, tuple(found), of_this_patient)


def _newest_of_this_patient(prescription: Prescription) -> PlausibilityCheck | None:
    checks = PlausibilityCheck.objects.filter(
        prescription__patient_id=prescription.patient_id,
        prescription__specification__formulation_id=prescription.specification.formulation_id,
    )
    return _newest(checks, but=prescription)


def _newest_of_this_preparation(prescription: Prescription, *, facts: Facts) -> PlausibilityCheck | None:
    return _newest(
        PlausibilityCheck.objects.filter(preparation_fingerprint=preparation_fingerprint(facts)), but=prescription
    )


def _newest(checks: QuerySet[PlausibilityCheck], *, but: Prescription) -> PlausibilityCheck | None:
    related = checks.exclude(prescription=but).select_related("made_by", "prescription")
    return related.order_by("-made_at", "-pk").first()

"""What a patient was supplied with before, and what is not as it was then."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from formulations.models import Specification
from formulations.queries.kept import kept_facts
from formulations.science.formula import choose_formula
from pharmacy.ledger.models import Event
from pharmacy.prescriptions.models import Patient, Prescription, Stage
from pharmacy.prescriptions.screening import Change, LastSupply, change_since
from pharmacy.staff import clock

HANDED_OVER = "supply.handed-over"
MOST_LOOKED_AT = 20  # of the newest supplies; the one handed over last is among them


def last_supply_among(earlier: QuerySet[Prescription], *, besides: Prescription | None = None) -> LastSupply | None:
    """Return the supply of the same active that was handed over to a patient last, or None before the first.

    earlier: what `of_same_active` returns. besides: a prescription that does not count. Two queries, however long the
    history is.
    """
    rows = earlier.filter(stage=Stage.SUPPLIED)
    rows = rows.exclude(pk=besides.pk) if besides else rows
    related = rows.select_related("specification__formulation").defer("specification__content")
    by_subject = {f"prescription:{row.number}": row for row in related.order_by("-number")[:MOST_LOOKED_AT]}
    events = Event.objects.filter(subject__in=by_subject, verb=HANDED_OVER).order_by()
    last = max(events, key=lambda event: event.sequence, default=None)
    return _last_supply(by_subject[last.subject], handed_over=last) if last else None


@dataclass(frozen=True)
class Past:
    """What a patient had before of the same active. earlier: prescriptions. last_supply: None before the first."""

    earlier: QuerySet[Prescription]
    last_supply: LastSupply | None


def past_of(prescription: Prescription) -> Past:
    """Return what the patient of a prescription on record had besides it. Three queries, however long the history."""
    substance = prescription.specification.formulation.substance_id
    keys = list(Specification.objects.filter(formulation__substance=substance).order_by().values_list("pk", flat=True))
    earlier = Prescription.objects.filter(patient=prescription.patient_id, specification__in=keys)
    return Past(earlier, last_supply_among(earlier, besides=prescription))


def of_same_active(patient: UUID, *, formulation: str) -> QuerySet[Prescription]:
    """Return a patient's prescriptions of the active of a formulation, in any version. Two queries before theirs.

    patient: public_id. The keys are looked up first: a database that is told which patient it is knows whether there
    are many prescriptions, and takes the newest from their index.
    """
    versions = Specification.objects.filter(formulation__substance__formulations__code=formulation)
    keys = list(versions.order_by().values_list("pk", flat=True))
    whose = list(Patient.objects.filter(public_id=patient).values_list("pk", flat=True))
    return Prescription.objects.filter(patient__in=whose, specification__in=keys)


def change_since_last_supply(prescription: Prescription) -> Change | None:
    """Return what is not as it was at the patient's last supply of the same active, or None."""
    last = past_of(prescription).last_supply
    if last is None:
        return None
    (facts,) = kept_facts([prescription.specification])
    formula = choose_formula(facts, strength=prescription.strength, choices=prescription.choices)
    return change_since(last, specification=facts, strength=formula.strength)


def _last_supply(row: Prescription, *, handed_over: Event) -> LastSupply:
    (facts,) = kept_facts([row.specification])
    formula = choose_formula(facts, strength=row.strength, choices=row.choices)
    return LastSupply(
        formulation_code=facts.code,
        product=row.product,
        patient_name=facts.patient_name,
        strength=formula.strength,
        container=formula.pack.container.name,
        supplied_on=timezone.localtime(handed_over.at, clock.zone()).date(),
    )

"""What a patient was supplied with before."""

from uuid import UUID

from pharmacy.ledger.models import Event
from pharmacy.prescriptions.models import Prescription, Stage
from pharmacy.prescriptions.screening import LastSupply

HANDED_OVER = "supply.handed-over"


def last_supply_to(patient: UUID, *, besides: Prescription | None = None) -> LastSupply | None:
    """Return the newest supply that was handed over to a patient, or None before the first.

    patient: the patient's public_id. besides: a prescription that does not count.
    """
    supplied = Prescription.objects.filter(patient__public_id=patient, stage=Stage.SUPPLIED)
    supplied = supplied.exclude(pk=besides.pk) if besides else supplied
    row = supplied.select_related("specification__formulation").order_by("-number").first()
    if row is None:
        return None
    handed_over = Event.objects.filter(subject=f"prescription:{row.number}", verb=HANDED_OVER).first()
    day = handed_over.at.date() if handed_over else row.entered_at.date()
    return LastSupply(formulation_code=row.specification.formulation.code, strength=row.strength, supplied_on=day)

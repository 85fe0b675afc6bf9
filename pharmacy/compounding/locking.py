"""The one order in which rows of a batch are locked, so that two people never wait for each other."""

from pharmacy.compounding.models import Batch
from pharmacy.prescriptions.models import Prescription


def lock_batch(batch: Batch) -> Batch:
    """Return the batch as it stands now, its prescription and itself locked until the transaction ends."""
    prescription = Prescription.objects.select_for_update().get(pk=batch.prescription_id)
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    held.prescription = prescription
    return held

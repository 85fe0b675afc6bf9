"""The one order in which rows of a batch are locked, so that two people never wait for each other."""

from formulations.models import Specification
from pharmacy.compounding.models import Batch
from pharmacy.prescriptions.models import Prescription


def lock_batch(batch: Batch) -> Batch:
    """Return the batch as it stands now, its prescription, itself and its version locked until the transaction ends."""
    prescription = Prescription.objects.select_for_update().get(pk=batch.prescription_id)
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    held.prescription = prescription
    held.specification = lock_specification(held.specification_id)
    return held


def lock_specification(key: int) -> Specification:
    """Return the version as it stands now, locked, so that it is not withdrawn while something is done under it."""
    rows = Specification.objects.select_for_update(of=("self",), no_key=True).select_related("formulation")
    return rows.get(pk=key)

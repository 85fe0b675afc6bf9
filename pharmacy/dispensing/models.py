"""Release, hand-over, what a patient was supplied with, and lots that were called back."""

import uuid

from django.conf import settings
from django.db import models

from formulations.models.fields import different_people, signed_together
from pharmacy.compounding.models import Batch

USER = settings.AUTH_USER_MODEL


class Supply(models.Model):
    """What one patient is given of one batch. prepared_by never releases.

    strength_change_explained: whether the pharmacist told the patient that the strength is not the one of last time.
    """

    class HandedTo(models.TextChoices):
        """Who took the supply."""

        PATIENT = "patient", "the patient"
        REPRESENTATIVE = "representative", "a representative of the patient"
        DELIVERY = "delivery", "a delivery service"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, related_name="supply")
    prepared_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    handed_over_at = models.DateTimeField(null=True)
    handed_over_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    handed_to = models.CharField(max_length=20, choices=HandedTo.choices, blank=True)
    counselling = models.TextField(blank=True)
    strength_change_explained = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "supplies"
        ordering = ["-released_at", "-pk"]
        constraints = [
            signed_together("handed_over", model="supply"),
            different_people("prepared_by", "released_by", model="supply"),
        ]

    def __str__(self) -> str:
        return f"supply of {self.batch}"


class Recall(models.Model):
    """One lot called back: nothing of it is released or handed over any more, and whoever has it is told."""

    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, related_name="recall")
    reason = models.TextField()
    recalled_at = models.DateTimeField()
    recalled_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-recalled_at"]

    def __str__(self) -> str:
        return f"recall of {self.batch}"

"""Release, hand-over, what a patient was supplied with, and lots that were called back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from formulations.models.fields import different_people, signed_together
from pharmacy.compounding.models import Batch

USER = settings.AUTH_USER_MODEL


class Supply(models.Model):
    """What one patient is given of one batch. prepared_by never releases.

    strength_change_explained: whether the pharmacist told the patient that the strength is not the one of last time.
    old_container: what became of the last supply then, empty where nothing changed.
    """

    class HandedTo(models.TextChoices):
        """Who took the supply."""

        PATIENT = "patient", "the patient"
        REPRESENTATIVE = "representative", "a representative of the patient"
        DELIVERY = "delivery", "a delivery service"

    class OldContainer(models.TextChoices):
        """What became of what the patient had before."""

        RETURNED = "returned", "brought back to the pharmacy"
        TO_DISCARD = "to-discard", "at home, to be thrown away"
        FINISHED = "finished", "used up"
        NONE_LEFT = "none-left", "there is none"

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
    old_container = models.CharField(max_length=20, choices=OldContainer.choices, blank=True)

    class Meta:
        verbose_name_plural = "supplies"
        ordering = ["-released_at", "-pk"]
        indexes = [
            models.Index(fields=["handed_over_at", "id"], name="supply_by_hand_over"),
            models.Index(fields=["released_at", "id"], condition=Q(handed_over_at__isnull=True), name="supply_waits"),
        ]
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

"""Batches: what was made at once, and the numbers that name them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from formulations.models import Specification
from formulations.models.fields import QuantityField, different_people, signed_together
from formulations.science.beyond_use import is_expired
from pharmacy.prescriptions.models import Prescription
from pharmacy.staff import clock

USER = settings.AUTH_USER_MODEL


class Batch(models.Model):
    """What was made at once. plan: the frozen plan (regimen, measures, containers, limits) that it was made to.

    law, law_edition: the code of the law it was dated by, and the day from which that edition holds.
    worksheet: the frozen list of what was to be weighed and filled. quantity: what the containers made now hold.
    shortened_to: a person's earlier use-by date, with the reason; a use-by date is never lengthened.
    discarded_at: of a badly made batch, with who and why; its lot stays used. The one not discarded is in force.
    """

    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="batches")
    specification = models.ForeignKey(Specification, on_delete=models.PROTECT, related_name="batches")
    lot = models.CharField(max_length=20, unique=True)
    quantity = QuantityField()
    law = models.CharField(max_length=10)
    law_edition = models.DateField()
    made_on = models.DateField()
    ingredient_expiry = models.DateField(null=True)
    use_by = models.DateField()
    ruled_by = models.CharField(max_length=80)
    shortened_to = models.DateField(null=True)
    shortened_reason = models.TextField(blank=True)
    plan = models.JSONField()
    worksheet = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    discarded_at = models.DateTimeField(null=True)
    discarded_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    discarded_reason = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "batches"
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(
                fields=["made_at", "id"],
                condition=Q(checked_at__isnull=True, discarded_at__isnull=True),
                name="batch_waits_for_check",
            ),
            models.Index(fields=["specification", "use_by"], name="batch_in_date_of_a_version"),
        ]
        constraints = [
            signed_together("checked", model="batch"),
            signed_together("discarded", model="batch"),
            different_people("made_by", "checked_by", model="batch"),
            models.CheckConstraint(condition=Q(use_by__gte=models.F("made_on")), name="batch_use_by_after_made"),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True) | ~Q(discarded_reason=""), name="batch_discarded_has_a_reason"
            ),
            models.UniqueConstraint(Lower("lot"), name="batch_lot_is_unique_whatever_its_case"),
            models.UniqueConstraint(
                fields=["prescription"],
                condition=Q(discarded_at__isnull=True),
                name="batch_one_in_force_per_prescription",
            ),
        ]

    def __str__(self) -> str:
        return f"batch {self.lot}"

    @property
    def is_past(self) -> bool:
        """Whether its use-by date has passed today."""
        return is_expired(self.use_by, today=clock.today())


class LotCounter(models.Model):
    """How many lots were numbered for one day of making; its row is locked while the next is taken."""

    day = models.DateField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.last} lots of {self.day}"

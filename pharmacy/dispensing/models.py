"""Release, hand-over and what a patient was supplied with."""

from django.conf import settings
from django.db import models

from formulations.models.fields import different_people, signed_together
from pharmacy.compounding.models import Batch

USER = settings.AUTH_USER_MODEL


class Supply(models.Model):
    """What one patient is given of one batch. prepared_by never releases."""

    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, related_name="supply")
    prepared_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    handed_over_at = models.DateTimeField(null=True)
    handed_over_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    handed_to = models.CharField(max_length=20, blank=True)
    counselling = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "supplies"
        ordering = ["-released_at"]
        constraints = [
            signed_together("handed_over", model="supply"),
            different_people("prepared_by", "released_by", model="supply"),
        ]

    def __str__(self) -> str:
        return f"supply of {self.batch}"

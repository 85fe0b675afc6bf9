"""What this pharmacy measured on its own droppers, pumps and preparations."""

from django.conf import settings
from django.db import models

from formulations.models.formulation import Formulation


class DeviceCalibration(models.Model):
    """A measured property of one device with one preparation: drops in 1 ml, or amount in one stroke.

    value: the number as text (exact). count: how many drops or strokes were weighed.
    """

    formulation = models.ForeignKey(Formulation, on_delete=models.PROTECT, related_name="calibrations")
    device_code = models.SlugField()
    value = models.CharField(max_length=20)
    unit = models.CharField(max_length=40)
    count = models.PositiveIntegerField()
    method = models.CharField(max_length=200)
    measured_at = models.DateTimeField()
    measured_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["formulation", "device_code", "-measured_at"]

    def __str__(self) -> str:
        return f"{self.device_code} with {self.formulation}: {self.value} {self.unit}"

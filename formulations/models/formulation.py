"""Formulations: products that the pharmacy may make."""

from django.db import models

from formulations.models.substance import Substance


class Formulation(models.Model):
    """A product that the pharmacy may make. unavailable_reason: why it has no approved specification, if so."""

    code = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=200)
    dosage_form = models.CharField(max_length=40)
    substance = models.ForeignKey(Substance, on_delete=models.PROTECT, related_name="formulations")
    unavailable_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="formulation_by_name")]

    def __str__(self) -> str:
        return self.name

"""Specifications: immutable, numbered versions of how a formulation is made, kept and labelled."""

from django.conf import settings
from django.db import models

from formulations.models.fields import different_people, signed_together
from formulations.models.formulation import Formulation


class Specification(models.Model):
    """One version. content: the canonical document (exchange format); sha256 names it; the approval signs that hash."""

    formulation = models.ForeignKey(Formulation, on_delete=models.PROTECT, related_name="specifications")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    effective_from = models.DateField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["formulation", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["formulation", "version"], name="specification_version_is_unique"),
            signed_together("approved", model="specification"),
            different_people("author", "approved_by", model="specification"),
        ]

    def __str__(self) -> str:
        return f"{self.formulation} version {self.version}"

"""Excipients and what they carry that a patient may have to avoid."""

from django.db import models


class Excipient(models.Model):
    """A substance that carries the active.

    contains: codes of what a patient may have to avoid; avoid_terms: how people write that.
    release_modifying: whether it can slow the release; null where nobody has said. density: text such as "1.26 g/ml".
    source: where the properties come from, as text.
    """

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    patient_name = models.CharField(max_length=200)
    contains = models.JSONField(default=list)
    avoid_terms = models.JSONField(default=list)
    functions = models.JSONField(default=list)
    synonyms = models.JSONField(default=list)
    brands = models.JSONField(default=list)
    cas = models.CharField(max_length=20, blank=True)
    unii = models.CharField(max_length=20, blank=True)
    e_number = models.CharField(max_length=20, blank=True)
    release_modifying = models.BooleanField(null=True)
    density = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

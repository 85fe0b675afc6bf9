"""Excipients and what they carry that a patient may have to avoid."""

from django.db import models


class Excipient(models.Model):
    """A substance that carries the active. contains: codes of what a patient may avoid; avoid_terms: their words."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    patient_name = models.CharField(max_length=200)
    contains = models.JSONField(default=list)
    avoid_terms = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name

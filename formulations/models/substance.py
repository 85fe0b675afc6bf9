"""Substances: chemical entities in a stated form."""

from django.db import models


class Substance(models.Model):
    """A chemical entity in a stated form (base, salt, hydrate)."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    unii = models.CharField(max_length=20, blank=True)
    atc = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return self.name

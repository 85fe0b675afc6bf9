"""Substances: chemical entities in a stated form."""

from django.db import models


class Substance(models.Model):
    """A chemical entity in a stated form (base, salt, hydrate). synonyms, brands: other names people search it by."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    unii = models.CharField(max_length=20, blank=True)
    atc = models.CharField(max_length=10, blank=True)
    cas = models.CharField(max_length=20, blank=True)
    molar_mass = models.CharField(max_length=20, blank=True)
    synonyms = models.JSONField(default=list)
    brands = models.JSONField(default=list)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

"""The words by which a formulation is found."""

from django.db import models

from formulations.models.formulation import Formulation


class SearchTerm(models.Model):
    """One word that finds a formulation. term: in lower case, without accents.

    A component is no word that people type: its term is a colon and the code of an excipient.
    """

    class Kind(models.TextChoices):
        """What kind of word it is."""

        NAME = "name"
        SYNONYM = "synonym"
        CODE = "code"
        ACTIVE = "active"
        EXCIPIENT = "excipient"
        BRAND = "brand"
        COMPONENT = "component"

    formulation = models.ForeignKey(Formulation, on_delete=models.CASCADE, related_name="search_terms")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    term = models.CharField(max_length=200)

    class Meta:
        ordering = ["term"]
        constraints = [models.UniqueConstraint(fields=["formulation", "term", "kind"], name="search_term_stands_once")]
        indexes = [  # answers "which formulations" from the index alone; the operator class serves LIKE on PostgreSQL
            models.Index(
                fields=["term", "formulation"], opclasses=["varchar_pattern_ops", "int8_ops"], name="search_term_finds"
            )
        ]

    def __str__(self) -> str:
        return f"{self.term} ({self.kind})"

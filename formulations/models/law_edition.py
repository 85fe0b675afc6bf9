"""Editions of law that reached this installation, and who adopted them for dating."""

from django.conf import settings
from django.db import models

from formulations.models.fields import signed_together
from formulations.science.day_text import day_in_words


class LawEdition(models.Model):
    """One content of one edition. content: the rules as they shipped; sha256: of their canonical form.

    It dates nothing before a person adopts it. first_seen_on: the day on which set-up found it in a release.
    """

    law = models.CharField(max_length=10)
    valid_from = models.DateField()
    edition = models.TextField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    first_seen_on = models.DateField()
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["law", "-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["law", "valid_from", "sha256"], name="law_edition_is_unique"),
            signed_together("adopted", model="law_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.law} from {day_in_words(self.valid_from)}"

"""When somebody last looked a source up again, and what they found."""

from django.conf import settings
from django.db import models


class SourceReview(models.Model):
    """One review of a source. title, how_sure: what the source said of itself on the day it was reviewed."""

    class Verdict(models.TextChoices):
        """What the reviewer found."""

        CONFIRMED = "confirmed"
        CHANGED = "changed"
        DOUBTFUL = "doubtful"

    source_code = models.SlugField(max_length=80)
    title = models.CharField(max_length=400)
    how_sure = models.CharField(max_length=30)
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    note = models.TextField(blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["source_code", "-reviewed_at"]

    def __str__(self) -> str:
        return f"{self.source_code}: {self.verdict}"

"""Events: append-only, without gaps, each chained to the one before."""

from django.db import models


class Event(models.Model):
    """One thing that was done. facts: canonical JSON text; sha256 covers everything in the row and previous_sha256."""

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    facts = models.TextField()
    previous_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject}"


class Head(models.Model):
    """The last event of the chain; its one row is locked while an event is appended."""

    sequence = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"head at {self.sequence}"

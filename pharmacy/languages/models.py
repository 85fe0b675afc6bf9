"""What reviewers approved, and which languages this pharmacy offers."""

from django.conf import settings
from django.db import models

USER = settings.AUTH_USER_MODEL


class Review(models.Model):
    """One act of a reviewer; never changed. The newest that names a sentence holds.

    part: what was looked at, such as a section. sentences: by key, a table of `seen` (the hash of the English and the
    shipped wording that the reviewer had before them) and `own` (this pharmacy's wording, empty for the shipped one).
    """

    language = models.CharField(max_length=10, db_index=True)
    part = models.CharField(max_length=80)
    sentences = models.JSONField()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.language}: {self.part}"


class Offer(models.Model):
    """The sentences that papers in a language are made from, once all are approved; never changed.

    version: as papers name it. basis: the hash of all sentences, English and shipped, that were approved; a language
    whose sentences have another is not offered. own: this pharmacy's wording by key.
    """

    language = models.CharField(max_length=10, db_index=True)
    version = models.CharField(max_length=64, db_index=True)
    basis = models.CharField(max_length=64)
    own = models.JSONField(default=dict)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.language} {self.version[:8]}"

"""Specifications: numbered versions of how a formulation is made, kept and labelled; immutable once approved."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from formulations.models.fields import different_people, signed_together
from formulations.models.formulation import Formulation

USER = settings.AUTH_USER_MODEL


class Specification(models.Model):
    """One version. content: the canonical document (exchange format); sha256 names it; the approval signs that hash.

    revision: how often the draft was saved. based_on: the version it was drafted from. origin: where the content came
    from ("browser", "release", "file NAME"). returned_at: when it was last sent back to its author, and why.
    withdrawn_on: the pharmacy's day of the withdrawal. Where a version stands is decided in `life_cycle.py`.
    """

    formulation = models.ForeignKey(Formulation, on_delete=models.PROTECT, related_name="specifications")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64, db_index=True)
    revision = models.PositiveIntegerField(default=1)
    based_on = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="drafted_from_it")
    origin = models.CharField(max_length=200, blank=True)
    change_note = models.TextField(blank=True)
    author = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    effective_from = models.DateField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    returned_reason = models.TextField(blank=True)
    discarded_at = models.DateTimeField(null=True)
    discarded_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["formulation", "-version"]
        indexes = [  # the desk of drafts reads the few that wait, not the many that were approved long ago
            models.Index(
                fields=["submitted_at"],
                condition=Q(approved_at__isnull=True, discarded_at__isnull=True),
                name="specification_waits",
            ),
            models.Index(fields=["effective_from"], name="specification_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["formulation", "version"], name="specification_version_is_unique"),
            signed_together("submitted", model="specification"),
            signed_together("approved", model="specification"),
            signed_together("withdrawn", model="specification"),
            signed_together("discarded", model="specification"),
            signed_together("returned", model="specification"),
            different_people("author", "approved_by", model="specification"),
            different_people("submitted_by", "approved_by", model="specification"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(effective_from__isnull=False),
                name="specification_approved_from_a_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | (Q(approved_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="specification_withdrawn_was_approved_and_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True) | Q(approved_at__isnull=True),
                name="specification_discarded_was_never_approved",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True) | Q(submitted_at__isnull=True),
                name="specification_discarded_was_a_draft",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_on__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_on__isnull=False),
                name="specification_withdrawn_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | ~Q(returned_reason=""),
                name="specification_returned_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.formulation} version {self.version}"


class DraftRevision(models.Model):
    """One save of a draft: who wrote what. number: the revision of the draft that this save made."""

    specification = models.ForeignKey(Specification, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["specification", "number"]
        constraints = [
            models.UniqueConstraint(fields=["specification", "number"], name="draft_revision_number_is_unique")
        ]

    def __str__(self) -> str:
        return f"revision {self.number} of {self.specification}"

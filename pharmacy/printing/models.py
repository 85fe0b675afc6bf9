"""Print jobs: which paper was sent to a printer, and whether a person saw it come out."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from formulations.models.fields import signed_together
from pharmacy.documents.models import Document

USER = settings.AUTH_USER_MODEL


class PrintJob(models.Model):
    """One time that an archived paper was sent to a printer. The machine never sends it again by itself.

    copy: 0 for the first print of a document, n for its reprint n. request_key: one per opened page, so that a
    second press of the button is the same job. reason: why it was printed again.
    """

    class State(models.TextChoices):
        """Where a job stands; what may follow what is the table in life_cycle.py."""

        SENT = "sent"
        CONFIRMED = "confirmed"
        VOID = "void"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="print_jobs")
    copy = models.PositiveIntegerField(default=0)
    reprint_of = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reprinted_as")
    reason = models.TextField(blank=True)
    request_key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SENT, db_index=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            signed_together("confirmed", model="print_job"),
            models.UniqueConstraint(fields=["document", "copy"], name="print_job_copy_is_unique"),
            models.CheckConstraint(
                condition=Q(copy=0, reprint_of__isnull=True) | Q(copy__gt=0, reprint_of__isnull=False) & ~Q(reason=""),
                name="print_job_reprint_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False), name="print_job_confirmed_is_signed"
            ),
        ]

    def __str__(self) -> str:
        return f"reprint {self.copy} of {self.document}" if self.copy else f"print of {self.document}"

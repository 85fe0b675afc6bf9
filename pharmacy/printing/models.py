"""Printers with their label stock, sheets of labels, and which paper was sent and seen to come out."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from formulations.models.fields import signed_together
from pharmacy.documents.models import Document

USER = settings.AUTH_USER_MODEL


MEASURES = ("ruler_across", "ruler_down", "cross_left", "cross_top")


class Printer(models.Model):
    """A printer with one label stock in it, and how far it prints from where it should. Two trays are two rows.

    stock: code of the paper in it. ruler_across, ruler_down: how long the rulers of the page to measure came out;
    cross_left, cross_top: how far its cross stands from the paper's edges; millimetres, all empty until measured.
    next_place: the first label of the sheet in it that is still there.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=60)
    stock = models.CharField(max_length=40)
    in_use = models.BooleanField(default=True)
    next_place = models.PositiveIntegerField(default=1)
    ruler_across = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    ruler_down = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    cross_left = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    cross_top = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    measured_at = models.DateTimeField(null=True)
    measured_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name", "stock"]
        constraints = [
            signed_together("measured", model="printer"),
            models.UniqueConstraint(fields=["name", "stock"], name="printer_has_a_stock_once"),
            models.CheckConstraint(condition=Q(next_place__gte=1), name="printer_next_place_counts_from_one"),
            models.CheckConstraint(
                condition=Q(measured_at__isnull=True, **{f"{name}__isnull": True for name in MEASURES})
                | Q(measured_at__isnull=False, **{f"{name}__isnull": False for name in MEASURES}),
                name="printer_is_measured_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.stock})"


class PlacedSheet(models.Model):
    """Labels placed on the sheets of a printer for one print. first_place: where the first one stands, from 1.

    request_key: one per opened page, so that a second press of the button is the same sheet.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    printer = models.ForeignKey(Printer, on_delete=models.PROTECT, related_name="sheets")
    first_place = models.PositiveIntegerField()
    request_key = models.CharField(max_length=64, unique=True)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(first_place__gte=1), name="placed_sheet_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"sheet from place {self.first_place} on {self.printer}"


class PrintJob(models.Model):
    """One time that an archived paper was sent to a printer. The machine never sends it again by itself.

    copy: 0 for the first print of a document, n for its reprint n. request_key: one per opened page, so that a
    second press of the button is the same job. reason: why it was printed again. sheet, place: where a label stands
    on the sheets that were placed for it, from 1; empty for a paper that is printed by itself. label_seen: which of
    two labels was scanned first, 0 before that and where there is one alone. gone: who said of a print of replaced
    papers that it never came out or was destroyed, also one that was confirmed before it was replaced.
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
    sheet = models.ForeignKey(PlacedSheet, null=True, on_delete=models.PROTECT, related_name="jobs")
    place = models.PositiveIntegerField(null=True)
    label_seen = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    gone_at = models.DateTimeField(null=True)
    gone_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            signed_together("confirmed", model="print_job"),
            signed_together("gone", model="print_job"),
            models.UniqueConstraint(fields=["document", "copy"], name="print_job_copy_is_unique"),
            models.UniqueConstraint(fields=["sheet", "place"], name="print_job_has_a_place_of_its_own"),
            models.CheckConstraint(
                condition=Q(sheet__isnull=True, place__isnull=True) | Q(sheet__isnull=False, place__gte=1),
                name="print_job_sheet_and_place_together",
            ),
            models.CheckConstraint(
                condition=Q(copy=0, reprint_of__isnull=True) | Q(copy__gt=0, reprint_of__isnull=False) & ~Q(reason=""),
                name="print_job_reprint_has_a_reason",
            ),
            models.CheckConstraint(condition=Q(label_seen__in=(0, 1, 2)), name="print_job_label_seen_is_of_two"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False), name="print_job_confirmed_is_signed"
            ),
            models.CheckConstraint(condition=Q(gone_at__isnull=True) | Q(state="void"), name="print_job_gone_is_void"),
        ]

    def __str__(self) -> str:
        return f"reprint {self.copy} of {self.document}" if self.copy else f"print of {self.document}"

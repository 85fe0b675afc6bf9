"""Documents: a row for each paper asked for, and the archive of finished bytes."""

import uuid

from django.conf import settings
from django.db import models

from formulations.models.fields import signed_together
from formulations.reference.stocks import LARGE, paper_name
from pharmacy.compounding.models import Batch
from pharmacy.documents.codes import new_code
from pharmacy.documents.papers.leaflet_papers import A4, PAPERS, leaflet_paper

USER = settings.AUTH_USER_MODEL
NAMES = {
    "label": "label",
    "leaflet": "leaflet",
    "auxiliary": "auxiliary label",
    "bag": "bag label",
    "batch": "batch label",
    "flag": "flag",
}
SIDE_LABELS = ("auxiliary", "bag", "batch", "flag")


class ArchivedFile(models.Model):
    """Finished bytes, named by their SHA-256; never changed."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()
    archived_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256


class Document(models.Model):
    """One paper asked for. facts: the frozen value it is made from. The row is the queue; a message is only a hint.

    attempt: the fencing number; a worker writes only while it still holds the attempt that it claimed.
    code: the internal id in the 2D code; it says nothing about the patient.
    request_key: from the form that asked; the same key never makes a second row. request_sha256: what was asked.
    lint, read_back: the reports for which nothing was archived, empty for a finished paper. notes: what was only noted;
    each report is a table of code, severity, text and source.
    page, page_token: a leaflet as a web page, and what its address ends with; none where the pharmacy has none.
    made_with: the versions of the program and of the libraries that made the bytes; the facts name all the others.
    given_up_at, given_up_by, given_up_reason: a side label that was asked for and is done without.
    may_grow: nobody named the label stock, so a label that does not fit may go onto the next larger one.
    has_code_on_each: it is two labels, and the code of each says which; two that were made before that say the same.
    """

    class Kind(models.TextChoices):
        """What kind of paper it is."""

        LABEL = "label"
        LEAFLET = "leaflet"
        AUXILIARY = "auxiliary"
        BAG = "bag"
        BATCH = "batch"
        FLAG = "flag"

    class State(models.TextChoices):
        """Where the job stands; what may follow what is the table in life_cycle.py."""

        QUEUED = "queued"
        CLAIMED = "claimed"
        RENDERED = "rendered"
        RETRY_WAIT = "retry-wait"
        FAILED = "failed"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    container = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=10)
    stock = models.CharField(max_length=40, blank=True)
    may_grow = models.BooleanField(default=False)
    large_print = models.BooleanField(default=False)
    facts = models.JSONField()
    facts_sha256 = models.CharField(max_length=64)
    request_key = models.CharField(max_length=64)
    request_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED, db_index=True)
    attempt = models.PositiveIntegerField(default=0)
    lost_leases = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    lint = models.JSONField(default=list)
    read_back = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    made_with = models.JSONField(default=dict)
    pages = models.PositiveIntegerField(null=True)
    has_code_on_each = models.BooleanField(default=False)
    file = models.ForeignKey(ArchivedFile, null=True, on_delete=models.PROTECT, related_name="documents")
    page = models.ForeignKey(ArchivedFile, null=True, on_delete=models.PROTECT, related_name="shown_by")
    page_token = models.CharField(max_length=26, null=True, blank=True, unique=True, editable=False)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    given_up_at = models.DateTimeField(null=True)
    given_up_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    given_up_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["batch", "kind", "container"]
        constraints = [
            models.UniqueConstraint(fields=["request_key", "kind", "container"], name="document_asked_for_once"),
            signed_together("given_up", model="document"),
            models.CheckConstraint(
                condition=models.Q(given_up_at__isnull=True, given_up_reason="")
                | models.Q(given_up_at__isnull=False, kind__in=SIDE_LABELS) & ~models.Q(given_up_reason=""),
                name="document_given_up_is_a_side_label_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(has_code_on_each=False) | models.Q(kind="label", pages=2),
                name="document_code_on_each_of_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.container or ''} of {self.batch}".replace("  ", " ")

    @property
    def name(self) -> str:
        """What kind of paper it is, as people call it."""
        return NAMES[self.kind]

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in a list of papers: labels first, then the leaflet, then what is besides them."""
        return list(NAMES).index(self.kind), self.container

    @property
    def has_code(self) -> bool:
        """Whether the paper has a code of its own, so that the one in the hand is scanned: every label has."""
        return self.kind != self.Kind.LEAFLET

    @property
    def is_side_label(self) -> bool:
        """Whether it stands besides label and leaflet, which do not wait for it."""
        return self.kind in SIDE_LABELS

    @property
    def is_left_out(self) -> bool:
        """Whether it is a side label that is not there to be printed: it was given up, or could not be made."""
        return self.is_side_label and (self.given_up_at is not None or self.state == self.State.FAILED)

    @property
    def full_name(self) -> str:
        """What it is called among the papers of a batch: with the number of its container, where it has one."""
        return f"{self.name} {self.container or ''}".strip()

    @property
    def stock_name(self) -> str:
        """What it is printed on, as people call it: label stock or leaflet paper; its code where it ships no more."""
        if self.stock:
            return paper_name(self.stock)
        if self.kind != self.Kind.LEAFLET:
            return ""
        taken = getattr(self, "leaflet_on", "")  # by a query that leaves the facts out
        code = str(taken or self.facts.get("leaflet_paper", A4))
        return leaflet_paper(code, large_print=self.large_print).name if code in PAPERS else code

    @property
    def type_size(self) -> str:
        """What became of large print that was asked for; empty where it was not."""
        if not self.large_print:
            return ""
        if self.kind == self.Kind.LEAFLET or LARGE in self.stock:
            return "large print"
        return "ordinary type: large print did not fit"

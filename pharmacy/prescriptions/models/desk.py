"""What lies on the desk: half-written entries, scans of paper prescriptions, and the containers that are in stock."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from formulations.models.fields import QuantityField
from pharmacy.prescriptions.models.ordered import Prescription

USER = settings.AUTH_USER_MODEL


class EntryDraft(models.Model):
    """A prescription that somebody began to enter. data: the fields of the entry page as typed, each a list.

    revision: how often it was saved. window: of the browser that saved it last; another one has to have seen that
    revision, or it would write over what it never showed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    data = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    window = models.UUIDField(null=True)
    began_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="entry_drafts")

    class Meta:
        ordering = ["-saved_at", "-pk"]

    def __str__(self) -> str:
        return f"entry begun by {self.saved_by}"


class Attachment(models.Model):
    """A scan or PDF of the paper prescription. It belongs to an entry that is being written, or to a prescription.

    content: the file as it came; it is only ever downloaded. pages: how many pictures of it can be shown.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draft = models.ForeignKey(EntryDraft, null=True, on_delete=models.CASCADE, related_name="attachments")
    prescription = models.ForeignKey(Prescription, null=True, on_delete=models.PROTECT, related_name="attachments")
    media_type = models.CharField(max_length=40)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(draft__isnull=False, prescription__isnull=True)
                | Q(draft__isnull=True, prescription__isnull=False),
                name="attachment_belongs_to_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.media_type} of {self.size} bytes"


class ScanPage(models.Model):
    """One page of a scan as it is shown: a JPEG that this program drew. number: from 1. width, height: in dots."""

    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="pictures")
    number = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    picture = models.BinaryField()

    class Meta:
        ordering = ["attachment", "number"]
        constraints = [models.UniqueConstraint(fields=["attachment", "number"], name="scan_page_is_numbered_once")]

    def __str__(self) -> str:
        return f"page {self.number} of {self.attachment}"


class ContainerSize(models.Model):
    """A size of a container that this pharmacy keeps. container: the code that specifications use for it.

    Where a container has no row here, every fill that its specification allows is used.
    """

    container = models.CharField(max_length=60)
    fill = QuantityField()
    in_stock = models.BooleanField(default=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["container", "pk"]
        constraints = [models.UniqueConstraint(fields=["container", "fill"], name="container_size_is_listed_once")]

    def __str__(self) -> str:
        return f"{self.container} of {self.fill}"

"""What was found when a prescription was screened, who answered it, and the record of the check itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from formulations.models.fields import signed_together
from pharmacy.prescriptions.models.ordered import Prescription

USER = settings.AUTH_USER_MODEL


class ScreeningFinding(models.Model):
    """A finding on record, and who settled it with what reason.

    concerns: the patient, or the preparation whoever takes it. taken_over_from: the earlier check whose answer a
    pharmacist made their own.
    """

    class Concerns(models.TextChoices):
        """What a finding is about."""

        PATIENT = "patient", "the patient"
        PREPARATION = "preparation", "the preparation"

    prescription = models.ForeignKey(Prescription, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    message = models.TextField()
    about = models.CharField(max_length=200)
    sources = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    overridable = models.BooleanField()
    concerns = models.CharField(max_length=12, choices=Concerns.choices, default=Concerns.PATIENT)
    taken_over_from = models.ForeignKey("PlausibilityCheck", null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    settled_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["prescription", "pk"]
        constraints = [signed_together("settled", model="finding")]
        indexes = [  # the work lists ask which prescriptions have something to settle
            models.Index(
                fields=["prescription"],
                condition=Q(settled_at__isnull=True) & ~Q(severity="inform"),
                name="finding_waits",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} on {self.prescription}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a pharmacist: unsettled, and not there for information alone."""
        return self.settled_at is None and self.severity != "inform"

    @property
    def may_be_settled(self) -> bool:
        """Whether a pharmacist may answer it with a reason: a warning, or a stop that may be overridden."""
        return self.severity == "warn" or (self.severity == "stop" and self.overridable)


class PlausibilityCheck(models.Model):
    """A screening as it was concluded, written once: what it looked at, what it found, how each finding was answered.

    facts: all that the check depends on; fingerprint: their SHA-256, but for the last supply.
    preparation_fingerprint: the same of what holds for any patient (specification, law edition, strength, choices,
    doses, days). points: what was weighed of the preparation, in words. reused_from: the earlier check whose answers
    were taken over.
    """

    prescription = models.ForeignKey(Prescription, on_delete=models.PROTECT, related_name="checks")
    fingerprint = models.CharField(max_length=64, db_index=True)
    preparation_fingerprint = models.CharField(max_length=64)
    facts = models.JSONField()
    points = models.JSONField(default=list)
    findings = models.JSONField()
    reused_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="reused_by")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["preparation_fingerprint", "-made_at"], name="check_by_preparation"),
            models.Index(fields=["prescription", "-made_at"], name="check_by_prescription"),
        ]

    def __str__(self) -> str:
        return f"check of {self.prescription}"

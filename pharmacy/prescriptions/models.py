"""Patients, prescribers, prescriptions, and what was found when they were screened."""

import uuid

from django.conf import settings
from django.db import models

from formulations.models import Specification
from formulations.models.fields import QuantityField, signed_together

USER = settings.AUTH_USER_MODEL


class Patient(models.Model):
    """The person a medicine is made for. public_id stands in addresses and codes; it says nothing about the person."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    birth_date = models.DateField(null=True)
    language = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["family_name", "given_name"]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Prescriber(models.Model):
    """Who prescribes."""

    name = models.CharField(max_length=120)
    registration = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Stage(models.TextChoices):
    """Where a prescription stands; what may follow what is the table in life_cycle.py."""

    ENTERED = "entered"
    SCREENED = "screened"
    PLANNED = "planned"
    CHECKED = "checked"
    DOCUMENTED = "documented"
    RELEASED = "released"
    SUPPLIED = "supplied"
    REFUSED = "refused"


class Prescription(models.Model):
    """What a prescriber ordered for one patient. choices: function to excipient code ({"filler": "lactose"})."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(unique=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="prescriptions")
    prescriber = models.ForeignKey(Prescriber, null=True, on_delete=models.PROTECT, related_name="prescriptions")
    specification = models.ForeignKey(Specification, on_delete=models.PROTECT, related_name="prescriptions")
    strength = QuantityField()
    choices = models.JSONField(default=dict)
    days = models.PositiveIntegerField()
    written_on = models.DateField(null=True)
    purpose = models.CharField(max_length=200, blank=True)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.ENTERED)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    refused_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    refused_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [signed_together("refused", model="prescription")]

    def __str__(self) -> str:
        return f"prescription {self.number}"

    @property
    def product(self) -> str:
        """What was ordered, in one line: the formulation, and its strength where the name does not say it."""
        name = self.specification.formulation.name
        return name if str(self.strength) in name else f"{name}, {self.strength}"


class OrderedStep(models.Model):
    """One dose step as ordered. days is null on the last step: until the supply ends."""

    prescription = models.ForeignKey(Prescription, on_delete=models.CASCADE, related_name="steps")
    sequence = models.PositiveIntegerField()
    dose = QuantityField()
    times_a_day = models.PositiveIntegerField()
    days = models.PositiveIntegerField(null=True)
    when = models.JSONField(default=list)

    class Meta:
        ordering = ["prescription", "sequence"]
        constraints = [models.UniqueConstraint(fields=["prescription", "sequence"], name="step_sequence_is_unique")]

    def __str__(self) -> str:
        return f"step {self.sequence} of {self.prescription}"


class KnownFact(models.Model):
    """Something known of the patient when the prescription was entered: a medicine, an allergy or a condition.

    system and code: a coding if there was one (ATC, ICD-10, SNOMED CT). ended_on: last intake of a past medicine.
    """

    class Kind(models.TextChoices):
        """What kind of fact it is."""

        MEDICINE = "medicine"
        ALLERGY = "allergy"
        CONDITION = "condition"

    prescription = models.ForeignKey(Prescription, on_delete=models.CASCADE, related_name="known_facts")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.CharField(max_length=200)
    system = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=40, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["prescription", "kind", "pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


class ScreeningFinding(models.Model):
    """A finding on record, and who settled it with what reason."""

    prescription = models.ForeignKey(Prescription, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    message = models.TextField()
    about = models.CharField(max_length=200)
    sources = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    overridable = models.BooleanField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    settled_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["prescription", "pk"]
        constraints = [signed_together("settled", model="finding")]

    def __str__(self) -> str:
        return f"{self.code} on {self.prescription}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a pharmacist: unsettled, and not there for information alone."""
        return self.settled_at is None and self.severity != "inform"

"""Prescriptions, their dose steps, and what was known of the patient when they were entered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact

from formulations.models import Specification
from formulations.models.fields import QuantityField, signed_together
from pharmacy.prescriptions.models.people import Patient, Prescriber

USER = settings.AUTH_USER_MODEL


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
    """What a prescriber ordered for one patient, as far as one batch of it goes.

    choices: function to excipient code ({"filler": "lactose"}). steps: from its own day 1 on.
    starts_on: the first day of taking, where it is not the day of making. due_on: the day it must be ready.
    repeats_allowed: how many more supplies like this the prescriber allowed, beyond the first.
    filling: what the supply is shared out for, where a pharmacist chose ("least-waste"); empty: the fewest containers.
    continues: the prescription that this one follows on from, and how: a later batch of the same order, its next
    product, or a repeat of it. from_day: the day of the first one's regimen that is day 1 of this one.
    needed_on: of an order's first prescription, the day on which the patient has nothing left while something remains.
    spare_days: how many days before that it may be made and still last as long; empty where that is not known.
    taken_by: who took it up as their work.
    """

    class Follows(models.TextChoices):
        """How a prescription follows on from another."""

        LATER_BATCH = "later-batch", "a later batch of the same order"
        NEXT_PRODUCT = "next-product", "the next product of the same order"
        REPEAT = "repeat", "a repeat"

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
    starts_on = models.DateField(null=True)
    needed_on = models.DateField(null=True)
    spare_days = models.PositiveIntegerField(null=True)
    due_on = models.DateField(null=True)
    repeats_allowed = models.PositiveIntegerField(default=0)
    filling = models.CharField(max_length=20, blank=True)
    continues = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="continued_by")
    follows_as = models.CharField(max_length=20, choices=Follows.choices, blank=True)
    from_day = models.PositiveIntegerField(default=1)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.ENTERED)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    refused_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    refused_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            signed_together("refused", model="prescription"),
            signed_together("taken", model="prescription"),
            models.CheckConstraint(
                condition=Q(continues__isnull=True, follows_as="") | (Q(continues__isnull=False) & ~Q(follows_as="")),
                name="prescription_continues_and_says_how",
            ),
            models.CheckConstraint(condition=Q(from_day__gte=1), name="prescription_from_day_counts_from_1"),
        ]
        indexes = [
            models.Index(fields=["stage", "entered_at", "number"], name="prescription_by_stage"),
            models.Index(fields=["stage", "due_on", "number"], name="prescription_by_due_day"),
            models.Index(fields=["patient", "-number"], name="prescription_of_a_patient"),
            models.Index(
                fields=["needed_on", "number"], name="prescription_needed_again", condition=Q(needed_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"prescription {self.number}"

    @property
    def product(self) -> str:
        """What was ordered, in one line: the formulation, and its strength where the name does not say it."""
        name = self.specification.formulation.name
        return name if str(self.strength) in name else f"{name}, {self.strength}"


class OrderedStep(models.Model):
    """One dose step as ordered. days is null on the last step: until the supply ends. every: 2 is every other day.

    hours_apart: of doses that are taken by the clock, through the night; times_a_day is then 24 hours by it.
    """

    prescription = models.ForeignKey(Prescription, on_delete=models.CASCADE, related_name="steps")
    sequence = models.PositiveIntegerField()
    dose = QuantityField()
    times_a_day = models.PositiveIntegerField()
    every = models.PositiveIntegerField(default=1)
    hours_apart = models.PositiveIntegerField(null=True)
    days = models.PositiveIntegerField(null=True)
    when = models.JSONField(default=list)

    class Meta:
        ordering = ["prescription", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["prescription", "sequence"], name="step_sequence_is_unique"),
            models.CheckConstraint(condition=Q(every__gte=1), name="step_is_taken_some_day"),
            models.CheckConstraint(
                condition=Q(hours_apart__isnull=True) | Q(Exact(F("hours_apart") * F("times_a_day"), 24), every=1),
                name="step_by_the_clock_fills_the_day",
            ),
        ]

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

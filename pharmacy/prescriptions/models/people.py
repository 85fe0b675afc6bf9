"""Patients and prescribers, and the words by which a patient is found."""

import uuid

from django.db import models


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
        indexes = [models.Index(fields=["name"], name="prescriber_by_name")]

    def __str__(self) -> str:
        return self.name


class PatientName(models.Model):
    """One word by which a patient is found: a name in lower case without accents, or the day of birth.

    A day of birth is no name that people type: it is a colon and the day as ISO text.
    """

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="found_by")
    word = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["patient", "word"], name="patient_word_stands_once")]
        indexes = [  # answers "which patients" from the index alone; the operator class serves LIKE on PostgreSQL
            models.Index(
                fields=["word", "patient"], opclasses=["varchar_pattern_ops", "int8_ops"], name="patient_word_finds"
            )
        ]

    def __str__(self) -> str:
        return self.word

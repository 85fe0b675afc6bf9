"""Users, their roles, and the pharmacy itself."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """What a person does here; each role may do only what the table in permissions.py says."""

    PHARMACIST = "pharmacist"
    TECHNICIAN = "technician"
    FORMULARY_ADMIN = "formulary-admin"
    AUDITOR = "auditor"


class User(AbstractUser):
    """A person who works here."""

    full_name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)

    def __str__(self) -> str:
        return self.full_name or self.username


class Pharmacy(models.Model):
    """The pharmacy that uses this installation; one row."""

    name = models.CharField(max_length=120)
    address = models.CharField(max_length=300)
    phone = models.CharField(max_length=40)
    law = models.CharField(max_length=10, default="us")
    language = models.CharField(max_length=10, default="en")
    label_stock = models.CharField(max_length=40, default="label-70x35")
    time_zone = models.CharField(max_length=60, default="UTC")

    def __str__(self) -> str:
        return self.name

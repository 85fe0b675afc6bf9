"""Users, their roles, the pharmacy itself, and log-ins that failed."""

from django.contrib.auth.models import AbstractUser
from django.db import models

LEAFLET_PAPERS = ("a4", "a5", "letter")  # that leaflets are laid out for; the database takes no other


class Role(models.TextChoices):
    """What a person does here; each view names the roles that may use it, and nobody else may."""

    PHARMACIST = "pharmacist", "pharmacist"
    TECHNICIAN = "technician", "technician"
    FORMULARY_ADMIN = "formulary-admin", "formulary admin"
    AUDITOR = "auditor", "auditor"


class User(AbstractUser):
    """A person who works here. full_name is how the person signs."""

    full_name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)

    def __str__(self) -> str:
        return self.full_name or self.username


class Pharmacy(models.Model):
    """The pharmacy that uses this installation; one row.

    lead_days: so many days before a patient has nothing left, the next batch is to be ready.
    web_address: of this program as patients reach it ("https://pharmacy.example"). leaflet_pages: whether leaflets may
    be opened there. logo_sha256: of the archived picture that leaflets carry, empty for none. leaflet_blocks: what may
    follow the text of a leaflet, in order, parted by spaces: page (its code), calendar.
    is_training: nothing of it is for a patient, and every label and leaflet says so. counts_in_words: directions say
    "two capsules" and not "2 capsules". leaflet_paper: what leaflets are made on where nothing else is chosen.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=300)
    phone = models.CharField(max_length=40)
    law = models.CharField(max_length=10, default="us")
    language = models.CharField(max_length=10, default="en")
    label_stock = models.CharField(max_length=40, default="label-70x35")
    leaflet_paper = models.CharField(max_length=10, default="a4")
    time_zone = models.CharField(max_length=60, default="UTC")
    lead_days = models.PositiveSmallIntegerField(default=2)
    web_address = models.CharField(max_length=200, blank=True)
    leaflet_pages = models.BooleanField(default=False)
    logo_sha256 = models.CharField(max_length=64, blank=True)
    is_training = models.BooleanField(default=False)
    leaflet_blocks = models.CharField(max_length=60, default="page calendar")
    counts_in_words = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "pharmacies"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="pharmacy_is_one_row"),
            models.CheckConstraint(
                condition=models.Q(leaflet_pages=False) | ~models.Q(web_address=""),
                name="pharmacy_leaflet_pages_have_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(leaflet_paper__in=LEAFLET_PAPERS), name="pharmacy_leaflet_paper_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FailedLogIn(models.Model):
    """How often a log-in failed of late. key: a digest of the user name and the address, or of the address alone."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} failed log-ins"

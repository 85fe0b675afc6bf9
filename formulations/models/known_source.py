"""The sources that facts rest on, with how many facts, counted as documents come into use."""

from django.db import models

from formulations.models.source_review import SourceReview


class SourcedPlace(models.Model):
    """One document whose facts are on record: what was approved last of a formulation, or a file that ships.

    sha256: of the content that was gathered, so that nothing is gathered twice.
    """

    class Kind(models.TextChoices):
        """What kind of document it is."""

        FORMULATION = "formulation"
        LAW = "law"
        REFERENCE = "reference"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    code = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["kind", "code"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="sourced_place_is_unique")]

    def __str__(self) -> str:
        return self.name

    @property
    def law_code(self) -> str:
        """Of an edition of law: the country."""
        return self.code.partition("/")[0]

    @property
    def law_day(self) -> str:
        """Of an edition of law: the day from which it holds, as in addresses."""
        return self.code.partition("/")[2]


class KnownSource(models.Model):
    """One source as some document states it. digest: of code, title and how sure, which is what a review holds for.

    facts: how many rest on it in all places together; deciding: those of them that decide a dose or a date;
    unargued: those that say no why. sections: how many in each section. reviewed_on: a date that a document states.
    newest_review: of exactly this code, title and sureness.
    """

    digest = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=80, db_index=True)
    title = models.TextField()
    how_sure = models.CharField(max_length=30)
    url = models.CharField(max_length=400, blank=True)
    reviewed_on = models.DateField(null=True)
    newest_review = models.ForeignKey(SourceReview, null=True, on_delete=models.PROTECT, related_name="+")
    facts = models.PositiveIntegerField(default=0)
    deciding = models.PositiveIntegerField(default=0)
    unargued = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)
    sections = models.JSONField(default=dict)

    class Meta:
        ordering = ["-deciding", "-facts", "code"]
        indexes = [models.Index(fields=["-deciding", "-facts", "code"], name="known_source_by_weight")]

    def __str__(self) -> str:
        return self.code

    @property
    def how_sure_words(self) -> str:
        """How sure it is, as a page says it."""
        return self.how_sure.replace("-", " ")


class SourceUse(models.Model):
    """How many facts of one place rest on one source, and in which sections."""

    source = models.ForeignKey(KnownSource, on_delete=models.CASCADE, related_name="uses")
    place = models.ForeignKey(SourcedPlace, on_delete=models.CASCADE, related_name="uses")
    facts = models.PositiveIntegerField()
    deciding = models.PositiveIntegerField()
    unargued = models.PositiveIntegerField()
    sections = models.JSONField(default=dict)

    class Meta:
        ordering = ["source", "-deciding", "place"]
        constraints = [models.UniqueConstraint(fields=["place", "source"], name="source_use_is_counted_once")]
        indexes = [models.Index(fields=["source", "-deciding", "place"], name="source_use_by_weight")]

    def __str__(self) -> str:
        return f"{self.source} in {self.place}"

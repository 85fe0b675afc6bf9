"""One index that answers which patients a word finds, and which prescriptions have something to settle."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ("prescriptions", "0004_checks_are_written_once"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="patientname", name="patient_word_is_unique"),
        migrations.AddConstraint(
            model_name="patientname",
            constraint=models.UniqueConstraint(fields=("patient", "word"), name="patient_word_stands_once"),
        ),
        migrations.AddIndex(
            model_name="patientname",
            index=models.Index(
                fields=["word", "patient"],
                name="patient_word_finds",
                opclasses=["varchar_pattern_ops", "int8_ops"],
            ),
        ),
        migrations.AddIndex(
            model_name="prescriber",
            index=models.Index(fields=["name"], name="prescriber_by_name"),
        ),
        migrations.AddIndex(
            model_name="screeningfinding",
            index=models.Index(
                condition=Q(settled_at__isnull=True) & ~Q(severity="inform"),
                fields=["prescription"],
                name="finding_waits",
            ),
        ),
    ]

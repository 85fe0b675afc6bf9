"""What a finding concerns, whose answer was taken over, and a record of screening that never changes."""

import django.db.models.deletion
from django.db import migrations, models

from pharmacy.prescriptions.written_once import CHECKS


class Migration(migrations.Migration):
    dependencies = [("prescriptions", "0003_regimens_repeats_checks_and_drafts")]
    operations = [
        migrations.AddField(
            model_name="screeningfinding",
            name="concerns",
            field=models.CharField(
                choices=[("patient", "the patient"), ("preparation", "the preparation")],
                default="patient",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="screeningfinding",
            name="taken_over_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="prescriptions.plausibilitycheck",
            ),
        ),
        migrations.AddField(
            model_name="plausibilitycheck",
            name="preparation_fingerprint",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="plausibilitycheck",
            name="points",
            field=models.JSONField(default=list),
        ),
        migrations.AddIndex(
            model_name="plausibilitycheck",
            index=models.Index(fields=["preparation_fingerprint", "-made_at"], name="check_by_preparation"),
        ),
        migrations.AddIndex(
            model_name="plausibilitycheck",
            index=models.Index(fields=["prescription", "-made_at"], name="check_by_prescription"),
        ),
        migrations.RunPython(CHECKS.lock, CHECKS.unlock),
    ]

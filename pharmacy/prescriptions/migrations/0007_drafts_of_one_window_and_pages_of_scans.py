"""A draft knows the browser window that saved it last, and a scan its pages as this program drew them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("prescriptions", "0006_words_of_the_patients_on_record")]
    operations = [
        migrations.AddField("entrydraft", name="revision", field=models.PositiveIntegerField(default=1)),
        migrations.AddField("entrydraft", name="window", field=models.UUIDField(null=True)),
        migrations.CreateModel(
            name="ScanPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("picture", models.BinaryField()),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="prescriptions.attachment",
                    ),
                ),
            ],
            options={
                "ordering": ["attachment", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("attachment", "number"), name="scan_page_is_numbered_once")
                ],
            },
        ),
    ]

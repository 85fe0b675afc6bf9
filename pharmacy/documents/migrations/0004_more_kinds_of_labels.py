"""Auxiliary, bag and batch labels and flags stand beside label and leaflet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_leaflets_as_pages")]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("label", "Label"),
                    ("leaflet", "Leaflet"),
                    ("auxiliary", "Auxiliary"),
                    ("bag", "Bag"),
                    ("batch", "Batch"),
                    ("flag", "Flag"),
                ],
                max_length=10,
            ),
        ),
    ]

"""A pharmacist may choose what a supply is shared out for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("prescriptions", "0007_drafts_of_one_window_and_pages_of_scans"),
    ]

    operations = [
        migrations.AddField(
            model_name="prescription",
            name="filling",
            field=models.CharField(blank=True, max_length=20),
        ),
    ]

"""The batches made under a version that are still in date are found without reading every batch made under it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("compounding", "0004_find_what_waits_for_a_check"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(fields=["specification", "use_by"], name="batch_in_date_of_a_version"),
        ),
    ]

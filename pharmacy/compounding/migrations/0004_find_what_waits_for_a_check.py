"""The batches that wait for a second person are found without reading every batch."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ("compounding", "0003_batches_keep_the_edition_of_the_law"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(
                condition=Q(checked_at__isnull=True, discarded_at__isnull=True),
                fields=["made_at", "id"],
                name="batch_waits_for_check",
            ),
        ),
    ]

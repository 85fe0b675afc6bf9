"""The desk of drafts finds what waits without reading every version that was ever approved."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("formulations", "0006_words_that_find_a_formulation")]

    operations = [
        migrations.AddIndex(
            model_name="specification",
            index=models.Index(
                condition=Q(approved_at__isnull=True, discarded_at__isnull=True),
                fields=["submitted_at"],
                name="specification_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="specification",
            index=models.Index(fields=["effective_from"], name="specification_by_day"),
        ),
    ]

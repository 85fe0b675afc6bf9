"""The newest hand-overs and what waits to be handed over are found without reading every supply."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ("dispensing", "0002_what_became_of_the_old_container"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="supply",
            index=models.Index(fields=["handed_over_at", "id"], name="supply_by_hand_over"),
        ),
        migrations.AddIndex(
            model_name="supply",
            index=models.Index(
                condition=Q(handed_over_at__isnull=True), fields=["released_at", "id"], name="supply_waits"
            ),
        ),
    ]

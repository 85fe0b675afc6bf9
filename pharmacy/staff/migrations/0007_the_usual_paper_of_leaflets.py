"""A pharmacy has a usual paper for its leaflets; those that are on record go on with A4."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0006_counts_in_words_or_digits")]

    operations = [
        migrations.AddField(
            model_name="pharmacy",
            name="leaflet_paper",
            field=models.CharField(default="a4", max_length=10),
        ),
        migrations.AddConstraint(
            model_name="pharmacy",
            constraint=models.CheckConstraint(
                condition=models.Q(leaflet_paper__in=("a4", "a5", "letter")), name="pharmacy_leaflet_paper_is_known"
            ),
        ),
    ]

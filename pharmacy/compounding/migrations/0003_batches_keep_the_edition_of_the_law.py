from datetime import date

from django.db import migrations, models

# The one edition of each law that shipped until now: every batch on record was dated by it.
EDITIONS = {"us": date(2023, 11, 1), "gb": date(2018, 8, 1), "de": date(2023, 12, 12)}


def name_the_edition(apps, schema_editor):
    batches = apps.get_model("compounding", "Batch").objects.filter(law_edition__isnull=True)
    for law, edition in EDITIONS.items():
        batches.filter(law=law).update(law_edition=edition)


class Migration(migrations.Migration):

    dependencies = [
        ("compounding", "0002_batches_can_be_discarded"),
    ]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="law_edition",
            field=models.DateField(null=True),
        ),
        migrations.RunPython(name_the_edition, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="batch",
            name="law_edition",
            field=models.DateField(),
        ),
    ]

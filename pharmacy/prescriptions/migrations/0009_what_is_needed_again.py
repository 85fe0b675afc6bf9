"""When an order is needed again stands on its first prescription, so that the due list finds it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("formulations", "0008_search_from_the_index_alone"),
        ("prescriptions", "0008_how_a_supply_is_shared_out"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="prescription",
            name="needed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name="prescription",
            index=models.Index(
                condition=models.Q(("needed_on__isnull", False)),
                fields=["needed_on", "number"],
                name="prescription_needed_again",
            ),
        ),
    ]

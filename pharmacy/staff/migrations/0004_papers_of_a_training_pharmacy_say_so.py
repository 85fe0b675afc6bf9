"""A pharmacy may be one for training; its papers carry a mark."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0003_leaflets_can_be_opened_on_a_screen")]

    operations = [
        migrations.AddField(
            model_name="pharmacy",
            name="is_training",
            field=models.BooleanField(default=False),
        ),
    ]

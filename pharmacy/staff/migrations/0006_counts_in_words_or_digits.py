"""A pharmacy chooses whether directions say counts in words or in digits."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0005_what_follows_the_text_of_a_leaflet")]

    operations = [
        migrations.AddField(
            model_name="pharmacy",
            name="counts_in_words",
            field=models.BooleanField(default=False),
        ),
    ]
